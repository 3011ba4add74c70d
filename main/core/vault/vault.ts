import type { Failure } from '../../../preload/contract/errors.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { createEvent } from '../base/event.ts';
import { createKeyedQueue } from '../base/keyed-queue.ts';
import { createNames } from '../base/labels.ts';
import { untilAborted } from '../base/operations.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { Log } from '../ports/log.ts';
import { migrateRecord } from '../ports/migrate-record.ts';
import type { AccountFiles, ActiveSealer } from '../ports/storage.ts';
import { type AccountChange, patched, type RecordPatch } from './account-change.ts';
import { type AccountSecrets, hasToken, openAccountSecrets, sealAccountSecrets } from './account-secrets.ts';
import { isSealedByPassphrase } from './active-sealer.ts';

/** One account as the vault holds it. Without `record` it is a file that cannot be read and stays as it is. */
export interface StoredAccount {
  readonly id: string;
  readonly record?: AccountRecord;
  /** False: its newest secrets are in memory alone, for this session or until they can be saved. */
  readonly onDisk: boolean;
  /** A file of it is on disk, whatever that holds. */
  readonly hasFile: boolean;
  /** Counts its secrets: another number means others than before. */
  readonly secretsVersion: number;
  readonly problem?: AccountProblem;
}
/** `ofCheck`: it came of asking whose token it is, and not of a renewal or a save. */
type AccountProblem = Failure & { readonly ofCheck?: true };

/** An account as it is in its turn, when nobody else changes it. */
interface AccountNow {
  readonly record: AccountRecord;
  readonly secretsVersion: number;
  /** Throws what `Vault.open` throws. */
  readonly open: () => Promise<AccountSecrets>;
  /** The same, also while it is locked: for an answer that was asked for before. */
  readonly openForAnswer: () => Promise<AccountSecrets>;
}

interface ChangeOptions {
  /** Looked at in the turn, the last time just before the file is written. Raised, nothing is changed. */
  readonly signal?: AbortSignal;
  /**
   * Where the file cannot be written: `undo` leaves the account as it was; `keep` holds the change in memory, says so on
   * the row, and goes on trying. Secrets are kept unless told otherwise, since they may be the only ones that still work.
   */
  readonly onFailure?: 'undo' | 'keep';
}

/**
 * The one door to the accounts. What is written is made in the account's turn, of what it is then: a record that somebody
 * read earlier is never written back. A name that another account has, or is just getting, is written with a number.
 */
