import { describe, expect, it } from 'vitest';
import type { AccountView } from '../../preload/contract/account-view.ts';
import {
  afterShift,
  type Broken,
  callEnds,
  clipboardAfterQuit,
  clipboardWhileLocked,
  failedRemovalKeeps,
  givenAfterRemoval,
  handedOut,
  handedOutAfterQuit,
  keptByNobody,
  keptFileAfterQuit,
  keptIsCurrent,
  keptWhole,
  leftAfterShift,
  listHoldsNoSecret,
  nameWithinLimit,
  newestToken,
  olderUsed,
  oneName,
  oneUser,
  orderStays,
  permitted,
  quitWaits,
  readableAgain,
  removedStaysGone,
  renewalAfterQuit,
  restartFinds,
  revokesOwn,
  rightPlace,
  sameRegistration,
  staysThere,
  toldToWindow,
  undoBringsBack,
  worldEnds,
} from './invariants.ts';

// A check that cannot fail is worth nothing: each invariant is given what breaks it, and what does not.

const row: AccountView = {
  id: 'account-one',
  label: 'One',
  providerId: 'readycloud',
  providerName: 'ReadyCloud',
  monogram: 'RC',
  colour: '#000000',
  life: { kind: 'until', issuedAt: 0, expiresAt: 1000 },
  renewal: { kind: 'by-itself' },
  canCopy: true,
  formats: [],
  unsafeFormats: [],
  endpoints: [],
  actions: [],
  pinned: false,
  organizations: [],
  needsOrganization: false,
  onDisk: true,
};
const rule = (broken: Broken | undefined): string => broken?.rule ?? 'fine';
const at = (index: number, grant = 1) => ({ grant, index });

describe('I1, the newest token', () => {
  const check = (more: Partial<Parameters<typeof newestToken>[0]>): string =>
    rule(newestToken({ row, found: { token: at(1) }, newest: at(1), isInFile: false, ...more }));
  it('is on disk', () => {
    expect(check({})).toBe('fine');
    expect(check({ found: { token: at(0) } })).toBe('I1 older on disk');
    expect(check({ found: { token: at(3, 1) }, newest: at(0, 2) })).toBe('I1 older on disk');
    expect(check({ found: {} })).toBe('I1 lost');
    expect(check({ found: undefined })).toBe('I1 no file that opens');
  });
  it('or the row says that it is not', () => {
    expect(check({ found: {}, row: { ...row, onDisk: false, problem: { code: 'save-failed' } } })).toBe('fine');
    const lost = { ...row, problem: { code: 'needs-sign-in', reason: 'answer-lost' } } as const;
    expect(check({ found: {}, row: lost })).toBe('fine');
    expect(check({ found: undefined, row: { ...row, onDisk: false } })).toBe('fine');
  });
  it('is not said to be for this session where an older one lies on disk (I8)', () => {
    expect(check({ found: { token: at(0) }, row: { ...row, onDisk: false } })).toBe(
      'I8 session only, though it lies on disk',
    );
  });
  it('is in the file that it was moved to (I2)', () => {
    const moved = { ...row, problem: { code: 'moved' } } as const;
    expect(check({ found: {}, row: moved, isInFile: true })).toBe('fine');
    expect(check({ found: {}, row: moved })).toBe('I2 moved, and not in the file');
  });
  it('is the one that is used, unless it was refused', () => {
    expect(rule(olderUsed({ used: at(1), newest: at(1), refused: false }))).toBe('fine');
    expect(rule(olderUsed({ used: at(0), newest: at(1), refused: false }))).toBe('I1 older used');
    expect(rule(olderUsed({ used: at(0), newest: at(1), refused: true }))).toBe('fine');
  });
});

it('I1: an account stays that of its registration', () => {
  expect([undefined, 'one', 'two'].map(before => rule(sameRegistration(before, 'one')))).toEqual([
    'fine',
    'fine',
    'I1 another account in its place',
  ]);
});

it('I2: a token is used by one computer, or waits in a file', () => {
  const of = (owner: number | 'file' | 'anyone'): string => rule(oneUser({ used: at(0), computer: 0, owner }));
  expect([of(0), of('anyone'), of(1), of('file')]).toEqual([
    'fine',
    'fine',
    'I2 used by two computers',
    'I2 used, though it is in a file',
  ]);
});

