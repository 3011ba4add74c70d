import type { BackupChoice, BackupView } from '../../../preload/contract/backup-view.ts';
import { secondMs } from '../../../preload/contract/durations.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import type { Operation, Operations } from '../base/operations.ts';
import type { ProgressTeller } from '../base/progress.ts';
import type { Secret } from '../base/secret.ts';
import { asksOtherwise, fillRecord, providerOfRecord } from '../oauth/filled-form.ts';
import type { Provider } from '../oauth/provider.ts';
import { shownNameOf } from '../oauth/shown-name.ts';
import type { AccountRecord, Life } from '../ports/account-record.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { BackupFile, OpenedBackup } from '../ports/storage.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import { type AccountChange, withoutSignIn } from '../vault/account-change.ts';
import { sorted } from '../vault/account-secrets.ts';
import type { Vault } from '../vault/vault.ts';
import { type BackedUp, readPieces } from './backup-content.ts';
import { withCanRenew } from './renewing.ts';

interface RestoreDeps {
  readonly vault: Vault;
  readonly scheduler: Pick<RenewalScheduler, 'plan'>;
  readonly providers: readonly Provider[];
  readonly backupFile: Pick<BackupFile, 'read'>;
  readonly random: Random;
  readonly operations: Pick<Operations, 'run'>;
  readonly progress: ProgressTeller;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly log: Log;
}

/** Opening a backup and taking it in, as `Backup` says. */
interface Restore {
  readonly open: (passphrase: Secret) => Promise<BackupView | undefined>;
  readonly take: (choices: readonly BackupChoice[]) => Promise<number>;
  readonly close: () => void;
}

/** What is remembered of an account in a file. None of its secrets is: for ten thousand of them there is no room. */
interface InFile {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  /** What was typed for it. */
  readonly details: string;
  readonly usable: boolean;
}
type Here = Pick<AccountRecord, 'id' | 'label'>;

/** The file that is open. */
interface OpenFile {
  readonly file: OpenedBackup;
  /** The account here that each one in the file is a backup of, or that the same details were typed for. */
  readonly here: readonly (Here | undefined)[];
  /** Of these, what is here by now, and the ids of what was added: after a full disk, taking once more goes on where it stopped. */
  readonly taken: Set<number>;
  readonly places: Map<number, string>;
}
type AccountNow = Parameters<Parameters<Vault['change']>[1]>[0];

