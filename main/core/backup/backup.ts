import type { BackupChoice, BackupForm, BackupView } from '../../../preload/contract/backup-view.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { uniqueLabel } from '../base/labels.ts';
import type { Operations } from '../base/operations.ts';
import { Secret } from '../base/secret.ts';
import { fillRecord, providerOfRecord } from '../oauth/filled-form.ts';
import type { Provider } from '../oauth/provider.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { BackupFile, BackupPlace } from '../ports/storage.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';
import { checkPassphrase } from '../vault/storage-choice.ts';
import type { Vault } from '../vault/vault.ts';
import { type BackedUp, readBackup, writeBackup } from './backup-content.ts';

/** What backing up works with. */
interface BackupDeps {
  readonly vault: Vault;
  readonly scheduler: RenewalScheduler;
  readonly providers: readonly Provider[];
  readonly backupFile: BackupFile;
  readonly random: Random;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly log: Log;
  readonly operations: Operations;
}

/** Accounts in a file of the person's own. A refresh token that rotates lives in one place only: it moves or stays. */
export interface Backup {
  /**
   * Writes these accounts (all that can be opened, for none named) to a file; undefined when the person chose none.
   * `moves`: their refresh tokens go along, and this computer renews them no more. Throws bad-input, save-failed.
   */
  readonly write: (form: BackupForm) => Promise<{ readonly count: number; readonly name: string } | undefined>;
  /** Opens a file and says what is in it; nothing is changed. Undefined when the person chose none. */
  readonly open: (passphrase: Secret) => Promise<BackupView | undefined>;
  /** Takes what was opened last, one choice an account. Gives how many were taken. */
  readonly take: (choices: readonly BackupChoice[]) => Promise<number>;
  /** Forgets what was opened. */
  readonly close: () => void;
  /** At start: what a move stopped that never came to its end goes on renewing. Never throws. */
  readonly goOnRenewing: () => Promise<void>;
}

