import type { BackupChoice, BackupForm, BackupProgress, BackupView } from '../../../preload/contract/backup-view.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { createEvent } from '../base/event.ts';
import { createNames, type Names } from '../base/labels.ts';
import type { Operations } from '../base/operations.ts';
import { Secret } from '../base/secret.ts';
import { fillRecord, providerOfRecord } from '../oauth/filled-form.ts';
import type { Provider } from '../oauth/provider.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { BackupFile, OpenedBackup } from '../ports/storage.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';
import { checkPassphrase } from '../vault/storage-choice.ts';
import type { Vault } from '../vault/vault.ts';
import { type BackedUp, readPieces, writePieces } from './backup-content.ts';

/** What backing up works with. */
interface BackupDeps {
  readonly vault: Vault;
  readonly scheduler: RenewalScheduler;
  readonly providers: readonly Provider[];
  readonly backupFile: BackupFile;
  readonly random: Random;
  readonly operations: Pick<Operations, 'begin'>;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly log: Log;
  readonly enqueue: <T>(id: string, work: () => Promise<T>) => Promise<T>;
}

/** Accounts in a file of the person's own. A refresh token that rotates lives in one place only: it moves or stays. */
export interface Backup {
  /**
   * Writes these accounts (all that can be opened, for none named) to a file; undefined when the person chose none.
   * `moves`: their refresh tokens go along, and this computer renews them no more. Throws bad-input, save-failed.
   */
  readonly write: (form: BackupForm) => Promise<{ readonly count: number; readonly name: string } | undefined>;
  /**
   * Opens a file, reads all of it and says what is in it; nothing is changed. Undefined when the person chose none. Throws
   * wrong-passphrase, backup-damaged; cancelled where it was closed meanwhile.
   */
  readonly open: (passphrase: Secret) => Promise<BackupView | undefined>;
  /**
   * Takes what was opened last, one choice an account, and reads the file once more for it. Gives how many were taken.
   * Throws save-failed, backup-damaged (reason gone) where the file cannot be read any more, cancelled where it was closed
   * meanwhile; what was taken until then stays, and taking once more goes on from there.
   */
  readonly take: (choices: readonly BackupChoice[]) => Promise<number>;
  /** Forgets what was opened, and ends the taking of it. */
  readonly close: () => void;
  /** Accounts of the backup that is being written, opened or taken; null when that ends. */
  readonly onProgress: (listener: (progress: BackupProgress | null) => void) => void;
  /** At start: what a move stopped that never came to its end goes on renewing. Never throws. */
  readonly goOnRenewing: () => Promise<void>;
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
  /** Of these, what is here by now, and under which id: after a full disk, taking once more goes on where it stopped. */
  readonly taken: Set<number>;
  readonly places: Map<number, string>;
}

/** Accounts from one word of progress to the next. */
const tellsEach = 20;

