import { assert, property, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autostartEntry, isAutostartOn } from '../../../main/core/settings/autostart-entry.ts';

const entryFor = (program: string, ...args: readonly string[]): string =>
  autostartEntry({ command: [program, ...args], name: 'Dockpass', comment: 'Tokens' }) ?? '(none)';
const line = (entry: string, key: string): string =>
  entry
    .split('\n')
    .find(one => one.startsWith(`${key}=`))
    ?.slice(key.length + 1) ?? '(none)';

/** What a desktop makes of a command line: the rules for values first, then those for Exec. */
const readBack = (value: string): readonly string[] => {
  const names: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', s: ' ', '\\': '\\' };
  const text = value.replace(/\\(.)/g, (_all, one: string) => names[one] ?? '?');
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/gs)].map(([, quoted, plain]) =>
    (quoted?.replace(/\\(.)/gs, '$1') ?? plain ?? '').replaceAll('%%', '%'),
  );
};

describe('the command', () => {
  it.each([
    ['/opt/Dockpass/dockpass', '/opt/Dockpass/dockpass --hidden'],
    ['/home/sam/My Apps/Dockpass.AppImage', '"/home/sam/My Apps/Dockpass.AppImage" --hidden'],
    ['/home/sam/50%/dockpass', '/home/sam/50%%/dockpass --hidden'],
    ['/home/sam/$HOME/`x`', '"/home/sam/\\\\$HOME/\\\\`x\\\\`" --hidden'],
    ['/home/sam/say "hi"', '"/home/sam/say \\\\"hi\\\\"" --hidden'],
    ['/home/sam/back\\slash', '"/home/sam/back\\\\\\\\slash" --hidden'],
    ["/home/sam/it's;here&there", '"/home/sam/it\'s;here&there" --hidden'],
    ['/home/sam/two\nlines', '"/home/sam/two\\nlines" --hidden'],
    ['/home/名前/dockpass', '/home/名前/dockpass --hidden'],
  ])('%j is written as %s', (program, exec) => {
    expect(line(entryFor(program, '--hidden'), 'Exec')).toBe(exec);
    expect(readBack(exec)).toEqual([program, '--hidden']);
  });

  it('is read back as it was, whatever characters a path has', () => {
    assert(
      property(stringMatching(/^\/[^=\0]{0,40}$/), stringMatching(/^[^\0]{0,20}$/), (program, argument) => {
        expect(readBack(line(entryFor(program, argument), 'Exec'))).toEqual([program, argument]);
      }),
    );
  });

  it('cannot name a program with an equals sign in its path', () => {
    expect(autostartEntry({ command: ['/home/a=b/dockpass'], name: 'D', comment: '' })).toBeUndefined();
  });
});

it('is one entry of known keys, started only while the program is there', () => {
  const entry = entryFor('/opt/a b/dockpass', '--hidden');
  expect(entry.split('\n')).toEqual([
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Dockpass',
    'Comment=Tokens',
    'TryExec=/opt/a b/dockpass',
    'Exec="/opt/a b/dockpass" --hidden',
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ]);
});

it.each([
  ['', true],
  ['Hidden=true', false],
  ['Hidden = true ', false],
  ['Hidden=false', true],
  ['X-GNOME-Autostart-enabled=false', false],
  ['Comment=Hidden=true', true],
])('an entry with %j added is on: %s', (added, isOn) => {
  expect(isAutostartOn(entryFor('/opt/dockpass').replace('X-GNOME-Autostart-enabled=true', added))).toBe(isOn);
});