export interface Vault {
  /** Reads every file once. Never throws for a bad file: it is listed with its problem. */
  readonly load: () => Promise<void>;
  /** The files were read, if anyone has begun to. Throws what `load` throws. */
  readonly whenLoaded: () => Promise<void>;
  readonly list: () => readonly StoredAccount[];
  readonly get: (id: string) => StoredAccount | undefined;
  /** Throws record-unreadable. */
  readonly record: (id: string) => AccountRecord;
  /**
   * Opens an account's secrets; what another sealer or an older key sealed is sealed afresh soon after. Throws locked,
   * record-unreadable, keyring-locked, keyring-missing; needs-sign-in where nothing is kept any more, or not yet.
   */
  readonly open: (id: string) => Promise<AccountSecrets>;
  /**
   * Whether a seal that opens says that this account's addresses are the ones a person confirmed, though nobody has signed
   * in yet. Throws locked, keyring-locked, keyring-missing.
   */
  readonly hasConfirmedAddresses: (id: string) => Promise<boolean>;
  /** A new account, whose `sealed` is made here. Resolves when it is on disk; throws save-failed, having kept it in memory. */
  readonly add: (
    id: string,
    make: () => { readonly record: AccountRecord; readonly secrets: AccountSecrets },
    options?: Pick<ChangeOptions, 'signal'>,
  ) => Promise<AccountRecord>;
  /**
   * Changes an account in its turn; `make` returns nothing to change nothing. Resolves when it is on disk, with the record
   * as it is then, or undefined for no change. Throws record-unreadable for one that is gone, save-failed, what `make`
   * throws, and the signal's reason.
   */
  readonly change: (
    id: string,
    make: (now: AccountNow) => AccountChange | undefined | Promise<AccountChange | undefined>,
    options?: ChangeOptions,
  ) => Promise<AccountRecord | undefined>;
  /** Takes a change of little weight (when it was copied last) at once, and writes it with the next `saveUnsaved`. */
  readonly changeSoon: (id: string, patch: RecordPatch & { readonly label?: never }) => void;
  /** Writes what is not on disk yet: what failed before, and what could wait. Never throws. */
  readonly saveUnsaved: () => Promise<void>;
  /** Writes within this turn what is sealed and not on disk, for a program that has no other. Never throws. */
  readonly saveSealedNow: () => void;
  /** Writes also what was to be kept for this session only, now that it may be kept. Never throws. */
  readonly keepAll: () => Promise<void>;
  readonly hasUnsaved: () => boolean;
  /** Nothing is written but by `wipe`, until the result is called: everything is about to be wiped. */
  readonly hold: () => () => void;
  /** Does nothing where the account's newest secrets are not saved: that stays said until they are. */
  readonly setProblem: (id: string, problem: AccountProblem | undefined) => void;
  readonly remove: (id: string) => Promise<void>;
  /** Forgets an account's secrets, also those that are in memory only, and writes what is left; else removes its file. */
  readonly wipe: (id: string, patch: RecordPatch) => Promise<void>;
  /**
   * Opens every record once, one after the other, so that what cannot be opened is said before it is needed, and ends
   * once what was to be sealed afresh is. Leaves alone what waits for a passphrase. Never throws.
   */
  readonly checkAll: () => Promise<void>;
  /** Every change that was asked for has ended. */
  readonly isIdle: () => boolean;
  readonly whenIdle: () => Promise<void>;
  /** Tells the id of the account that changed, was added or is gone; none where all were read. */
  readonly onChange: (listener: (id?: string) => void) => void;
}

/** What the vault works with. */
interface VaultDeps {
  readonly files: AccountFiles;
  readonly sealer: ActiveSealer;
  readonly log: Log;
  /** Whether its addresses lie within its origins; undefined for a provider that this program does not have. */
  readonly isWithinOrigins: (record: AccountRecord) => boolean | undefined;
}

/** An account in memory, and what its file holds. */
interface Entry {
  readonly id: string;
  /** The newest one; its `sealed` is the newest sealed text. */
  readonly record?: AccountRecord;
  readonly saved?: AccountRecord;
  /** The newest secrets, where they are not sealed: kept for this session only, or sealing failed. */
  readonly unsealed?: AccountSecrets;
  readonly forSession: boolean;
  readonly secretsVersion: number;
  readonly problem?: AccountProblem;
}

/** What opening can fail with; it is over once a record opens. */
const openingCodes: readonly (Failure['code'] | undefined)[] = [
  'locked',
  'keyring-locked',
  'keyring-missing',
  'record-unreadable',
];

