import { minuteMs } from '../../../preload/contract/durations.ts';
import type { KeepFailure } from '../../../preload/contract/programs/view.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { createEvent } from '../base/event.ts';
import { createKeyedQueue } from '../base/keyed-queue.ts';
import type { Operations } from '../base/operations.ts';
import { Secret } from '../base/secret.ts';
import type { Copying } from '../copy/copying.ts';
import type { KeptFilePlan } from '../ports/account-record.ts';
import type { Log } from '../ports/log.ts';
import type { KeptFileEntry, KeptFileJournal, KeptFileWriter } from '../ports/programs.ts';
import type { Clock } from '../ports/time.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { LockState } from '../vault/lock-state.ts';
import type { StoredAccount, Vault } from '../vault/vault.ts';

/** Files of accounts that always hold their newest token. */
export interface KeptFiles {
  /** Throws what KeptFileWriter.check throws, and bad-input (field file-path, reason of-another). */
  readonly check: (id: string, path: string) => void;
  readonly failureOf: (id: string) => KeepFailure | undefined;
  /** Brings every file in line with its account: after a start, a lock, an unlock. Never throws. */
  readonly settle: () => Promise<void>;
  /** The same for one account, also where the same could not be written before. Never throws. */
  readonly settleOne: (id: string) => Promise<void>;
  /** At the end of a shift: no file of ours is left. Throws save-failed where the disk refuses. */
  readonly takeAway: () => Promise<void>;
  /** From now on nothing is written; those that were kept until here go. Never throws. */
  readonly quit: () => Promise<void>;
  /** The same within this turn, for a program that has no other. Never throws. */
  readonly quitNow: () => void;
  readonly onChange: (listener: () => void) => void;
}

interface KeptFilesDeps {
  readonly writer: KeptFileWriter;
  readonly journal: KeptFileJournal;
  readonly vault: Vault;
  readonly copying: Pick<Copying, 'make'>;
  readonly operations: Pick<Operations, 'run'>;
  readonly settings: Pick<SettingsStore, 'read' | 'onChange'>;
  readonly lockState: LockState;
  readonly clock: Clock;
  readonly log: Log;
}

const retryMs = minuteMs;
const mostHashes = 20;

