import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import type { LoginItem } from '../../../main/core/ports/desktop.ts';
import { type Managed, unmanaged } from '../../../main/core/settings/managed-file.ts';
import { createSettings } from '../../../main/core/settings/settings.ts';
import { createSettingsChooser } from '../../../main/core/settings/settings-chooser.ts';
import { fakeSettingsFile } from '../../support/fakes/fake-settings-file.ts';
import { fakeLog } from '../../support/fakes/fakes.ts';

const aDesk = (text?: string) => {
  const [file, log] = [fakeSettingsFile(text), fakeLog()];
  const listeners: (() => void)[] = [];
  const managed = {
    fixed: {} as Managed['fixed'],
    current: () => ({ ...unmanaged, fixed: managed.fixed }),
    onChange: (listener: () => void) => void listeners.push(listener),
  };
  const decide = (fixed: Managed['fixed']): void => {
    managed.fixed = fixed;
    for (const listener of listeners) listener();
  };
  const settings = createSettings({ file, log, managed });
  const system = {
    login: 'off' as ReturnType<LoginItem['state']>,
    refuses: false,
    keys: [] as string[],
    notificationsFail: false,
    showsTray: true,
    told: [] as boolean[],
    state: () => system.login,
    set: (on: boolean) => {
      if (system.refuses) throw new DockpassError('unexpected', { reason: 'login-item' });
      system.told.push(on);
      system.login = on ? 'on' : 'off';
    },
  };
  const keys = {
    set: (wanted: string) => void system.keys.push(wanted),
    state: () => (system.keys.at(-1) ? ('taken' as const) : ('off' as const)),
  };
  const chooser = createSettingsChooser({
    shortcut: keys,
    settings,
    managed,
    loginItem: system,
    log,
    dataFolder: '/d',
    notificationsFail: () => system.notificationsFail,
    isPackaged: true,
    showsTray: async () => system.showsTray,
  });
  return { settings, system, log, decide, chooser };
};

describe('start at login', () => {
  it('is told to the system and kept; the same choice again tells nothing', () => {
    const { chooser, system, settings } = aDesk();
    expect(chooser.choose({ startAtLogin: true })).toMatchObject({ startAtLogin: true, dataFolder: '/d' });
    chooser.choose({ startAtLogin: true, clipboardSeconds: 30 });
    expect([system.told, settings.read().startAtLogin]).toEqual([[true], true]);
    expect(chooser.reset()).toMatchObject({ startAtLogin: false, clipboardSeconds: 45 });
    expect(system.told).toEqual([true, false]);
  });

  it('that the system refuses is not kept', () => {
    const { chooser, system, settings } = aDesk();
    system.refuses = true;
    expect(() => chooser.choose({ startAtLogin: true, clipboardSeconds: 30 })).toThrow('unexpected');
    expect([settings.read().startAtLogin, settings.read().clipboardSeconds]).toEqual([false, 45]);
  });

  it('shows what the system says, not what was chosen once', () => {
    const { chooser, system } = aDesk('{"startAtLogin":true}');
    expect(chooser.view().startAtLogin).toBe(false);
    system.login = 'needs-approval';
    expect(chooser.view()).toMatchObject({ startAtLogin: true, loginNeedsApproval: true });
  });

  it('is off and says why where the system did not take it', () => {
    const { chooser, system } = aDesk();
    chooser.choose({ startAtLogin: true });
    system.login = 'refused';
    expect(chooser.view()).toMatchObject({ startAtLogin: false, loginNeedsApproval: false, loginRefused: true });
    chooser.choose({ startAtLogin: true });
    expect([system.told, chooser.view().loginRefused]).toEqual([[true, true], false]);
  });

  it('and a refused notification are told beside the values', () => {
    const { chooser, system } = aDesk();
    system.notificationsFail = true;
    expect(chooser.view()).toMatchObject({ loginRefused: false, notificationsFail: true });
  });

  it('and the tray are asked anew when the dialog opens', async () => {
    const { chooser, system } = aDesk();
    system.showsTray = false;
    expect([chooser.view().showsTray, (await chooser.ask()).showsTray]).toEqual([true, false]);
  });

  it('a shortcut is taken at the start and after a change, once each, and what became of it is shown', () => {
    const { chooser, system } = aDesk('{"quickCopyShortcut":"Control+Alt+C"}');
    expect([system.keys, chooser.view().shortcut]).toEqual([['Control+Alt+C'], 'taken']);
    chooser.choose({ clipboardSeconds: 20 });
    chooser.choose({ quickCopyShortcut: 'Control+Alt+D' });
    expect(chooser.choose({ quickCopyShortcut: '' }).shortcut).toBe('off');
    expect(system.keys).toEqual(['Control+Alt+C', 'Control+Alt+D', '']);
  });

  it('at a start takes over what was switched off elsewhere, and names the program anew where it is on', () => {
    const off = aDesk('{"startAtLogin":true,"loginItemMade":true}');
    off.chooser.follow();
    expect([off.system.told, off.settings.read().startAtLogin]).toEqual([[], false]);
    const on = aDesk('{"startAtLogin":true,"loginItemMade":true}');
    on.system.login = 'on';
    on.chooser.follow();
    expect([on.system.told, on.settings.read().startAtLogin]).toEqual([[true], true]);
    const never = aDesk();
    never.system.login = 'on';
    never.chooser.follow();
    expect(never.system.told).toEqual([]);
  });

  it('follows what an organization fixes, whatever a person does elsewhere', () => {
    const { chooser, system, decide } = aDesk();
    decide({ startAtLogin: true });
    chooser.follow();
    system.login = 'off';
    chooser.follow();
    expect(system.told).toEqual([true, true]);
    expect(() => chooser.choose({ startAtLogin: false })).toThrow('bad-input');
    expect([system.told, chooser.view().fixed]).toEqual([[true, true], ['startAtLogin']]);
    decide({});
    chooser.follow();
    expect(system.told).toEqual([true, true, false]);
  });

  it('that cannot be followed at a start costs a log line', () => {
    const { chooser, system, log } = aDesk('{"startAtLogin":true}');
    Object.assign(system, { login: 'on', refuses: true });
    chooser.follow();
    expect(log.lines).toEqual(['{"event":"login-item-not-followed","code":"unexpected"}']);
  });
});