export const createRestore = (deps: RestoreDeps): Restore => {
  const { vault, random, events, operations, progress, log } = deps;
  let opened: OpenFile | undefined;
  let taking: OpenFile | undefined;
  /** What was begun to be taken in has ended, whatever came of it. */
  let whenTaken: Promise<unknown> = Promise.resolve();
  /** Closes what is opened, or is being opened. */
  let close = (): void => {};

  /**
   * The account here that each is a backup of; else one that the same details were typed for, and of which the file holds
   * no backup: two people may use one App. Each one here is that of one in the file, which alone may take its place.
   */
  const findHere = (accounts: readonly InFile[]): readonly (Here | undefined)[] => {
    const records = vault.list().flatMap(({ record }) => (record === undefined || record.removedAt ? [] : [record]));
    const byId = new Map(records.map(record => [record.id, record]));
    const named = new Set(accounts.map(({ id }) => id));
    const byDetails = new Map<string, AccountRecord>();
    for (const record of records.toReversed()) if (!named.has(record.id)) byDetails.set(detailsOf(record), record);
    return accounts.map(({ id, details }) => {
      const found = byId.get(id) ?? byDetails.get(details);
      if (!byId.has(id)) byDetails.delete(details);
      return found && { id: found.id, label: found.label };
    });
  };

  const lookThrough = async (file: OpenedBackup): Promise<readonly InFile[]> => {
    const found: InFile[] = [];
    for await (const { one, of } of readPieces(file.pieces())) {
      const { id, label, provider } = one.record;
      found.push({ id, label, provider, details: detailsOf(one.record), usable: isUsable(one) });
      progress.tell(found.length, of);
    }
    return found;
  };

  const isUsable = ({ record, secrets }: BackedUp): boolean => {
    try {
      fillRecord(providerOfRecord(deps.providers, record), record, secrets.fields);
      return true;
    } catch {
      return false;
    }
  };

  /** What replaces the account here: its name, groups and place in the list stay, and of two refresh tokens the newer one. */
  const replacing = async (now: AccountNow, one: BackedUp): Promise<AccountChange | undefined> => {
    const { record: here } = now;
    if (!areAlike(here, one.record, deps.providers)) return changeTo(one);
    const { keptSession } = here;
    const kept = { ...one, record: { ...one.record, ...(keptSession !== undefined && { keptSession }) } };
    const secrets = here.needsSignIn ? undefined : await now.open().catch(undefinedWhereLost);
    if (secrets?.refreshToken === undefined) return changeTo(kept);
    const { refreshToken, previousRefreshToken } = secrets;
    // The file is older than what was renewed here since: its token is spent.
    if (one.secrets.refreshToken !== undefined) return isNewer(here.life, one.record.life) ? undefined : changeTo(kept);
    // It would go on renewing for others than the file's token is of.
    if (!mayBeOfOneSignIn(here, one.record)) return undefined;
    // A backup that moved nothing has no refresh token: the one that is here goes on renewing.
    const whole = {
      ...one.secrets,
      refreshToken,
      ...(previousRefreshToken !== undefined && { previousRefreshToken }),
    };
    const { renewingSince, moving, warning } = here;
    const record = kept.record.needsSignIn ? renewable(kept.record) : kept.record;
    // That one may be in another file by now: it renews no more than before.
    if (moving === true) {
      const asks = { canRenew: false, moving, ...(warning !== undefined && { warning }) };
      return changeTo({ record: { ...record, ...asks }, secrets: whole });
    }
    const marked = { ...record, ...(renewingSince !== undefined && { renewingSince }) };
    return changeTo({ record: withCanRenew(marked, whole, deps.providers), secrets: whole });
  };

  /** The id under which an account of the file will be here. */
  const placeOf = ({ here: found, places }: OpenFile, index: number, choice: BackupChoice): string => {
    // An account that was added before, and that a full disk kept from being saved.
    const begun = vault.get(places.get(index) ?? '')?.record;
    if (begun !== undefined && begun.removedAt === undefined) return begun.id;
    const here = vault.get(found[index]?.id ?? '')?.record;
    if (choice === 'replace' && here !== undefined && here.removedAt === undefined) return here.id;
    const id = random.token(12);
    places.set(index, id);
    return id;
  };

  const takeOne = async (id: string, one: BackedUp, { signal }: Operation): Promise<void> => {
    if (vault.get(id)?.record !== undefined)
      return void (await vault.change(id, now => replacing(now, one), { signal }));
    const make = () => ({ record: { ...one.record, id }, secrets: one.secrets });
    await vault.add(id, make, { signal });
  };

  const open: Restore['open'] = async passphrase => {
    close();
    let isClosed = false;
    close = () => {
      isClosed = true;
    };
    const file = await deps.backupFile.read(passphrase);
    if (file === undefined) return undefined;
    // Locked, or the dialog was closed, while the file was chosen.
    if (isClosed) {
      file.close();
      throw new DockpassError('cancelled');
    }
    const closeThis = (): void => {
      file.close();
      if (opened?.file === file) opened = undefined;
    };
    close = closeThis;
    // What an earlier file is just bringing counts as here.
    await whenTaken;
    const accounts = await progress
      .during(() => lookThrough(file))
      .catch(error => {
        closeThis();
        throw error;
      });
    const here = findHere(accounts);
    opened = { file, here, taken: new Set(), places: new Map() };
    return {
      accounts: accounts.map(({ label, provider: providerId, usable }, index) => {
        const known = here[index];
        const provider = deps.providers.find(({ id }) => id === providerId);
        return {
          label,
          providerName: provider === undefined ? providerId : shownNameOf(provider),
          usable,
          ...(known !== undefined && { here: known.label }),
        };
      }),
    };
  };

  const takeAll = async (from: OpenFile, choices: readonly BackupChoice[], operation: Operation): Promise<void> => {
    const requireOpen = (): void => {
      if (opened !== from) throw new DockpassError('cancelled');
    };
    let index = 0;
    for await (const { one, of } of readPieces(readAgain(from.file))) {
      requireOpen();
      operation.signal.throwIfAborted();
      const choice = choices[index] ?? 'skip';
      if (choice !== 'skip' && !from.taken.has(index) && isUsable(one)) {
        await takeOne(placeOf(from, index, choice), one, operation);
        from.taken.add(index);
      }
      index += 1;
      progress.tell(index, of);
    }
    requireOpen();
  };

  const take: Restore['take'] = async choices => {
    const from = opened;
    if (from === undefined || choices.length !== from.here.length)
      throw new DockpassError('bad-input', { field: 'accounts' });
    // Else one refresh token may come to two accounts.
    if (taking === from) throw new DockpassError('busy', { reason: 'restore' });
    const replaced = from.here.flatMap((one, index) =>
      one !== undefined && choices[index] === 'replace' ? [one.id] : [],
    );
    try {
      taking = from;
      const work = operations.run('restore', replaced, operation =>
        progress.during(() => takeAll(from, choices, operation)),
      );
      whenTaken = work.catch(() => {});
      await work;
    } catch (error) {
      log.write('backup-not-taken', { code: toFailure(error).code });
      // What was taken in before it stopped is renewed like any other.
      deps.scheduler.plan();
      throw error;
    } finally {
      if (taking === from) taking = undefined;
    }
    close();
    events.tell({ kind: 'backup-taken', accounts: from.taken.size });
    deps.scheduler.plan();
    return from.taken.size;
  };

  return { open, take, close: () => close() };
};

