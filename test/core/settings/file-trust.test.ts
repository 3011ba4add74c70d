import { describe, expect, it } from 'vitest';
import { judgePosixPolicy, judgePosixSecret } from '../../../main/core/settings/posix-trust.ts';
import { judgeWindowsPolicy, judgeWindowsSecret } from '../../../main/core/settings/windows-trust.ts';

const facts = (owner: number, mode: number, isFile = true) => ({ owner, mode, isFile });
const goodFolder = facts(0, 0o40755, false);

describe('a file of settings on Linux and macOS', () => {
  it.each([
    ['root’s, for all to read', facts(0, 0o100644), goodFolder, undefined],
    ['root’s, for a group to read', facts(0, 0o100640), goodFolder, undefined],
    ['a person’s own', facts(1000, 0o100644), goodFolder, 'owner'],
    ['writable by a group', facts(0, 0o100664), goodFolder, 'writable'],
    ['writable by everyone', facts(0, 0o100646), goodFolder, 'writable'],
    ['no file', facts(0, 0o40755, false), goodFolder, 'not-a-file'],
    ['in a person’s folder', facts(0, 0o100644), facts(1000, 0o40755, false), 'owner'],
    ['in a folder everyone may write to', facts(0, 0o100644), facts(0, 0o41777, false), 'writable'],
  ])('%s', (_name, file, folder, expected) => {
    expect(judgePosixPolicy(file, folder, [0])).toBe(expected);
  });
});

describe('a file with a secret on Linux and macOS', () => {
  it.each([
    ['root’s, for a group to read', facts(0, 0o100640), undefined],
    ['the person’s own', facts(1000, 0o100600), undefined],
    ['another person’s', facts(1001, 0o100600), 'owner'],
    ['readable by everyone', facts(0, 0o100644), 'readable'],
    ['executable by everyone', facts(0, 0o100641), 'readable'],
    ['writable by a group', facts(0, 0o100660), 'writable'],
    ['a folder', facts(0, 0o40700, false), 'not-a-file'],
  ])('%s', (_name, file, expected) => {
    expect(judgePosixSecret(file, [0, 1000])).toBe(expected);
  });
});

const me = 'S-1-5-21-1111-2222-3333-1001';
const other = 'S-1-5-21-1111-2222-3333-1002';

describe('a file of settings on Windows', () => {
  it.each([
    [
      'Administrators’, as ProgramData gives it',
      'O:BAG:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)',
      undefined,
    ],
    ['SYSTEM’s', 'O:SYG:SYD:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;BU)', undefined],
    [
      'the installer’s',
      'O:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464G:SYD:(A;;FR;;;WD)',
      undefined,
    ],
    ['with an audit list', 'O:BAG:SYD:(A;;FA;;;SY)S:AI(AU;SA;FA;;;WD)', undefined],
    ['a person’s own', `O:${me}G:SYD:AI(A;;FA;;;SY)`, 'owner'],
    ['changeable by users', 'O:BAG:SYD:AI(A;;FA;;;SY)(A;;0x1301bf;;;BU)', 'writable'],
    ['writable by everyone', 'O:BAG:SYD:(A;;FW;;;WD)', 'writable'],
    ['with a person who may hand it over to themself', `O:BAG:SYD:(A;;FA;;;BA)(A;;WO;;;${other})`, 'writable'],
    ['with a person who may delete it', `O:BAG:SYD:(A;;SD;;;${other})`, 'writable'],
    ['with a generic right', 'O:BAG:SYD:(A;;GA;;;AU)', 'writable'],
    ['with a right nobody knows', 'O:BAG:SYD:(A;;ZZ;;;AU)', 'writable'],
    ['where users are denied to write', 'O:BAG:SYD:(D;;FW;;;BU)(A;;FR;;;BU)', undefined],
    ['where the right is for new files only', 'O:BAG:SYD:(A;OICIIO;FA;;;BU)(A;;FR;;;BU)', undefined],
    ['where the right is for new files only, written otherwise', 'O:BAG:SYD:(A;CIIOOI;FA;;;BU)', undefined],
    ['where everyone’s right is for it and for new files', 'O:BAG:SYD:(A;CIOI;FA;;;WD)', 'writable'],
    ['where the right came down from its folder', 'O:BAG:SYD:(A;OICIID;FA;;;WD)', 'writable'],
    ['where half a flag is left over', 'O:BAG:SYD:(A;OII;FA;;;WD)', 'writable'],
    ['without a list', 'O:BAG:SYD:NO_ACCESS_CONTROL', 'writable'],
    ['with a condition that is not understood', 'O:BAG:SYD:(XA;;FX;;;S-1-1-0;(@User.Title=="PM"))', 'writable'],
    ['nothing at all', '', 'writable'],
    ['longer than any', `O:BAG:SYD:${'(A;;FR;;;BU)'.repeat(20_000)}`, 'writable'],
  ])('%s', (_name, descriptor, expected) => {
    expect(judgeWindowsPolicy(descriptor, 'O:BAG:SYD:(A;;FA;;;BA)')).toBe(expected);
  });

  it.each([
    ['Administrators’', 'O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;0x1200a9;;;BU)', undefined],
    [
      'as ProgramData gives it: whoever adds a file owns that file',
      'O:BAG:SYD:AI(A;OICIIOID;GA;;;CO)(A;OICIID;FA;;;BA)(A;CIID;DCLCRPCR;;;BU)',
      undefined,
    ],
    ['a person’s own', `O:${me}G:SYD:AI(A;;FA;;;SY)`, 'owner'],
    ['where users may delete what is in it', 'O:BAG:SYD:(A;OICI;DT;;;BU)', 'writable'],
    ['where everyone may do everything', 'O:BAG:SYD:(A;OICI;FA;;;WD)', 'writable'],
    ['where users may rename it', 'O:BAG:SYD:(A;;SD;;;BU)', 'writable'],
    ['where a person may change its rights', `O:BAG:SYD:(A;;WD;;;${other})`, 'writable'],
    ['where a person may take it over', `O:BAG:SYD:(A;;WO;;;${other})`, 'writable'],
    ['where users have a generic right', 'O:BAG:SYD:(A;;GA;;;BU)', 'writable'],
    ['of which nothing is known', '', 'writable'],
  ])('in a folder, %s', (_name, folder, expected) => {
    expect(judgeWindowsPolicy('O:BAG:SYD:(A;;FA;;;BA)', folder)).toBe(expected);
  });
});

describe('a file with a secret on Windows', () => {
  it.each([
    [
      'for administrators and one group of the company',
      `O:BAG:SYD:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;${other})`,
      undefined,
    ],
    ['the person’s own', `O:${me}G:SYD:PAI(A;;FA;;;SY)(A;;FA;;;${me})`, undefined],
    ['another person’s', `O:${other}G:SYD:PAI(A;;FA;;;SY)`, 'owner'],
    ['readable by users', 'O:BAG:SYD:AI(A;ID;FA;;;SY)(A;ID;0x1200a9;;;BU)', 'readable'],
    ['readable by everyone in the domain', 'O:BAG:SYD:(A;;FR;;;S-1-5-21-1111-2222-3333-513)', 'readable'],
    ['readable by whoever is signed in', 'O:BAG:SYD:(A;;GR;;;S-1-5-11)', 'readable'],
    ['writable by users', 'O:BAG:SYD:(A;;FW;;;BU)', 'writable'],
  ])('%s', (_name, descriptor, expected) => {
    expect(judgeWindowsSecret(descriptor, me)).toBe(expected);
  });
});
