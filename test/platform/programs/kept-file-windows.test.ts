import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { judgeWindowsFolder } from '../../../main/core/settings/windows-trust.ts';
import { createKeptFileWriter } from '../../../main/platform/programs/kept-file.ts';
import { posixPlaces } from '../../../main/platform/programs/kept-file-place.ts';
import { type WindowsRights, windowsPlaces } from '../../../main/platform/programs/kept-file-windows.ts';
import { socketFolder } from './a-socket.ts';

const me = 'S-1-5-21-1111-2222-3333-1001';
const other = 'S-1-5-21-1111-2222-3333-1002';
const own = `O:${me}G:DUD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;${me})`;
const refused = (reason: string, detail?: string) =>
  expect.objectContaining({ code: 'bad-input', field: 'file-path', reason, ...(detail !== undefined && { detail }) });

/** Windows as it would answer, and what it was asked. */
const windows = (answers: { readonly descriptor?: string; readonly real?: string | undefined } = {}) => {
  const asked: string[] = [];
  const closed: (readonly [string, string])[] = [];
  const rights: WindowsRights = {
    of: folder => {
      asked.push(folder);
      if (answers.descriptor === '') throw new Error('no answer');
      return { person: me, descriptor: answers.descriptor ?? own };
    },
    closeToOthers: (file, person) => void closed.push([file, person]),
    realFolder: folder => ('real' in answers ? answers.real : folder.replace(/^c/, 'C')),
  };
  return { ...windowsPlaces(rights), asked, closed };
};

it('two paths are one where the system takes them for one name', () => {
  const [linux, mac] = [posixPlaces('linux'), posixPlaces('darwin')];
  const [token, other] = ['/labels/caf\u00e9', '/Labels/Cafe\u0301'];
  expect([linux.keyOf(token) === linux.keyOf(other), mac.keyOf(token) === mac.keyOf(other)]).toEqual([false, true]);
  expect(windows().keyOf('C:\\labels\\token')).toBe(windows().keyOf('c:\\Labels\\TOKEN'));
});

describe('the place of a kept file on Windows', () => {
  it.each(['C:\\Users\\sam\\labels\\token', 'c:\\Users\\sam\\Etiketten für München\\token.env'])('%s is one', path => {
    expect(() => windows().requireFolder(path)).not.toThrow();
  });

  it.each([
    'token',
    'labels\\token',
    '\\labels\\token',
    'C:token',
    'C:/labels/token',
    'C:\\labels\\',
    'C:\\labels\\..\\token',
    'C:\\labels\\.\\token',
    'C:\\labels\\\\token',
    'C:\\labels\\token:stream',
    'C:\\labels\\token.',
    'C:\\labels \\token',
    'C:\\labels\\NUL',
    'C:\\labels\\com1.txt',
    'C:\\CON\\token',
    'C:\\labels\\to\nken',
    'C:\\labels\\to\0ken',
    'C:\\labels\\t*ken',
    '\\\\server\\share\\token',
    '\\\\?\\C:\\labels\\token',
    '\\\\.\\pipe\\token',
    '/home/sam/token',
  ])('%j is none', path => {
    const { requireFolder, asked } = windows();
    expect(() => requireFolder(path)).toThrow(refused('relative'));
    expect(asked).toEqual([]);
  });

  it.each([
    ['no-folder', 'C:\\labels\\token', { real: undefined }],
    ['link', 'C:\\labels\\token', { real: 'C:\\Users\\other\\labels' }],
    ['link', 'Z:\\labels\\token', { real: '\\\\server\\share\\labels' }],
    ['writable', 'C:\\labels\\token', { descriptor: `${own}(A;OICI;0x1301bf;;;AU)` }],
    ['writable', 'C:\\labels\\token', { descriptor: `${own}(A;OICI;0x2;;;${other})` }],
    ['writable', 'C:\\labels\\token', { descriptor: 'nothing that is understood' }],
    ['unsupported', 'C:\\labels\\token', { descriptor: '' }],
  ] as const)('is refused as %s', (reason, path, answers) => {
    expect(() => windows(answers).requireFolder(path)).toThrow(refused(reason));
  });

  it('is refused where its content goes to other computers', () => {
    expect(() => windows().requireFolder('C:\\Users\\sam\\OneDrive - Acme\\labels\\token')).toThrow(
      refused('synced', 'OneDrive'),
    );
  });

  it('is asked about once in a run', () => {
    const { requireFolder, asked } = windows();
    for (const path of ['C:\\labels\\one', 'c:\\Labels\\two', 'C:\\other\\one']) requireFolder(path);
    expect(asked).toEqual(['C:\\labels', 'C:\\other']);
  });
});

it.each([
  ['the person’s own', own, undefined],
  ['an administrator’s, for the person to change', `O:BAG:SYD:(A;;FA;;;BA)(A;;0x1301bf;;;${me})`, undefined],
  ['that users may read', `${own}(A;;0x1200a9;;;BU)`, undefined],
  ['of another person', `O:${other}G:DUD:(A;;FA;;;${me})`, 'owner'],
  ['in which another person adds files', `${own}(A;;0x2;;;${other})`, 'writable'],
  ['in which another person deletes files', `${own}(A;;0x40;;;${other})`, 'writable'],
  ['without a list', `O:${me}G:DUD:NO_ACCESS_CONTROL`, 'writable'],
])('a folder %s is judged', (_which, descriptor, expected) => {
  expect(judgeWindowsFolder(descriptor, me)).toBe(expected);
});

describe('who may read a kept file on Windows', () => {
  it('is the person alone, or whoever the folder says', () => {
    const { giveReaders, closed } = windows();
    giveReaders('C:\\labels\\.token.dockpass-new', 'me');
    giveReaders('C:\\labels\\.other.dockpass-new', 'group');
    expect(closed).toEqual([['C:\\labels\\.token.dockpass-new', me]]);
  });

  it('is settled before a byte is in it, and where it cannot be, nothing is written', () => {
    const path = join(fs.realpathSync(socketFolder()), 'token');
    const seen: string[] = [];
    let refuses = false;
    const writer = createKeptFileWriter({
      requireFolder: () => {},
      keyOf: one => one,
      giveReaders: staged => {
        seen.push(fs.readFileSync(staged, 'utf8'));
        if (refuses) throw new Error('Windows refused');
      },
    });
    const place = { path, readers: 'me' } as const;
    writer.write(place, new Secret('one'), []);
    refuses = true;
    const ours = [writer.hashOf(new Secret('one'))];
    expect(() => writer.write(place, new Secret('two'), ours)).toThrow(
      expect.objectContaining({ code: 'save-failed' }),
    );
    expect([seen, fs.readFileSync(path, 'utf8'), fs.readdirSync(join(path, '..'))]).toEqual([
      ['', ''],
      'one',
      ['token'],
    ]);
  });
});