/** It could be read when it was opened: for whoever takes it in, a file that was damaged since is one that is gone. */
async function* readAgain(file: OpenedBackup): AsyncGenerator<Secret> {
  try {
    yield* file.pieces();
  } catch (error) {
    throw toFailure(error).code === 'backup-damaged'
      ? new DockpassError('backup-damaged', { reason: 'gone', cause: error })
      : error;
  }
}

/** What a keychain keeps back for now may be the newest token there is: nothing takes its place. */
const undefinedWhereLost = (error: unknown): undefined => {
  if (!['record-unreadable', 'needs-sign-in'].includes(toFailure(error).code)) throw error;
};

/** As it is in a file: what only belongs to the account here stays, and what the file does not say is gone. */
const changeTo = ({ record, secrets }: BackedUp): AccountChange => {
  const { id: _id, version: _version, sealed: _sealed, ...facts } = record;
  const {
    label: _label,
    labelBy: _by,
    pinned: _pinned,
    groups: _groups,
    place: _place,
    createdAt: _made,
    ...others
  } = facts;
  return { patch: { ...withoutSignIn, organizationId: undefined, ...others }, secrets };
};

/** An answer says its time in whole seconds, and takes a while: so far apart are clocks that tell the same. */
const sameClockMs = 30 * secondMs;

/**
 * Whether one was issued after the other. By the provider's clock where both know it and two computers tell another time;
 * by their own where that is one clock, which is exact.
 */
const isNewer = (one: Life, other: Life): boolean => {
  const [skew = 0, otherSkew = 0] = [skewOf(one), skewOf(other)];
  const areKnown = skewOf(one) !== undefined && skewOf(other) !== undefined;
  const apartMs = areKnown && Math.abs(skew - otherSkew) > sameClockMs ? skew - otherSkew : 0;
  return one.issuedAt - apartMs > other.issuedAt;
};
const skewOf = (life: Life): number | undefined => (life.kind === 'until' ? life.skewMs : undefined);

/** That the file's account needed a sign-in was said of its own tokens: here one has been made since. */
const renewable = ({ warning: _why, ...record }: AccountRecord): AccountRecord => ({ ...record, needsSignIn: false });

/** What was typed for an account, as one text: the same for the same details. */
const typedFor = ({ provider, environment, values }: AccountRecord): string =>
  JSON.stringify([provider, environment, sorted(values)]);

/** The same, of an account that was signed in to: of one App there may be several, each of another organization. */
const detailsOf = (record: AccountRecord): string => JSON.stringify([typedFor(record), record.organizationId]);

/** Whether tokens of the one work for the other: also where only what needs no new sign-in was changed since. */
const areAlike = (here: AccountRecord, inFile: AccountRecord, providers: readonly Provider[]): boolean =>
  here.provider === inFile.provider &&
  here.environment === inFile.environment &&
  JSON.stringify(here.origins) === JSON.stringify(inFile.origins) &&
  !asksOtherwise(providerOfRecord(providers, inFile), here.values, inFile.values);

/** Not where the sign-in here cannot reach the organization of the file. Which one is shown may have been chosen since. */
const mayBeOfOneSignIn = (here: AccountRecord, inFile: AccountRecord): boolean =>
  here.organizationId === undefined ||
  inFile.organizationId === undefined ||
  here.organizationId === inFile.organizationId ||
  here.organizations.some(({ id }) => id === inFile.organizationId);