export const createBackup = (deps: BackupDeps): Backup => {
  const { vault, random, events, operations, log, enqueue } = deps;
  const progress = createEvent<[progress: BackupProgress | null]>();
  let opened: OpenFile | undefined;
  /** Closes what is opened, or is being opened. */
  let close = (): void => {};

  const tellDone = (done: number, of: number): void => {
    if (done % tellsEach === 0 || done === of) progress.tell({ done, of });
  };
  /** Whatever takes a while: it is told how far it is, and that it ended. */
  const underWay = async <T>(kind: 'backup' | 'taking-in', work: () => Promise<T>): Promise<T> => {
    const end = operations.begin(kind, 'backup');
    return work().finally(() => {
      end();
      progress.tell(null);
    });
  };

  const recordsOf = (ids: readonly string[]): readonly AccountRecord[] => {
    const wanted = new Set(ids);
    return vault
      .list()
      .flatMap(({ record }) => (record === undefined || record.removedAt !== undefined ? [] : [record]))
      .filter(({ id, sealed }) =>
        ids.length === 0 ? sealed !== '' || vault.get(id)?.onDisk === false : wanted.has(id),
      );
  };

  /** Each in its turn: a renewal that is just ending must not leave a spent refresh token in the file. */
  async function* collect(ids: readonly string[], moves: boolean): AsyncGenerator<BackedUp> {
    for (const [index, id] of ids.entries()) {
      yield await enqueue(id, () => collectOne(id, moves));
      tellDone(index + 1, ids.length);
    }
  }

  /** One that moves stops renewing before the file is written: two computers must never renew by one refresh token. */
  const collectOne = async (id: string, moves: boolean): Promise<BackedUp> => {
    const { previousRefreshToken: _older, ...secrets } = await vault.open(id);
    const record = vault.get(id)?.record;
    if (record === undefined) throw new DockpassError('record-unreadable');
    if (!moves) return withoutRefreshToken(record, secrets, deps.providers);
    if (record.canRenew && secrets.refreshToken !== undefined)
      await vault.save({ ...record, canRenew: false, moving: true });
    return { record, secrets };
  };

  const goOnRenewing = async (): Promise<void> => {
    for (const { id, record } of vault.list()) {
      if (record?.moving !== true) continue;
      await enqueue(id, async () => {
        const { moving: _stays, ...rest } = vault.get(id)?.record ?? record;
        await vault.save({ ...rest, canRenew: true });
      }).catch(error => log.write('move-not-undone', { account: id, code: toFailure(error).code }));
    }
  };

  const write: Backup['write'] = async form => {
    const passphrase = new Secret(form.passphrase);
    checkPassphrase(passphrase);
    const place = await deps.backupFile.choosePlace('dockpass-backup');
    if (place === undefined) return undefined;
    const ids = recordsOf(form.ids).map(({ id }) => id);
    if (ids.length === 0) throw new DockpassError('bad-input', { field: 'accounts' });
    await underWay('backup', async () => {
      const staged = await place.write(writePieces(collect(ids, form.moves), ids.length), passphrase);
      await staged.commit();
    }).catch(async error => {
      await goOnRenewing();
      throw error;
    });
    // It was read back whole: only now may anything be dropped.
    if (form.moves) for (const id of ids) await enqueue(id, () => dropRefreshToken(id));
    events.tell({ kind: 'backup-written', accounts: ids.length, moved: form.moves });
    deps.scheduler.plan();
    return { count: ids.length, name: place.name };
  };

  const dropRefreshToken = async (id: string): Promise<void> => {
    const record = vault.get(id)?.record;
    const { refreshToken, previousRefreshToken: _older, ...secrets } = await vault.open(id);
    if (record === undefined || refreshToken === undefined) return;
    const { moving: _moved, renewingSince: _mark, ...rest } = record;
    await vault.save({ ...rest, canRenew: false, warning: { code: 'moved' } }, secrets);
  };

  /**
   * The account here that each is a backup of; else one that the same details were typed for, and of which the file holds
   * no backup: two people may use one App.
   */
  const findHere = (accounts: readonly InFile[]): readonly (Here | undefined)[] => {
    const records = recordsOf([]);
    const byId = new Map(records.map(record => [record.id, record]));
    const named = new Set(accounts.map(({ id }) => id));
    const byDetails = new Map<string, AccountRecord>();
    for (const record of records.toReversed()) if (!named.has(record.id)) byDetails.set(detailsOf(record), record);
    return accounts.map(({ id, details }) => {
      const found = byId.get(id) ?? byDetails.get(details);
      return found && { id: found.id, label: found.label };
    });
  };

  const lookThrough = async (file: OpenedBackup): Promise<readonly InFile[]> => {
    const found: InFile[] = [];
    for await (const { one, of } of readPieces(file.pieces())) {
      const { id, label, provider } = one.record;
      found.push({ id, label, provider, details: detailsOf(one.record), usable: isUsable(one) });
      tellDone(found.length, of);
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

  /** A backup that moved nothing has no refresh token: the one that is here goes on renewing. */
  const withWhatRenews = async (now: AccountRecord, one: BackedUp): Promise<BackedUp> => {
    if (!hasSameDetails(now, one.record)) return one;
    const { keptSession, renewingSince } = now;
    const record = { ...one.record, ...(keptSession !== undefined && { keptSession }) };
    const leftHere = one.secrets.refreshToken === undefined && !now.needsSignIn;
    const here = leftHere ? await vault.open(now.id).catch(() => undefined) : undefined;
    if (here?.refreshToken === undefined) return { ...one, record };
    const { refreshToken, previousRefreshToken } = here;
    const secrets = {
      ...one.secrets,
      refreshToken,
      ...(previousRefreshToken !== undefined && { previousRefreshToken }),
    };
    const mark = { ...record, ...(renewingSince !== undefined && { renewingSince }) };
    return { record: renewable(mark, secrets, deps.providers), secrets };
  };

  /** The id under which an account of the file will be here. */
  const placeOf = ({ here: found, places }: OpenFile, index: number, choice: BackupChoice): string => {
    const here = vault.get(found[index]?.id ?? '')?.record;
    const replaces = choice === 'replace' && here !== undefined && here.removedAt === undefined;
    const id = places.get(index) ?? (replaces ? here.id : random.token(12));
    places.set(index, id);
    return id;
  };

  const takeOne = (id: string, one: BackedUp, names: Names): Promise<void> =>
    enqueue(id, async () => {
      // As it is by now: somebody may just have given it another name.
      const now = vault.get(id)?.record;
      const { label, labelBy, pinned, createdAt } = now ?? one.record;
      const next = now === undefined ? one : await withWhatRenews(now, one);
      const record = {
        ...next.record,
        id,
        labelBy,
        pinned,
        createdAt,
        label: now === undefined ? names.give(label) : label,
      };
      await vault.save(record, next.secrets);
    });

  const open: Backup['open'] = async passphrase => {
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
    const accounts = await underWay('backup', () => lookThrough(file)).catch(error => {
      closeThis();
      throw error;
    });
    const here = findHere(accounts);
    opened = { file, here, taken: new Set(), places: new Map() };
    return {
      accounts: accounts.map(({ label, provider, usable }, index) => {
        const known = here[index];
        return {
          label,
          providerName: deps.providers.find(({ id }) => id === provider)?.name ?? provider,
          usable,
          ...(known !== undefined && { here: known.label }),
        };
      }),
    };
  };

  const takeAll = async (from: OpenFile, choices: readonly BackupChoice[]): Promise<void> => {
    const requireOpen = (): void => {
      if (opened !== from) throw new DockpassError('cancelled');
    };
    const names = createNames(vault.labelsExcept(''));
    let index = 0;
    for await (const { one, of } of readPieces(readAgain(from.file))) {
      requireOpen();
      const choice = choices[index] ?? 'skip';
      if (choice !== 'skip' && !from.taken.has(index) && isUsable(one)) {
        await takeOne(placeOf(from, index, choice), one, names);
        from.taken.add(index);
      }
      index += 1;
      tellDone(index, of);
    }
    requireOpen();
  };

  const take: Backup['take'] = async choices => {
    const from = opened;
    if (from === undefined || choices.length !== from.here.length)
      throw new DockpassError('bad-input', { field: 'accounts' });
    await underWay('taking-in', () => takeAll(from, choices)).catch(error => {
      log.write('backup-not-taken', { code: toFailure(error).code });
      // What was taken in before it stopped is renewed like any other.
      deps.scheduler.plan();
      throw error;
    });
    close();
    events.tell({ kind: 'backup-taken', accounts: from.taken.size });
    deps.scheduler.plan();
    return from.taken.size;
  };

  return {
    write,
    open,
    take,
    close: () => close(),
    goOnRenewing,
    onProgress: listener => void progress.listen(listener),
  };
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

/**
 * As it goes into a backup that moves nothing: it works until it runs out, and cannot be renewed by that token. What is
 * wrong with that token stays here, too.
 */
const withoutRefreshToken = (
  { renewingSince: _mark, ...marked }: AccountRecord,
  { refreshToken: _stays, ...secrets }: AccountSecrets,
  providers: readonly Provider[],
): BackedUp => {
  const { warning: _lost, ...whole } = marked;
  const record = marked.warning?.reason === 'answer-lost' ? { ...whole, needsSignIn: false } : marked;
  return { record: record.canRenew ? renewable(record, secrets, providers) : record, secrets };
};

const renewable = (record: AccountRecord, secrets: AccountSecrets, providers: readonly Provider[]): AccountRecord => {
  const provider = providerOfRecord(providers, record);
  return { ...record, canRenew: provider.canRenew(fillRecord(provider, record, secrets.fields), secrets) };
};

const hasSameDetails = (one: AccountRecord, other: AccountRecord): boolean => detailsOf(one) === detailsOf(other);

/** What was typed for an account, as one text: the same for the same details. */
const detailsOf = ({ provider, environment, organizationId, values }: AccountRecord): string =>
  JSON.stringify([provider, environment, organizationId, sorted(values)]);

const sorted = (values: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
