import type { AccountView } from '../../preload/contract/account-view.ts';
import type { ProgramMode } from '../../preload/contract/programs/view.ts';

// The invariants, each a small function of plain facts that gives what is wrong, or nothing. They look at what a person
// is told (the row), at the bytes on a disk and at what the servers know; never at the program's insides.

/** A rule that was broken: `I1 older on disk`. */
export interface Broken {
  readonly rule: string;
  readonly facts: string;
}
const broken = (rule: string, facts: string): Broken => ({ rule, facts });

type Row = Pick<AccountView, 'onDisk' | 'problem' | 'renewal' | 'life'>;
/** Which token of which sign-in. */
export interface Place {
  readonly grant: number;
  readonly index: number;
}
const words = (place: Place | undefined): string =>
  place === undefined ? 'none' : `token ${place.index + 1} of sign-in ${place.grant}`;

const isUnsaved = (row: Row): boolean => row.problem?.code === 'save-failed';
/** The row says itself that nothing of it can be opened, or that a person has to sign in since the token is lost. */
const saysLost = (row: Row): boolean => row.problem?.reason === 'answer-lost' || isUnreadable(row);
const isUnreadable = (row: Row): boolean =>
  row.life.kind === 'unreadable' ||
  ['record-unreadable', 'keyring-missing', 'keyring-locked'].includes(row.problem?.code ?? '');

/**
 * I1. The newest refresh token that a provider's answer has brought to this computer is on disk, or its save is being
 * tried again and said so on the row, or its loss was told. An older one never overwrites it.
 */
export const newestToken = ({
  row,
  found,
  newest,
  isInFile,
}: {
  readonly row: Row;
  /** What the account's file holds, opened; nothing where there is no file, or none that opens. */
  readonly found: { readonly token?: Place } | undefined;
  /** The newest that was brought here. */
  readonly newest: Place | undefined;
  /** It lies in a backup that moves it, written whole. */
  readonly isInFile: boolean;
}): Broken | undefined => {
  if (newest === undefined || isUnsaved(row) || saysLost(row)) return undefined;
  const facts = `on disk ${words(found?.token)}, brought here ${words(newest)}`;
  if (found === undefined) {
    return row.onDisk ? broken('I1 no file that opens', facts) : undefined;
  }
  if (found.token?.grant === newest.grant && found.token.index === newest.index) return undefined;
  // It has moved: what the row says is of what came since.
  if (found.token === undefined && isInFile) return undefined;
  // What lies on disk is not for this session only, whatever the row says.
  if (!row.onDisk) return broken('I8 session only, though it lies on disk', facts);
  if (found.token !== undefined) return broken('I1 older on disk', facts);
  return row.problem?.code === 'moved'
    ? broken('I2 moved, and not in the file', facts)
    : broken('I1 lost', `${facts}, row says ${row.renewal.kind}`);
};

/** I1. An account goes on being that of its registration: no restore or edit gives it another one's tokens. */
export const sameRegistration = (before: string | undefined, now: string): Broken | undefined =>
  before === undefined || before === now ? undefined : broken('I1 another account in its place', `${before}, ${now}`);

/** I1, in memory: a program that was brought a newer token does not use an older one, unless the newer was refused. */
export const olderUsed = ({
  used,
  newest,
  refused,
}: {
  readonly used: Place;
  readonly newest: Place | undefined;
  readonly refused: boolean;
}): Broken | undefined =>
  newest !== undefined && newest.grant === used.grant && newest.index > used.index && !refused
    ? broken('I1 older used', `used ${words(used)}, brought here ${words(newest)}`)
    : undefined;

/** I2. A rotating refresh token is used for renewal by one computer at a time: here, or where its file was taken in. */
export const oneUser = ({
  used,
  computer,
  owner,
}: {
  readonly used: Place;
  readonly computer: number;
  /** The computer that may use it; `file`: it lies in a file that was written whole and nobody has taken in. */
  readonly owner: number | 'file' | 'anyone';
}): Broken | undefined => {
  if (owner === computer || owner === 'anyone') return undefined;
  return broken(
    owner === 'file' ? 'I2 used, though it is in a file' : 'I2 used by two computers',
    `${words(used)} used by computer ${computer + 1}, ${owner === 'file' ? 'in a file' : `kept by computer ${owner + 1}`}`,
  );
};

/**
 * I3. From the moment the person confirms the end of a shift, no secret of before is sent, saved or copied. Later only
 * what a person began after it.
 */
export const afterShift = (
  /** Sent, saved, copied or shown, and by what. */
  what: string,
  since: number,
  shiftAt: number,
  facts: string,
): Broken | undefined => (since < shiftAt ? broken(`I3 after the end of a shift: ${what}`, facts) : undefined);

