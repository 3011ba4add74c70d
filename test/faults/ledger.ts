import type { Found, FreshStart } from './fresh-start.ts';
import type { RotatingProvider } from './provider.ts';
import { type Action, actions, type Told } from './told.ts';

/** What is counted. The first kind must stay 0; the second says what was met on the way. */
const failures = {
  lost: 'accounts lost that were told as kept',
  unreadable: 'records that cannot be read or opened',
  forced: 'sign-ins asked for that the provider did not force',
  rolledBack: 'refresh tokens older than one told as kept',
  unmarked: 'lost answers without a mark that says so',
  untold: 'lost answers that were not told as lost',
  unnamed: 'names lost that were told as given',
  failed: 'actions or settings that failed though only the program was killed',
} as const;
export type FailureName = keyof typeof failures;

interface Holding {
  refreshToken?: string;
  /** The last name that was told as given, and those asked for since. */
  readonly names: Set<string>;
  removing: boolean;
  /** Its provider gave a token that never arrived and takes no other. */
  lost?: 'found' | 'told';
  /** The refresh token that was left of it, and is worth nothing. */
  leftToken?: string;
}

export interface Ledger {
  readonly hear: (told: Told) => void;
  /** Judges what a fresh start found after a kill. */
  readonly judge: (fresh: FreshStart) => void;
  readonly count: (name: FailureName) => number;
  readonly lines: () => readonly (readonly [string, number])[];
  /** Each failure with what is known of it. */
  readonly reports: readonly string[];
  /** How many accounts lost an answer and have not said so. */
  readonly untold: () => number;
}

export const failureNames = Object.keys(failures).filter((name): name is FailureName => name in failures);
export const wordsOf = (name: FailureName): string => failures[name];