it('I2: nobody ends a token that moved to another computer', () => {
  const of = (owner: number | 'file' | 'anyone'): string => rule(revokesOwn(at(0), 0, owner));
  expect([of(0), of('anyone'), of(1), of('file')]).toEqual([
    'fine',
    'fine',
    'I2 revoked, though it moved',
    'I2 revoked, though it moved',
  ]);
});

it('I3: nothing of before the end of a shift is sent later, or left', () => {
  expect(rule(afterShift('sent', 4, 5, ''))).toBe('I3 after the end of a shift: sent');
  expect(rule(afterShift('sent', 5, 5, ''))).toBe('fine');
  expect(rule(leftAfterShift('a file', 4, 5))).toBe('I3 left in a file');
  expect(rule(leftAfterShift('a file', 6, 5))).toBe('fine');
});

it('I4: nothing is handed out while it is locked, or stays on the clipboard', () => {
  expect([handedOut('copied', 'locked', 1), handedOut('shown', 'locked', 1)].map(rule)).toEqual([
    'I4 copied while locked',
    'I4 shown while locked',
  ]);
  expect([handedOut('copied', 'locked', 0), handedOut('copied', 'unlocked', 1)].map(rule)).toEqual(['fine', 'fine']);
  expect([toldToWindow(1), toldToWindow(0)].map(rule)).toEqual(['I4 told to a window', 'fine']);
  expect(rule(clipboardWhileLocked('locked', 1))).toBe('I4 on the clipboard while locked');
  expect(rule(clipboardWhileLocked('none', 1))).toBe('fine');
});

it('I4: a program gets what was permitted, after a question where one is asked', () => {
  const check = (may: 'never' | 'ask' | 'until-locked' | 'always', yesAt: number, lockedAt = 0): string =>
    rule(permitted({ permission: { may, at: 1 }, askedAt: 10, yesAt, lockedAt }));
  expect([check('always', 0), check('ask', 11), check('until-locked', 5, 3)]).toEqual(['fine', 'fine', 'fine']);
  expect([check('never', 11), check('ask', 9), check('until-locked', 5, 7)]).toEqual([
    'I4 given to a program that may not have it',
    'I4 given without a question',
    'I4 given without a question since the lock',
  ]);
  expect(check('until-locked', 5, 11)).toBe('fine');
  expect(rule(permitted({ permission: undefined, askedAt: 10, yesAt: 0, lockedAt: 0 }))).toBe('fine');
});

it('I4: a kept file is whole', () => {
  expect([keptWhole('zq', 1), keptWhole('', 0), keptWhole('z', 0)].map(rule)).toEqual([
    'fine',
    'I4 a kept file that is not whole',
    'I4 a kept file that is not whole',
  ]);
});

it('I5, I8: a kept file is there while somebody keeps it, and holds the token of now', () => {
  expect([true, false].map(kept => rule(keptByNobody('', kept)))).toEqual(['fine', 'I5 a kept file that nobody keeps']);
  expect([true, false].map(current => rule(keptIsCurrent(current, '')))).toEqual([
    'fine',
    'I8 a kept file that is not current',
  ]);
});

it('I5: nothing of a removed account is given to a program', () => {
  expect([false, true].map(removed => rule(givenAfterRemoval(removed, '')))).toEqual([
    'fine',
    'I5 given after the removal',
  ]);
});

it('I7: nothing is given to a program after Quit, and a file that was to go is gone', () => {
  expect([handedOutAfterQuit('given', true), handedOutAfterQuit('kept', true)].map(rule)).toEqual([
    'I7 given after Quit',
    'I7 kept after Quit',
  ]);
  expect([handedOutAfterQuit('given', false), handedOutAfterQuit('copied', true)].map(rule)).toEqual(['fine', 'fine']);
  expect([false, true].map(there => rule(keptFileAfterQuit(there, '')))).toEqual(['fine', 'I7 a kept file after Quit']);
});

it('I8: what follows of a moment comes to an end', () => {
  expect([true, false].map(ends => rule(worldEnds(ends)))).toEqual(['fine', 'a world never ends']);
});

it('I5: what nobody removed stays', () => {
  expect([true, false].map(there => rule(staysThere(there, '')))).toEqual([
    'fine',
    'I5 gone, though nobody removed it',
  ]);
});