export const createKeptFiles = (deps: KeptFilesDeps): KeptFiles => {
  const { writer, journal, vault, clock, log } = deps;
  const queue = createKeyedQueue();
  const changed = createEvent();
  /** `made`: what it was tried with. The same is not tried again at each turn of events. */
  const failures = new Map<string, { readonly told: KeepFailure; readonly made: string }>();
  /** Accounts of which a file may lie there, also one that nobody could bring up to date. */
  const there = new Set<string>();
  /** What each file was written from. */
  const written = new Map<string, string>();
  /** Hash of what a write of this run has put there. */
  const lastWritten = new Map<string, string>();
  /** Accounts beside whose files nothing is left of the last run. */
  const tidied = new Set<string>();
  let isQuitting = false;
  let cancelRetry = (): void => {};

  /** As they were read or written last: what nobody can read any more still lies there. */
  let known: readonly KeptFileEntry[] = [];
  const listed = (): readonly KeptFileEntry[] => {
    const entries = journal.read();
    if (entries !== 'unreadable') known = entries;
    return known;
  };
  const entryOf = (id: string): KeptFileEntry | undefined => listed().find(({ account }) => account === id);
  const note = (id: string, entry: Omit<KeptFileEntry, 'account'> | undefined): void => {
    const others = listed().filter(({ account }) => account !== id);
    const next = entry === undefined ? others : [...others, { account: id, ...entry }];
    journal.save(next);
    known = next;
    if (entry === undefined) there.delete(id);
    else there.add(id);
  };

  /** The file that is to be there now, if any. */
  const wantedOf = (one: StoredAccount | undefined): KeptFilePlan | undefined => {
    const { record, onDisk } = one ?? {};
    if (record === undefined || onDisk !== true || record.sealed === '' || record.removedAt !== undefined) return;
    if (!deps.settings.read().programs || deps.lockState.view() === 'locked') return undefined;
    return record.programs?.file;
  };
  /** Another text means another file; where it stands still, nothing is written. */
  const madeOf = (one: StoredAccount, plan: KeptFilePlan): string => {
    const { label, organizationId, life } = one.record ?? {};
    return JSON.stringify([one.secretsVersion, plan, label, organizationId, life]);
  };

  const takeAwayOne = (id: string): void => {
    written.delete(id);
    lastWritten.delete(id);
    const entry = entryOf(id);
    if (entry === undefined) return;
    writer.remove(entry.path, entry.hashes);
    note(id, undefined);
  };

  const write = async (one: StoredAccount, plan: KeptFilePlan): Promise<void> => {
    const { id } = one;
    const before = entryOf(id);
    // It moved: the one at the old place goes first, for only one is known of.
    if (before !== undefined && before.path !== plan.path) takeAwayOne(id);
    await deps.operations.run('keep-file', [id], async operation => {
      const { text } = await deps.copying.make({ id, format: plan.format, endpoint: 0, minValidMs: 0 }, operation);
      operation.requireWanted();
      const now = vault.get(id);
      // Another plan, a lock or a removal came meanwhile; it is settled after this.
      if (isQuitting || now === undefined || JSON.stringify(wantedOf(now)) !== JSON.stringify(plan)) return;
      const content = plan.format === 'token' ? text : new Secret(`${text.reveal()}\n`);
      const hashes = entryOf(id)?.hashes ?? [];
      const next = writer.hashOf(content);
      writer.check(plan.path, hashes);
      // Known before it is there: a kill in between leaves a file that is still ours. What it may hold is its last text for
      // sure, or one of those that could not be written since.
      const last = lastWritten.get(id);
      const earlier = last === undefined ? hashes.slice(1 - mostHashes) : [last];
      note(id, { path: plan.path, hashes: [...earlier, next] });
      writer.write(plan, content, [...earlier, next]);
      lastWritten.set(id, next);
      written.set(id, madeOf(now, plan));
    });
  };

  /** Once in a run: what a kill left beside the file holds a token, also while nobody can open the account. */
  const tidyOne = (id: string): void => {
    if (tidied.has(id)) return;
    const entry = entryOf(id);
    // The file itself is none of these.
    if (entry !== undefined) writer.remove(entry.path, []);
    tidied.add(id);
  };

  const settleOne = async (id: string): Promise<void> => {
    const one = vault.get(id);
    const plan = wantedOf(one);
    try {
      tidyOne(id);
      if (one === undefined || plan === undefined) {
        if (!isQuitting) takeAwayOne(id);
      } else if (!isQuitting && written.get(id) !== madeOf(one, plan)) await write(one, plan);
      if (failures.delete(id)) changed.tell();
    } catch (error) {
      const failure = toFailure(error);
      // Ended by a lock, a removal, or the end of all; what follows from that is settled next.
      if (failure.code === 'cancelled' || failure.code === 'busy' || failure.code === 'locked') return;
      log.write('file-not-kept', { account: id, code: failure.code });
      const made = one === undefined || plan === undefined ? '' : madeOf(one, plan);
      const before = failures.get(id)?.told;
      const told = { since: before?.since ?? clock.now(), failure };
      const isSame = JSON.stringify(told) === JSON.stringify(before);
      failures.set(id, { told: isSame && before !== undefined ? before : told, made });
      changed.tell();
      // A disk may have room again. What a provider refused comes with the renewal that is planned anyway.
      if (failure.code !== 'save-failed' && failure.code !== 'bad-input') return;
      cancelRetry();
      cancelRetry = clock.alarm(clock.now() + retryMs, () => void settle());
    }
  };
  /** One after the other for each account. */
  const settleSoon = (id: string): Promise<void> => queue.run(id, () => settleOne(id));

  const settle = async (): Promise<void> => {
    const planned = vault.list().filter(({ record }) => record?.programs?.file !== undefined);
    for (const { account } of listed()) there.add(account);
    await Promise.all([...new Set([...planned.map(({ id }) => id), ...there])].map(settleSoon));
  };

  /** Whatever changed of an account: it is looked at where its file would be another one, or where none is to be any more. */
  const followOne = (id: string): void => {
    const one = vault.get(id);
    const plan = wantedOf(one);
    if (plan === undefined && !there.has(id)) return;
    const made = one === undefined || plan === undefined ? '' : madeOf(one, plan);
    if (![written.get(id), failures.get(id)?.made].includes(made)) void settleSoon(id);
  };
  const follow = (id?: string): void => {
    const ids = id === undefined ? new Set([...vault.list().map(one => one.id), ...there]) : [id];
    for (const one of ids) followOne(one);
  };
  vault.onChange(follow);
  deps.settings.onChange(() => void settle());

  const quitNow = (): void => {
    isQuitting = true;
    cancelRetry();
    for (const { account } of listed()) {
      if (vault.get(account)?.record?.programs?.file?.untilQuit !== true) continue;
      try {
        takeAwayOne(account);
      } catch (error) {
        log.write('file-not-removed', { account, code: toFailure(error).code });
      }
    }
  };

  return {
    check: (id, path) => {
      // Where another file lies, or is to lie once it can: Dockpass may be locked, or programs switched off.
      const planned = vault.list().map(one => ({ account: one.id, path: one.record?.programs?.file?.path }));
      const isThere = (other?: string): boolean => other !== undefined && writer.keyOf(other) === writer.keyOf(path);
      if ([...listed(), ...planned].some(one => one.account !== id && isThere(one.path)))
        throw new DockpassError('bad-input', { field: 'file-path', reason: 'of-another' });
      const entry = entryOf(id);
      writer.check(path, entry?.path === path ? entry.hashes : []);
    },
    failureOf: id => failures.get(id)?.told,
    settle,
    settleOne: settleSoon,
    takeAway: async () => {
      await queue.whenIdle();
      for (const { account } of listed()) takeAwayOne(account);
    },
    quit: async () => {
      isQuitting = true;
      await queue.whenIdle();
      quitNow();
    },
    quitNow,
    onChange: listener => void changed.listen(listener),
  };
};