export const createLedger = (provider: RotatingProvider, now: () => string): Ledger => {
  const holdings = new Map<string, Holding>();
  const reports: string[] = [];
  const failed = new Map<FailureName, number>();
  const met = { kept: 0, answersLost: 0, toldLost: 0, stillTaken: 0, marks: 0 };
  const underWay = new Map<Action, number>();
  const killedDuring = new Map<Action, number>();

  const fail = (name: FailureName, facts: string): void => {
    failed.set(name, (failed.get(name) ?? 0) + 1);
    const report = `${now()}: ${wordsOf(name)}: ${facts}`;
    reports.push(report);
    process.stderr.write(`${report}\n`);
  };
  const holdingOf = (id: string): Holding => {
    const known = holdings.get(id);
    if (known !== undefined) return known;
    const holding: Holding = { names: new Set(), removing: false };
    holdings.set(id, holding);
    met.kept += 1;
    return holding;
  };

  const hearProblem = ({ id, code, reason }: Extract<Told, { kind: 'problem' }>): void => {
    const holding = holdings.get(id);
    if (code === 'save-failed' || code === 'record-unreadable') fail('failed', `${id} ${code} ${reason}`);
    if (code !== 'needs-sign-in' || holding === undefined) return;
    if (reason === 'answer-lost' && holding.lost === 'found') met.toldLost += 1;
    if (holding.lost === undefined) fail('forced', `${id} was asked to sign in (${reason})`);
    else if (reason === 'answer-lost') holding.lost = 'told';
  };

  const hear = (told: Told): void => {
    switch (told.kind) {
      case 'kept':
        holdingOf(told.id);
        return;
      case 'holds': {
        const holding = holdingOf(told.id);
        // What came back from a backup as it went there was not connected again.
        if (holding.lost !== undefined && told.refreshToken === holding.leftToken) return;
        if (holding.lost === 'found') fail('untold', `${told.id} was connected again`);
        delete holding.lost;
        holding.refreshToken = told.refreshToken;
        return;
      }
      case 'renamed':
        holdingOf(told.id).names.clear();
        holdingOf(told.id).names.add(told.label);
        return;
      case 'renaming':
        if (holdingOf(told.id).names.size > 0) holdingOf(told.id).names.add(told.label);
        return;
      case 'removing':
        holdingOf(told.id).removing = true;
        return;
      case 'problem':
        hearProblem(told);
        return;
      case 'began':
        underWay.set(told.action, (underWay.get(told.action) ?? 0) + 1);
        return;
      case 'ended':
        underWay.set(told.action, (underWay.get(told.action) ?? 0) - 1);
        if (['unexpected', 'save-failed', 'record-unreadable', 'locked', 'keyring-missing'].includes(told.code))
          fail('failed', `${told.action} ended with ${told.code}`);
        return;
      case 'started':
    }
  };

  const isOlder = (refreshToken: string, toldToken: string | undefined): boolean => {
    const [here, told] = [provider.placeOf(refreshToken), provider.placeOf(toldToken ?? '')];
    if (told === undefined) return false;
    return here === undefined || here.family < told.family || (here.family === told.family && here.at < told.at);
  };

  const judgeToken = (found: Found, holding: Holding): void => {
    const { id, record, previousRefreshToken } = found;
    const refreshToken = found.refreshToken ?? found.movedRefreshToken;
    if (record === undefined || refreshToken === undefined) {
      // A copy that an import added never had one.
      if (holding.refreshToken !== undefined) fail('rolledBack', `${id} has none at all`);
      return;
    }
    if (isOlder(refreshToken, holding.refreshToken)) {
      const places = [refreshToken, holding.refreshToken ?? ''].map(token => provider.placeOf(token));
      fail('rolledBack', JSON.stringify({ id, here: places[0], told: places[1], record: { ...record, sealed: '' } }));
    }
    if (record.renewingSince !== undefined) met.marks += 1;
    const isTaken = provider.accepts(refreshToken);
    if (isTaken || provider.accepts(previousRefreshToken)) {
      if (!provider.isNewest(refreshToken)) met.stillTaken += 1;
      if (holding.lost === 'found') fail('untold', `${id} was connected again`);
      delete holding.lost;
      if (record.needsSignIn) fail('forced', `${id} asks for a sign-in and its refresh token still works`);
      if (!found.renews && found.movedRefreshToken === undefined)
        fail('forced', `${id} does not renew any more and its refresh token still works`);
      return;
    }
    if (holding.lost === undefined) {
      holding.lost = 'found';
      holding.leftToken = refreshToken;
      met.answersLost += 1;
      if (record.renewingSince === undefined) fail('unmarked', id);
    }
  };

  const judgeOne = (id: string, holding: Holding, found: Found | undefined): void => {
    if (found === undefined) {
      holdings.delete(id);
      if (!holding.removing) fail('lost', id);
      return;
    }
    if (found.unreadable !== '' || found.record === undefined) {
      fail('unreadable', `${id} ${found.unreadable}`);
      return;
    }
    if (found.record.removedAt === undefined) holding.removing = false;
    const { label } = found.record;
    if (holding.names.size > 0 && !holding.names.has(label)) fail('unnamed', `${id} is called ${label}`);
    judgeToken(found, holding);
  };

  return {
    hear,
    reports,
    count: name => failed.get(name) ?? 0,
    untold: () => [...holdings.values()].filter(({ lost }) => lost === 'found').length,
    judge: ({ accounts, settingsReadable }) => {
      for (const [action, count] of underWay)
        if (count > 0) killedDuring.set(action, (killedDuring.get(action) ?? 0) + 1);
      underWay.clear();
      if (!settingsReadable) fail('failed', 'the settings cannot be read');
      // What was just written and not told yet is there as well, whole.
      for (const { id } of accounts) holdingOf(id);
      for (const [id, holding] of [...holdings])
        judgeOne(
          id,
          holding,
          accounts.find(one => one.id === id),
        );
    },
    lines: () => [
      ...actions.map((action): [string, number] => [`kills during ${action}`, killedDuring.get(action) ?? 0]),
      ['accounts told as kept', met.kept],
      ['renewals under way at a kill', met.marks],
      ['answers lost with the program, no token left that works', met.answersLost],
      ['  of these told as lost', met.toldLost],
      ['answers lost, and the refresh token on disk is still taken', met.stillTaken],
    ],
  };
};