/** I2. A refresh token that went to another computer is ended by nobody here. */
export const revokesOwn = (token: Place, computer: number, owner: number | 'file' | 'anyone'): Broken | undefined =>
  owner === computer || owner === 'anyone'
    ? undefined
    : broken('I2 revoked, though it moved', `${words(token)} by computer ${computer + 1}`);

/** I3. When Dockpass says done, no clipboard, window, temporary or leftover file holds a secret. */
export const leftAfterShift = (where: string, since: number, shiftAt: number): Broken | undefined =>
  since < shiftAt ? broken(`I3 left in ${where}`, where) : undefined;

/** Where a secret went: the clipboard, the window that shows one, a program that asked, or a file for programs. */
export type HandedOut = 'copied' | 'shown' | 'given' | 'kept';

/** I4. While it is locked nothing sealed is handed out, */
export const handedOut = (how: HandedOut, lock: 'none' | 'locked' | 'unlocked', secrets: number): Broken | undefined =>
  lock === 'locked' && secrets > 0 ? broken(`I4 ${how} while locked`, '') : undefined;

/** nor ever to a window that shows what a token is. */
export const toldToWindow = (secrets: number): Broken | undefined =>
  secrets > 0 ? broken('I4 told to a window', '') : undefined;

/** and the clipboard holds nothing of ours. */
export const clipboardWhileLocked = (lock: 'none' | 'locked' | 'unlocked', secrets: number): Broken | undefined =>
  lock === 'locked' && secrets > 0 ? broken('I4 on the clipboard while locked', '') : undefined;

/**
 * I4. A program gets what a person permitted, and no more: after a question each time, after one since the last lock, or
 * none. By the numbers of operations.
 */
export const permitted = ({
  permission,
  askedAt,
  yesAt,
  lockedAt,
}: {
  /** What was said last, and when that was answered; nothing where it may be changing. */
  readonly permission: { readonly may: ProgramMode; readonly at: number } | undefined;
  readonly askedAt: number;
  readonly yesAt: number;
  readonly lockedAt: number;
}): Broken | undefined => {
  switch (permission?.may) {
    case 'never':
      return broken('I4 given to a program that may not have it', `since ${permission.at}`);
    case 'ask':
      return yesAt < askedAt ? broken('I4 given without a question', `asked ${askedAt}, yes ${yesAt}`) : undefined;
    case 'until-locked':
      return askedAt > lockedAt && yesAt < lockedAt
        ? broken('I4 given without a question since the lock', `locked ${lockedAt}, yes ${yesAt}`)
        : undefined;
    default:
      return undefined;
  }
};

/** I4. A kept file holds a whole text with the account's token: never an empty one, or half of one. */
export const keptWhole = (text: string, secrets: number): Broken | undefined =>
  text !== '' && secrets === 1 ? undefined : broken('I4 a kept file that is not whole', `${text.length} characters`);

/** I5. No kept file is left that nobody keeps any more: given up, moved, of an account that is gone, or locked. */
export const keptByNobody = (path: string, isKept: boolean): Broken | undefined =>
  isKept ? undefined : broken('I5 a kept file that nobody keeps', path);

/** I8. A kept file holds the account's token of now, or the row says since when it could not be kept. */
export const keptIsCurrent = (isCurrent: boolean, id: string): Broken | undefined =>
  isCurrent ? undefined : broken('I8 a kept file that is not current', id);

/** I5. Nothing of a removed account is given to a program. */
export const givenAfterRemoval = (isRemoved: boolean, id: string): Broken | undefined =>
  isRemoved ? broken('I5 given after the removal', id) : undefined;

/** I5, the other way round: an account that nobody removed stays. */
export const staysThere = (isThere: boolean, id: string): Broken | undefined =>
  isThere ? undefined : broken('I5 gone, though nobody removed it', id);

/** I5. A removed account does not come back by what was under way; */
export const removedStaysGone = (isListed: boolean, id: string, isReadable: boolean): Broken | undefined =>
  isListed ? broken(`I5 removed and back${isReadable ? '' : ': a file that cannot be read'}`, id) : undefined;

/** an undo brings it back; */
export const undoBringsBack = (isListed: boolean, id: string): Broken | undefined =>
  isListed ? undefined : broken('I5 undone and not back', id);

/** a removal that failed has removed nothing. */
export const failedRemovalKeeps = (isListed: boolean, id: string): Broken | undefined =>
  isListed ? undefined : broken('I5 removed by a removal that failed', id);

/** I6. A secret goes only to origins and addresses the person typed or the provider's file names. */
export const rightPlace = (place: string, places: ReadonlySet<string>): Broken | undefined =>
  places.has(place) ? undefined : broken('I6 sent elsewhere', place);

/** I6. A name says which account is meant, also to a program that asks by it: no two have one that looks the same. */
export const oneName = (names: readonly string[]): Broken | undefined => {
  const known = new Set<string>();
  const twice = names.find(name => known.size === known.add(name.normalize('NFC').toLowerCase()).size);
  return twice === undefined ? undefined : broken('I6 two accounts of one name', twice);
};

