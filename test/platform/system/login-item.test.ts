import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLoginItem } from '../../../main/platform/system/login-item.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockpass-login-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('on Linux', () => {
  const onLinux = () => {
    const file = join(folder, 'config/autostart/dockpass.desktop');
    const at = (program: string) => createLoginItem({ platform: 'linux', file, command: [program, '--hidden'] });
    return { file, at };
  };

  it('is a desktop file that comes and goes, and follows a program that moved', () => {
    const { file, at } = onLinux();
    const item = at('/opt/dockpass');
    expect(item.state()).toBe('off');
    item.set(true);
    expect([item.state(), readdirSync(dirname(file))]).toEqual(['on', ['dockpass.desktop']]);
    expect(readFileSync(file, 'utf8')).toContain('Exec=/opt/dockpass --hidden\n');
    at('/home/sam/Dockpass 2.AppImage').set(true);
    expect(readFileSync(file, 'utf8')).toContain('Exec="/home/sam/Dockpass 2.AppImage" --hidden\n');
    item.set(false);
    item.set(false);
    expect([item.state(), readdirSync(dirname(file))]).toEqual(['off', []]);
  });

  it('is off where the desktop’s own tools switched it off', () => {
    const { file, at } = onLinux();
    const item = at('/opt/dockpass');
    item.set(true);
    writeFileSync(file, `${readFileSync(file, 'utf8')}Hidden=true\n`);
    expect(item.state()).toBe('off');
  });

  it('says that it cannot be, without a path of this computer', () => {
    const { at } = onLinux();
    writeFileSync(join(folder, 'config'), 'not a folder');
    const refused = { code: 'unexpected', reason: 'login-item', message: 'unexpected' };
    expect(() => at('/opt/dockpass').set(true)).toThrow(expect.objectContaining(refused));
    expect(() => at('/opt/a=b').set(true)).toThrow(expect.objectContaining(refused));
  });
});

describe.each([
  ['win32', { args: ['--hidden'] }],
  ['darwin', {}],
] as const)('on %s', (platform, asked) => {
  const onSystem = (says: Partial<Electron.LoginItemSettings>) => {
    const calls: object[] = [];
    const off: Electron.LoginItemSettings = {
      openAtLogin: false,
      wasOpenedAtLogin: false,
      status: 'not-registered',
      executableWillLaunchAtLogin: false,
      launchItems: [],
    };
    const application = {
      getLoginItemSettings: (given?: object) => {
        calls.push({ get: given });
        return { ...off, ...says };
      },
      setLoginItemSettings: (given: object) => void calls.push({ set: given }),
    };
    return { calls, item: createLoginItem({ platform, application }) };
  };

  it('is Electron’s own, started hidden', () => {
    const { calls, item } = onSystem({});
    item.set(true);
    expect(calls).toEqual([{ set: { ...asked, openAtLogin: true } }, { get: asked }]);
  });

  it('is refused where the system did not take it, until it is switched off or there after all', () => {
    const says: { openAtLogin: boolean; executableWillLaunchAtLogin: boolean } = {
      openAtLogin: false,
      executableWillLaunchAtLogin: false,
    };
    const { item } = onSystem(says);
    expect(item.state()).toBe('off');
    item.set(true);
    expect(item.state()).toBe('refused');
    item.set(false);
    expect(item.state()).toBe('off');
    item.set(true);
    Object.assign(says, { openAtLogin: true, executableWillLaunchAtLogin: true });
    expect(item.state()).toBe('on');
  });

  it('is on only while the system will start it', () => {
    expect(onSystem({ openAtLogin: true, executableWillLaunchAtLogin: true }).item.state()).toBe('on');
    const waiting = onSystem({ openAtLogin: true, status: 'requires-approval' }).item.state();
    expect(waiting).toBe(platform === 'darwin' ? 'needs-approval' : 'off');
  });
});