it('I5: removed is removed, undone is back, and a removal that failed removed nothing', () => {
  expect([true, false].map(listed => rule(removedStaysGone(listed, '', true)))).toEqual([
    'I5 removed and back',
    'fine',
  ]);
  expect([true, false].map(listed => rule(undoBringsBack(listed, '')))).toEqual(['fine', 'I5 undone and not back']);
  expect([true, false].map(listed => rule(failedRemovalKeeps(listed, '')))).toEqual([
    'fine',
    'I5 removed by a removal that failed',
  ]);
});

it('I6: a secret goes to no other path of the same origin', () => {
  const places = new Set(['https://id.example.test/token']);
  expect(rule(rightPlace('https://id.example.test/token', places))).toBe('fine');
  expect(rule(rightPlace('https://id.example.test/elsewhere', places))).toBe('I6 sent elsewhere');
});

it('I6: no two accounts have one name', () => {
  expect(rule(oneName(['Dock', 'Quay', 'Dock (2)']))).toBe('fine');
  expect(rule(oneName(['Caf\u00e9', 'Quay', 'CAFE\u0301']))).toBe('I6 two accounts of one name');
});

it('I7: Quit begins nothing, waits 20 s for answers, and leaves no copy', () => {
  expect([true, false].map(quits => rule(renewalAfterQuit(quits)))).toEqual(['I7 renewal begun after Quit', 'fine']);
  expect([[], [19_500], [30_000, 400]].map(ms => rule(quitWaits(ms)))).toEqual([
    'fine',
    'fine',
    'I7 Quit missed an answer',
  ]);
  expect([1, 0].map(secrets => rule(clipboardAfterQuit(secrets)))).toEqual(['I7 on the clipboard after Quit', 'fine']);
});

it('I8: a restart finds what the row said', () => {
  expect(rule(restartFinds(row, row))).toBe('fine');
  expect(rule(restartFinds(row, undefined))).toBe('I8 gone after a restart');
  expect(rule(restartFinds(row, { ...row, pinned: true }))).toBe('I8 other after a restart: pinned');
  expect(rule(restartFinds(row, { ...row, life: { kind: 'unreadable' } }))).toBe('I8 unreadable after a restart');
  expect(rule(restartFinds({ ...row, onDisk: false }, undefined))).toBe('fine');
});

it('I8: that an answer was lost is found again, unless what passes hides it', () => {
  const lost = { ...row, problem: { code: 'needs-sign-in', reason: 'answer-lost' } } as const;
  const refused = { ...row, problem: { code: 'needs-sign-in' } } as const;
  const offline = { ...row, problem: { code: 'offline' } } as const;
  expect([lost, refused, offline].map(before => rule(restartFinds(before, lost)))).toEqual([
    'fine',
    'I8 other after a restart: lost',
    'fine',
  ]);
});

it('I8: an order made by hand stays, of those that were saved', () => {
  const [one, two, three] = ['one', 'two', 'three'].map(id => ({ ...row, id })) as [
    AccountView,
    AccountView,
    AccountView,
  ];
  expect(rule(orderStays([one, two, three], [one, two, three]))).toBe('fine');
  expect(rule(orderStays([one, two, three], [one, three]))).toBe('fine');
  expect(rule(orderStays([two, { ...one, onDisk: false }, three], [one, two, three]))).toBe('fine');
  expect(rule(orderStays([two, one], [one, two]))).toBe('I8 another order after a restart');
});

it('I6: a list of accounts holds no secret', () => {
  expect([0, 1].map(secrets => rule(listHoldsNoSecret(secrets)))).toEqual(['fine', 'I6 a secret in a list']);
});

it('I8: every call comes to an end', () => {
  expect([[], ['renew']].map(kinds => rule(callEnds(kinds)))).toEqual(['fine', 'I8 never ends: renew']);
});

it('I9: no name is longer than a row shows', () => {
  const of = (...lengths: readonly number[]): string =>
    rule(nameWithinLimit(lengths.map(length => 'n'.repeat(length))));
  expect([of(), of(120, 124), of(3, 300)]).toEqual(['fine', 'fine', 'I9 a name without a limit']);
});

it('I9: what was written is read again', () => {
  expect(rule(readableAgain(true, 'a backup', 1))).toBe('fine');
  expect(rule(readableAgain(false, 'a backup', 1))).toBe('I9 cannot read a backup again');
});