/** I6. A list of accounts is for other people, too. */
export const listHoldsNoSecret = (secrets: number): Broken | undefined =>
  secrets === 0 ? undefined : broken('I6 a secret in a list', `${secrets} secrets`);

/** I7. After quitting was asked for, no renewal begins, */
export const renewalAfterQuit = (isQuitting: boolean): Broken | undefined =>
  isQuitting ? broken('I7 renewal begun after Quit', '') : undefined;

/** answers under way within 20 s are waited for, */
export const quitWaits = (missedMs: readonly number[], hurriedAfterMs = 17_000): Broken | undefined =>
  missedMs.some(ms => ms < Math.min(19_000, hurriedAfterMs + 2000))
    ? broken('I7 Quit missed an answer', `it would have come ${Math.min(...missedMs)} ms after Quit`)
    : undefined;

/** nothing is handed out to programs, */
export const handedOutAfterQuit = (how: HandedOut, isQuitting: boolean): Broken | undefined =>
  isQuitting && (how === 'given' || how === 'kept') ? broken(`I7 ${how} after Quit`, '') : undefined;

/** a file that was to go with the program is gone, */
export const keptFileAfterQuit = (isThere: boolean, path: string): Broken | undefined =>
  isThere ? broken('I7 a kept file after Quit', path) : undefined;

/** and the clipboard is empty at the end. */
export const clipboardAfterQuit = (secrets: number): Broken | undefined =>
  secrets > 0 ? broken('I7 on the clipboard after Quit', '') : undefined;

const seen = (row: AccountView): Readonly<Record<string, unknown>> => ({
  label: row.label,
  pinned: row.pinned,
  groups: (row.groups ?? []).join(),
  organization: row.organizationId ?? '',
  life: row.life.kind === 'until' ? row.life.expiresAt : row.life.kind,
  renewal: row.renewal.kind,
  moved: row.problem?.code === 'moved',
  lost: row.problem?.reason === 'answer-lost',
});

const passing: readonly string[] = ['offline', 'timed-out', 'provider-down', 'rate-limited'];

/** I8. What the row says in a quiet moment is what a restart finds. */
export const restartFinds = (row: AccountView, after: AccountView | undefined): Broken | undefined => {
  if (isUnsaved(row) || saysLost(row)) return undefined;
  if (!row.onDisk) return undefined;
  if (after === undefined) return broken('I8 gone after a restart', row.id);
  if (isUnreadable(after)) return broken('I8 unreadable after a restart', row.id);
  const [before, then] = [seen(row), seen(after)];
  // A row says one thing at a time: one that passes hides one that stays.
  const isHidden = (name: string): boolean =>
    ['moved', 'lost'].includes(name) && passing.includes(row.problem?.code ?? '');
  const other = Object.keys(before).filter(name => before[name] !== then[name] && !isHidden(name));
  if (other.length === 0) return undefined;
  const facts = other.map(name => `${name} ${before[name]} became ${then[name]}`).join(', ');
  return broken(`I8 other after a restart: ${other[0]}`, facts);
};

/** I8. The order that a person made by hand is what a restart finds; of those that were saved. */
export const orderStays = (rows: readonly AccountView[], after: readonly AccountView[]): Broken | undefined => {
  const found = new Set(after.map(({ id }) => id));
  const saved = rows.filter(row => row.onDisk && !isUnsaved(row) && found.has(row.id)).map(({ id }) => id);
  const then = after.map(({ id }) => id).filter(id => saved.includes(id));
  const at = saved.findIndex((id, index) => id !== then[index]);
  return at < 0 ? undefined : broken('I8 another order after a restart', `${then[at]} stands where ${saved[at]} was`);
};

/** I8. What follows of one moment comes to an end: nothing turns in circles. */
export const worldEnds = (ends: boolean): Broken | undefined => (ends ? undefined : broken('a world never ends', ''));

/** I8. What a person asked for comes to an end that is said. */
export const callEnds = (kinds: readonly string[]): Broken | undefined =>
  kinds.length > 0 ? broken(`I8 never ends: ${kinds[0]}`, kinds.join(', ')) : undefined;

/** I9. A name that comes from outside has 120 code points at most, and perhaps a number that tells two apart. */
export const nameWithinLimit = (names: readonly string[]): Broken | undefined => {
  const longest = Math.max(0, ...names.map(name => (name.length > 240 ? name.length : [...name].length)));
  return longest > 130 ? broken('I9 a name without a limit', `${longest} characters`) : undefined;
};

/** I9. What we write we can read again, at any size. */
export const readableAgain = (isReadable: boolean, what: string, size: number): Broken | undefined =>
  isReadable ? undefined : broken(`I9 cannot read ${what} again`, `${size} bytes`);
