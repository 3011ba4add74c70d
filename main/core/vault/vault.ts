import type { Failure } from '../../../preload/contract/errors.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { createEvent } from '../base/event.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { Log } from '../ports/log.ts';
import { migrateRecord } from '../ports/migrate-record.ts';
import type { AccountFiles, ActiveSealer } from '../ports/storage.ts';
import { type AccountSecrets, openAccountSecrets, sealAccountSecrets } from './account-secrets.ts';

/** One account as the vault holds it. Without `record` it is a file that cannot be read and stays as it is. */
export interface StoredAccount {
  readonly id: string;
  readonly record?: AccountRecord;
  /** False: this session only, nothing on disk. */
  readonly onDisk: boolean;
  readonly problem?: AccountProblem;
}
/** `ofCheck`: it came of asking whose token it is, and not of a renewal or a save. */
type AccountProblem = Failure & { readonly ofCheck?: true };

export interface Vault {
  /** Reads every file once. Never throws for a bad file: it is listed with its problem. */
  readonly load: () => Promise<void>;
  readonly list: () => readonly StoredAccount[];
  readonly get: (id: string) => StoredAccount | undefined;
  /** Throws record-unreadable. */
  readonly record: (id: string) => AccountRecord;
  /** The names of all accounts but this one. */
  readonly labelsExcept: (id: string) => readonly string[];
  /**
   * Opens an account's secrets; what another sealer or an older key sealed is sealed afresh soon after. Throws locked,
   * record-unreadable, keyring-locked, keyring-missing; needs-sign-in where nothing is kept any more.
   */
  readonly open: (id: string) => Promise<AccountSecrets>;
  /** Saves a record, sealing `secrets` when given. Resolves when it is on disk; throws save-failed, having kept it in memory. */
  readonly save: (record: AccountRecord, secrets?: AccountSecrets) => Promise<void>;
  /** Takes a change of little weight (when it was copied last) and writes it with the next `saveUnsaved`. */
  readonly saveSoon: (record: AccountRecord) => void;
  /** Writes what is not on disk yet: what failed before, and what could wait. Never throws. */
  readonly saveUnsaved: () => Promise<void>;
  /** Writes also what was to be kept for this session only, now that it may be kept. Never throws. */
  readonly keepAll: () => Promise<void>;
  readonly hasUnsaved: () => boolean;
  readonly setProblem: (id: string, problem: AccountProblem | undefined) => void;
  readonly remove: (id: string) => Promise<void>;
  /** Forgets an account's secrets, also those that are in memory only, and stores this record, which has none. */
  readonly wipe: (record: AccountRecord) => Promise<void>;
  /**
   * Opens every record once, one after the other, so that what cannot be opened is said before it is needed, and ends
   * once what was to be sealed afresh is. Leaves alone what waits for a passphrase. Never throws.
   */
  readonly checkAll: () => Promise<void>;
  readonly onChange: (listener: () => void) => void;
}

/** What the vault works with. */
interface VaultDeps {
  readonly files: AccountFiles;
  readonly sealer: ActiveSealer;
  readonly log: Log;
  /** One account's changes run one after another. */
  readonly enqueue: <T>(id: string, work: () => Promise<T>) => Promise<T>;
}

/** What opening can fail with; it is over once a record opens. */
const openingCodes: readonly (Failure['code'] | undefined)[] = [
  'locked',
  'keyring-locked',
  'keyring-missing',
  'record-unreadable',
];