export const createBackup = (deps: BackupDeps): Backup => {
  const { vault, random, events, log } = deps;
  let opened: readonly BackedUp[] = [];
  /** Of these, what is here by now, and under which id: after a full disk, taking once more goes on where it stopped. */
  const taken = new Set<BackedUp>();
  const places = new Map<BackedUp, string>();

  const recordsOf = (ids: readonly string[]): readonly AccountRecord[] =>
    vault
      .list()
      .flatMap(({ record }) => (record === undefined || record.removedAt !== undefined ? [] : [record]))
      .filter(({ id, sealed }) =>
        ids.length === 0 ? sealed !== '' || vault.get(id)?.onDisk === false : ids.includes(id),
      );

  const collect = async (form: BackupForm): Promise<readonly BackedUp[]> => {
    const accounts: BackedUp[] = [];
    // A renewal that is just ending must not leave a spent refresh token in the file.
    await deps.operations.whenIdle(({ kind }) => kind === 'renewal');
    for (const { id } of recordsOf(form.ids)) accounts.push(await collectOne(id, form.moves));
    if (accounts.length === 0) throw new DockpassError('bad-input', { field: 'accounts' });
    return accounts;
  };

  /** One that moves stops renewing before the file is written: two computers must never renew by one refresh token. */
  const collectOne = async (id: string, moves: boolean): Promise<BackedUp> => {
    const { previousRefreshToken: _older, ...secrets } = await vault.open(id);
    const record = vault.get(id)?.record;
    if (record === undefined) throw new DockpassError('record-unreadable');
    if (!moves) return withoutRefreshToken(record, secrets, deps.providers);
    if (record.canRenew && secrets.refreshToken !== undefined)
      await vault.change(id, () => ({ patch: { canRenew: false, moving: true } }));
    return { record, secrets };
  };

  const goOnRenewing = async (): Promise<void> => {
    for (const { id, record } of vault.list()) {
      if (record?.moving !== true) continue;
      await vault
        .change(id, () => ({ patch: { moving: undefined, canRenew: true } }))
        .catch(error => log.write('move-not-undone', { account: id, code: toFailure(error).code }));
    }
  };

  const write: Backup['write'] = async form => {
    const passphrase = new Secret(form.passphrase);
    checkPassphrase(passphrase);
    const place = await deps.backupFile.choosePlace('dockpass-backup');
    if (place === undefined) return undefined;
    const accounts = await collectAndWrite(form, place, passphrase).catch(async error => {
      await goOnRenewing();
      throw error;
    });
    if (form.moves) for (const one of accounts) await dropRefreshToken(one.record.id);
    events.tell({ kind: 'backup-written', accounts: accounts.length, moved: form.moves });
    deps.scheduler.plan();
    return { count: accounts.length, name: place.name };
  };

  const collectAndWrite = async (
    form: BackupForm,
    place: BackupPlace,
    passphrase: Secret,
  ): Promise<readonly BackedUp[]> => {
    const accounts = await collect(form);
    await place.write(writeBackup(accounts), passphrase);
    return accounts;
  };

  const dropRefreshToken = async (id: string): Promise<void> => {
    const record = vault.get(id)?.record;
    const { refreshToken, previousRefreshToken: _older, ...secrets } = await vault.open(id);
    if (record === undefined || refreshToken === undefined) return;
    const patch = { moving: undefined, renewingSince: undefined, canRenew: false, warning: { code: 'moved' } } as const;
    await vault.change(id, () => ({ patch, secrets }));
  };

  /**
   * The account here that it is a backup of; else one that the same details were typed for, and of which the file holds
   * no backup: two people may use one App.
   */
  const hereOf = ({ record }: BackedUp): AccountRecord | undefined => {
    const here = recordsOf([]);
    const isNamed = ({ id }: AccountRecord): boolean => opened.some(one => one.record.id === id);
    return here.find(({ id }) => id === record.id) ?? here.find(one => !isNamed(one) && hasSameDetails(one, record));
  };

  const forget = (): void => {
    opened = [];
    taken.clear();
    places.clear();
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

  const takeOne = async (one: BackedUp, choice: BackupChoice): Promise<void> => {
    const here = hereOf(one);
    const replaces = choice === 'replace' && here !== undefined;
    const id = places.get(one) ?? (replaces ? here.id : random.token(12));
    places.set(one, id);
    if (vault.get(id)?.record === undefined) {
      const label = uniqueLabel(one.record.label, vault.labelsExcept(id));
      await vault.add(id, () => ({ record: { ...one.record, id, label }, secrets: one.secrets }));
      return;
    }
    await vault.change(id, async ({ record: now }) => {
      // As it is by now: somebody may just have given it another name.
      const { record, secrets } = await withWhatRenews(now, one);
      const { id: _id, version: _version, sealed: _sealed, createdAt: _made, pinned: _pinned, ...facts } = record;
      const label = uniqueLabel(now.label, vault.labelsExcept(id));
      return { patch: { ...facts, labelBy: now.labelBy, label }, secrets };
    });
  };

  return {
    write,
    open: async passphrase => {
      const content = await deps.backupFile.read(passphrase);
      if (content === undefined) return undefined;
      forget();
      opened = readBackup(content);
      return {
        accounts: opened.map(one => ({
          label: one.record.label,
          providerName: deps.providers.find(({ id }) => id === one.record.provider)?.name ?? one.record.provider,
          usable: isUsable(one),
          ...(hereOf(one) !== undefined && { here: hereOf(one)?.label ?? '' }),
        })),
      };
    },
    take: async choices => {
      if (choices.length !== opened.length) throw new DockpassError('bad-input', { field: 'accounts' });
      for (const [index, one] of opened.entries()) {
        const choice = choices[index] ?? 'skip';
        if (choice === 'skip' || taken.has(one) || !isUsable(one)) continue;
        await takeOne(one, choice).catch(error => {
          log.write('backup-not-taken', { code: toFailure(error).code });
          throw error;
        });
        taken.add(one);
      }
      const count = taken.size;
      forget();
      events.tell({ kind: 'backup-taken', accounts: count });
      deps.scheduler.plan();
      return count;
    },
    close: forget,
    goOnRenewing,
  };
};

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

const hasSameDetails = (one: AccountRecord, other: AccountRecord): boolean =>
  one.provider === other.provider &&
  one.environment === other.environment &&
  one.organizationId === other.organizationId &&
  JSON.stringify(sorted(one.values)) === JSON.stringify(sorted(other.values));

const sorted = (values: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