/** Loads, opens and saves records: the only place that knows where an account lies. */
export const createVault = ({ files, sealer, log, isWithinOrigins }: VaultDeps): Vault => {
  const accounts = new Map<string, Entry>();
  const turns = createKeyedQueue();
  /** The names in use, put together at the first one that is given: a start has no need of them. */
  let names: ReturnType<typeof createNames> | undefined;
  const changed = createEvent<[id?: string]>();
  /** Entries are never altered, and asked for far more often than made. */
  const views = new WeakMap<Entry, StoredAccount>();
  const view = (entry: Entry): StoredAccount => {
    const known = views.get(entry) ?? viewed(entry);
    views.set(entry, known);
    return known;
  };
  /** The one on disk counts as well: it is what a restart would find. */
  const noteName = (id: string): void => {
    const { record: newest, saved } = accounts.get(id) ?? {};
    const some = [newest, saved].flatMap(one => (one === undefined ? [] : [one.label]));
    names?.set(id, [...new Set(some)]);
  };
  const reserveName = (id: string, wanted: string): string => {
    if (names === undefined) {
      names = createNames();
      for (const known of accounts.keys()) noteName(known);
    }
    return names.reserve(id, wanted);
  };
  const put = (entry: Entry): void => {
    accounts.set(entry.id, entry);
    noteName(entry.id);
    changed.tell(entry.id);
  };

  let loading: Promise<void> = Promise.resolve();
  const load = async (): Promise<void> => {
    for (const stored of await files.list()) {
      const read: ReturnType<typeof migrateRecord> | { kind: 'unreadable'; reason: string } =
        stored.kind === 'record' ? migrateRecord(stored.content, stored.id) : stored;
      const { id } = stored;
      const entry = { id, forSession: false, secretsVersion: 0 };
      if (read.kind === 'record') accounts.set(id, { ...entry, record: read.record, saved: read.record });
      else {
        log.write('record-unreadable', { account: id, reason: read.reason });
        accounts.set(id, { ...entry, problem: { code: 'record-unreadable', reason: read.reason } });
      }
      noteName(id);
    }
    changed.tell();
  };

  const record = (id: string): AccountRecord => {
    const known = accounts.get(id)?.record;
    if (known === undefined) throw new DockpassError('record-unreadable');
    return known;
  };

  const openAny = async (id: string): Promise<AccountSecrets> => {
    const inMemory = accounts.get(id)?.unsealed;
    if (inMemory !== undefined) return inMemory;
    const { secrets, sealAgain } = await unseal(id);
    if (sealAgain) void sealAfresh(id);
    return secrets;
  };
  const open = async (id: string): Promise<AccountSecrets> => {
    const secrets = await openAny(id);
    if (!hasToken(secrets)) throw new DockpassError('needs-sign-in');
    return secrets;
  };
  const hasConfirmedAddresses = (id: string): Promise<boolean> =>
    openAny(id).then(
      secrets => !hasToken(secrets),
      error => {
        if (['needs-sign-in', 'record-unreadable'].includes(toFailure(error).code)) return false;
        throw error;
      },
    );

  const openForAnswer = async (id: string): Promise<AccountSecrets> =>
    accounts.get(id)?.unsealed ?? (await openAccountSecrets(sealer.openForAnswer, record(id))).secrets;

  const unseal = async (id: string): Promise<{ readonly secrets: AccountSecrets; readonly sealAgain: boolean }> => {
    const stored = record(id);
    if (stored.sealed === '') throw new DockpassError('needs-sign-in');
    const { secrets, sealAgain, firstForm } = await openAccountSecrets(sealer.open, stored);
    // The first form did not bind the addresses themselves: they count as long as they lie within what it bound.
    const within = firstForm ? isWithinOrigins(stored) : undefined;
    if (within === false) throw new DockpassError('record-unreadable', { reason: 'edited' });
    return { secrets, sealAgain: sealAgain || (within === true && (await sealsAlike(stored.sealed))) };
  };
  const sealsAlike = async (sealed: string): Promise<boolean> =>
    (await sealer.state()) === (isSealedByPassphrase(sealed) ? 'passphrase' : 'keychain');

  /** Raised when everything is about to be wiped, for what was asked for before and has no signal of its own. */
  let wanted = new AbortController();

  /** Behind whatever the account is busy with: its secrets may be others by then, so they are opened once more. */
  const sealAfresh = (id: string, { signal } = wanted): Promise<unknown> =>
    turns
      .run(id, async () => {
        if (accounts.get(id)?.unsealed !== undefined) return;
        const { secrets, sealAgain } = await untilAborted(unseal(id), signal);
        if (sealAgain) await apply(id, { secrets, areSame: true }, { signal, onFailure: 'undo' });
      })
      .catch(error => log.write('not-sealed-afresh', { account: id, code: toFailure(error).code }));

  /** Nothing of it is kept where accounts are for this session only; what lies on disk goes on being kept there. */
  const isForSession = async ({ saved }: Entry): Promise<boolean> =>
    (saved?.sealed ?? '') === '' && (await sealer.state()) === 'session-only';

  /**
   * What programs may have goes on only where the seal still says so: a record that was edited must not be sealed as it is
   * because somebody signs in anew.
   */
  const withProgramsSealed = async (id: string, change: Applied, signal: AbortSignal): Promise<Applied> => {
    const isSealedNow = change.secrets !== undefined && change.areSame !== true;
    const chosen = change.patch !== undefined && 'programs' in change.patch;
    if (!isSealedNow || chosen || accounts.get(id)?.record?.programs === undefined) return change;
    const opens = await untilAborted(openForAnswer(id), signal).then(
      () => true,
      () => false,
    );
    return opens ? change : { ...change, patch: { ...change.patch, programs: undefined } };
  };

  /** The name that a shift before left on disk, of an account for this session: removed or undone there as well. */
  const markedName = async ({ saved }: Entry, { patch = {} }: Applied): Promise<AccountRecord | undefined> => {
    if (saved === undefined || !Object.hasOwn(patch, 'removedAt')) return undefined;
    const name = patched(saved, { removedAt: patch.removedAt });
    await files.save(name);
    return name;
  };

  /** Chosen here and not by whoever asks: two accounts that are written at the same moment may want one name. */
  const withOwnName = (id: string, change: Applied): Applied => {
    const { patch, added } = change;
    if (added !== undefined) return { ...change, added: { ...added, label: reserveName(id, added.label) } };
    if (patch?.label === undefined) return change;
    return { ...change, patch: { ...patch, label: reserveName(id, patch.label) } };
  };

  /** In its turn: on disk first, then in memory, where others see it. */
  const apply = async (id: string, asked: Applied, options: Wanted<ChangeOptions>): Promise<AccountRecord> => {
    const change = withOwnName(id, await withProgramsSealed(id, asked, options.signal));
    try {
      return await write(id, change, options);
    } finally {
      names?.release(id);
    }
  };

  const write = async (id: string, change: Applied, options: Wanted<ChangeOptions>): Promise<AccountRecord> => {
    const { signal, onFailure = change.secrets === undefined ? 'undo' : 'keep' } = options;
    const first: Entry = accounts.get(id) ?? { id, forSession: false, secretsVersion: 0 };
    const unsealed = change.secrets ?? first.unsealed;
    /** As it is now: a change of little weight may have come since. */
    const next = (sealed: string): AccountRecord => {
      const { record: now = change.added } = accounts.get(id) ?? first;
      if (now === undefined) throw new DockpassError('record-unreadable');
      return { ...patched(now, change.patch ?? {}), sealed };
    };
    const settled = (): Omit<Entry, 'record' | 'unsealed' | 'problem' | 'forSession'> & Pick<Entry, 'problem'> => {
      const { unsealed: _before, record: _record, ...entry } = accounts.get(id) ?? first;
      const isOther = change.secrets !== undefined && change.areSame !== true;
      return { ...entry, secretsVersion: entry.secretsVersion + (isOther ? 1 : 0) };
    };
    const unchanged = first.record?.sealed ?? '';
    if (unsealed !== undefined && (await untilAborted(isForSession(first), signal))) {
      signal.throwIfAborted();
      const name = await markedName(first, change).catch(error => {
        // An undo brings it back for this session all the same.
        if (onFailure === 'undo') throw error;
      });
      const { problem: _over, ...entry } = settled();
      const inMemory = next(unchanged);
      put({ ...entry, record: inMemory, unsealed, forSession: true, ...(name !== undefined && { saved: name }) });
      return inMemory;
    }
    let sealed: string | undefined;
    try {
      const owner = next(unchanged);
      const sealing = async (): Promise<string> =>
        unsealed === undefined ? unchanged : sealAccountSecrets(sealFor(first), owner, unsealed);
      sealed = await untilAborted(sealing(), signal);
      signal.throwIfAborted();
      if (holds > 0) throw new DockpassError('cancelled');
      const before = accounts.get(id)?.record;
      const whole = next(sealed);
      await files.save(whole);
      const { problem, ...entry } = settled();
      // New secrets settle what was wrong with the old ones; a change of words settles only a failed save.
      const stays = unsealed === undefined && problem !== undefined && problem.code !== 'save-failed';
      const isLatest = accounts.get(id)?.record === before;
      const latest = isLatest ? whole : next(sealed);
      put({ ...entry, record: latest, saved: whole, forSession: false, ...(stays && { problem }) });
      return whole;
    } catch (error) {
      if (signal.aborted || onFailure === 'undo') throw error;
      const entry = settled();
      const problem = change.isRetry === true ? entry.problem : toFailure(error);
      put({
        ...entry,
        record: next(sealed ?? unchanged),
        forSession: false,
        ...(sealed === undefined && unsealed !== undefined && { unsealed }),
        ...(problem !== undefined && { problem }),
      });
      throw error;
    }
  };
  const sealFor =
    ({ saved }: Entry): Parameters<typeof sealAccountSecrets>[0] =>
    (text, owner) =>
      sealer.seal(text, owner, saved?.sealed);

  const change: Vault['change'] = (id, make, { signal = wanted.signal, ...options } = {}) =>
    turns.run(id, async () => {
      signal.throwIfAborted();
      const { secretsVersion = 0 } = accounts.get(id) ?? {};
      const made = await make({
        record: record(id),
        secretsVersion,
        open: () => untilAborted(open(id), signal),
        openForAnswer: () => untilAborted(openForAnswer(id), signal),
      });
      return made === undefined ? undefined : apply(id, made, { ...options, signal });
    });

  let holds = 0;
  const isUnsaved = ({ record: newest, saved, forSession }: Entry): boolean => newest !== saved && !forSession;
  const saveUnsaved = async (): Promise<void> => {
    const { signal } = wanted;
    for (const { id } of [...accounts.values()].filter(isUnsaved)) {
      const retried = turns.run(id, async () => {
        const entry = accounts.get(id);
        if (entry !== undefined && isUnsaved(entry) && holds === 0)
          await apply(id, { isRetry: true }, { signal, onFailure: 'keep' });
      });
      await retried.catch(error => log.write('save-failed', { account: id, code: toFailure(error).code }));
    }
  };

  const setProblem = (id: string, problem: AccountProblem | undefined): void => {
    const entry = accounts.get(id);
    if (entry === undefined || (entry.problem === undefined && problem === undefined)) return;
    // That its newest secrets are not saved stays said until they are.
    if (entry.problem !== undefined && isUnsaved(entry) && !view(entry).onDisk) return;
    const { problem: _gone, ...rest } = entry;
    put(problem === undefined ? rest : { ...rest, problem });
  };

  const checkAll = async (): Promise<void> => {
    /** Said together: behind a locked keyring each of a thousand accounts has one, and each saying draws all of them. */
    const found: (readonly [entry: Entry, problem: Failure | undefined])[] = [];
    for (const entry of [...accounts.values()]) {
      if (entry.record === undefined || entry.record.removedAt !== undefined || entry.record.sealed === '') continue;
      if (entry.unsealed !== undefined) continue;
      try {
        if ((await unseal(entry.id)).sealAgain) await sealAfresh(entry.id);
        if (openingCodes.includes(entry.problem?.code)) found.push([entry, undefined]);
      } catch (error) {
        const problem = toFailure(error);
        if (problem.code === 'locked') continue;
        log.write('cannot-open', { account: entry.id, code: problem.code });
        found.push([entry, problem]);
      }
    }
    for (const [{ id, secretsVersion }, problem] of found) {
      // What a sign-in brought meanwhile was not looked at.
      if (accounts.get(id)?.secretsVersion === secretsVersion) setProblem(id, problem);
    }
  };

  const forget = async (id: string): Promise<void> => {
    await files.remove(id);
    accounts.delete(id);
    noteName(id);
    changed.tell(id);
  };

  return {
    load: () => {
      loading = load();
      return loading;
    },
    whenLoaded: () => loading,
    list: () => [...accounts.values()].map(view),
    get: id => {
      const entry = accounts.get(id);
      return entry && view(entry);
    },
    record,
    open,
    hasConfirmedAddresses,
    add: (id, make, { signal = wanted.signal } = {}) =>
      turns.run(id, async () => {
        // Which names are taken, the files say.
        await loading.catch(() => {});
        signal.throwIfAborted();
        const { record: added, secrets } = make();
        return apply(id, { added, secrets }, { signal });
      }),
    change,
    changeSoon: (id, patch) => {
      const entry = accounts.get(id);
      if (entry?.record !== undefined) put({ ...entry, record: patched(entry.record, patch) });
    },
    saveUnsaved,
    saveSealedNow: () => {
      if (holds > 0) return;
      for (const { id, record: newest, unsealed, ...entry } of accounts.values()) {
        if (newest === undefined || unsealed !== undefined || newest === entry.saved || entry.forSession) continue;
        files.save(newest).catch(error => log.write('save-failed', { account: id, code: toFailure(error).code }));
      }
    },
    keepAll: async () => {
      for (const entry of accounts.values())
        if (entry.forSession) accounts.set(entry.id, { ...entry, forSession: false });
      await saveUnsaved();
    },
    hasUnsaved: () => {
      for (const entry of accounts.values()) if (isUnsaved(entry)) return true;
      return false;
    },
    hold: () => {
      holds += 1;
      wanted.abort(new DockpassError('cancelled'));
      wanted = new AbortController();
      return () => {
        holds -= 1;
      };
    },
    setProblem,
    remove: id => turns.run(id, () => forget(id)),
    wipe: (id, patch) =>
      turns.run(id, async () => {
        const entry = accounts.get(id);
        if (entry?.record === undefined) return forget(id);
        const { unsealed: _secrets, problem: _over, ...rest } = entry;
        const wiped = { ...patched(entry.record, { ...patch, programs: undefined }), sealed: '' };
        put({ ...rest, record: wiped, forSession: false, secretsVersion: entry.secretsVersion + 1 });
        try {
          await files.save(wiped);
          put({ ...rest, record: wiped, saved: wiped, forSession: false, secretsVersion: entry.secretsVersion + 1 });
        } catch {
          // A disk too full for the wiped record still lets its file go.
          await forget(id);
        }
      }),
    checkAll,
    isIdle: turns.isIdle,
    whenIdle: turns.whenIdle,
    onChange: listener => void changed.listen(listener),
  };
};

/** A keychain may never answer: a turn does not outlive whoever wanted it. */
type Wanted<Options> = Options & { readonly signal: AbortSignal };

/** A change, and what only the vault itself asks for: a new account, and a save that is tried again. */
interface Applied {
  readonly patch?: Readonly<Partial<AccountRecord>> | undefined;
  readonly secrets?: AccountSecrets | undefined;
  readonly added?: AccountRecord;
  readonly isRetry?: true;
  readonly areSame?: true | undefined;
}

/** As others see it. */
const viewed = ({ id, record, saved, unsealed, secretsVersion, problem }: Entry): StoredAccount => ({
  id,
  ...(record !== undefined && { record }),
  onDisk: record === undefined || (unsealed === undefined && saved !== undefined && record.sealed === saved.sealed),
  hasFile: record === undefined || saved !== undefined,
  secretsVersion,
  ...(problem !== undefined && { problem }),
});