/** Loads, opens and saves records: the only place that knows where an account lies. */
export const createVault = ({ files, sealer, log, enqueue }: VaultDeps): Vault => {
  const accounts = new Map<string, StoredAccount>();
  /** Secrets that have no sealed copy on disk: session-only accounts, and saves that failed. */
  const unsealed = new Map<string, AccountSecrets>();
  const unsaved = new Set<string>();
  const changed = createEvent();
  const put = (entry: StoredAccount): void => {
    accounts.set(entry.id, entry);
    changed.tell();
  };

  const load = async (): Promise<void> => {
    for (const stored of await files.list()) {
      const read: ReturnType<typeof migrateRecord> | { kind: 'unreadable'; reason: string } =
        stored.kind === 'record' ? migrateRecord(stored.content, stored.id) : stored;
      if (read.kind === 'record') accounts.set(stored.id, { id: stored.id, record: read.record, onDisk: true });
      else {
        log.write('record-unreadable', { account: stored.id, reason: read.reason });
        const problem = { code: 'record-unreadable', reason: read.reason } as const;
        accounts.set(stored.id, { id: stored.id, onDisk: true, problem });
      }
    }
    changed.tell();
  };

  const record = (id: string): AccountRecord => {
    const known = accounts.get(id)?.record;
    if (known === undefined) throw new DockpassError('record-unreadable');
    return known;
  };

  const open = async (id: string): Promise<AccountSecrets> => {
    const inMemory = unsealed.get(id);
    if (inMemory !== undefined) return inMemory;
    const { secrets, sealAgain } = await unseal(id);
    if (sealAgain) void sealAfresh(id);
    return secrets;
  };

  const unseal = async (id: string): ReturnType<typeof openAccountSecrets> => {
    const stored = record(id);
    if (stored.sealed === '') throw new DockpassError('needs-sign-in');
    return openAccountSecrets(sealer, stored);
  };

  /** Behind whatever the account is busy with: its secrets may be others by then, so they are opened once more. */
  const sealAfresh = (id: string): Promise<void> =>
    enqueue(id, async () => {
      if (unsealed.has(id)) return;
      const { secrets, sealAgain } = await unseal(id);
      const record = accounts.get(id)?.record;
      if (sealAgain && record !== undefined) await save(record, secrets);
    }).catch(error => log.write('not-sealed-afresh', { account: id, code: toFailure(error).code }));

  const save = async (record: AccountRecord, secrets?: AccountSecrets): Promise<void> => {
    const { id } = record;
    const known = secrets ?? unsealed.get(id);
    if (known !== undefined) unsealed.set(id, known);
    // A change of words alone needs no sealing: the sealed part on disk stays as it is.
    if (known !== undefined && (await sealer.state()) === 'session-only') {
      put({ id, record, onDisk: false });
      return;
    }
    try {
      const sealed = known === undefined ? record.sealed : await sealAccountSecrets(sealer, record, known);
      const whole = { ...record, sealed };
      await files.save(whole);
      unsealed.delete(id);
      unsaved.delete(id);
      // New secrets settle what was wrong with the old ones; a change of words settles only a failed save.
      const problem = accounts.get(id)?.problem;
      const stays = known === undefined && problem !== undefined && problem.code !== 'save-failed';
      put({ id, record: whole, onDisk: true, ...(stays && { problem }) });
    } catch (error) {
      unsaved.add(id);
      put(
        known === undefined ? { id, record, onDisk: true } : { id, record, onDisk: false, problem: toFailure(error) },
      );
      throw error;
    }
  };

  const saveAccount = async (id: string): Promise<void> => {
    const record = accounts.get(id)?.record;
    if (record === undefined) unsaved.delete(id);
    else if (unsaved.has(id)) await save(record);
  };
  const saveUnsaved = async (): Promise<void> => {
    for (const id of [...unsaved]) {
      await enqueue(id, () => saveAccount(id)).catch(error =>
        log.write('save-failed', { account: id, code: toFailure(error).code }),
      );
    }
  };

  const setProblem = (id: string, problem: AccountProblem | undefined): void => {
    const entry = accounts.get(id);
    if (entry === undefined || (entry.problem === undefined && problem === undefined)) return;
    const { problem: _gone, ...rest } = entry;
    put(problem === undefined ? rest : { ...rest, problem });
  };

  const checkAll = async (): Promise<void> => {
    for (const entry of [...accounts.values()]) {
      if (entry.record === undefined || entry.record.removedAt !== undefined || entry.record.sealed === '') continue;
      if (unsealed.has(entry.id)) continue;
      try {
        if ((await unseal(entry.id)).sealAgain) await sealAfresh(entry.id);
        if (openingCodes.includes(entry.problem?.code)) setProblem(entry.id, undefined);
      } catch (error) {
        const problem = toFailure(error);
        if (problem.code === 'locked') continue;
        log.write('cannot-open', { account: entry.id, code: problem.code });
        setProblem(entry.id, problem);
      }
    }
  };

  return {
    load,
    list: () => [...accounts.values()],
    get: id => accounts.get(id),
    record,
    labelsExcept: id =>
      [...accounts.values()].flatMap(one => (one.id === id || one.record === undefined ? [] : [one.record.label])),
    open,
    save,
    saveSoon: record => {
      const entry = accounts.get(record.id);
      if (entry === undefined) return;
      unsaved.add(record.id);
      put({ ...entry, record });
    },
    saveUnsaved,
    keepAll: async () => {
      for (const { id, onDisk, record } of accounts.values()) if (!onDisk && record !== undefined) unsaved.add(id);
      await saveUnsaved();
    },
    hasUnsaved: () => unsaved.size > 0,
    setProblem,
    remove: async id => {
      await files.remove(id);
      accounts.delete(id);
      unsealed.delete(id);
      unsaved.delete(id);
      changed.tell();
    },
    wipe: async record => {
      unsealed.delete(record.id);
      await save(record);
      setProblem(record.id, undefined);
    },
    checkAll,
    onChange: listener => void changed.listen(listener),
  };
};
