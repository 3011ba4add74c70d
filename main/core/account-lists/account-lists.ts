import type { Progress } from '../../../preload/contract/events.ts';
import type { ListFormat, OpenedListView, WrittenListView } from '../../../preload/contract/lists/view.ts';
import { text } from '../../text/text.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError } from '../base/errors.ts';
import { createNames, nameKey } from '../base/labels.ts';
import { type Operations, untilAborted } from '../base/operations.ts';
import { createProgress } from '../base/progress.ts';
import { originsOf } from '../oauth/origins.ts';
import type { Provider } from '../oauth/provider.ts';
import { shownNameOf } from '../oauth/shown-name.ts';
import { type AccountRecord, recordVersion } from '../ports/account-record.ts';
import type { Random } from '../ports/random.ts';
import type { AccountListFile, ActiveSealer } from '../ports/storage.ts';
import type { Clock } from '../ports/time.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import { noSecretsYet } from '../vault/account-secrets.ts';
import type { Vault } from '../vault/vault.ts';
import { type Candidate, checkRow, type Refusal } from './check-row.ts';
import { readCsv, writeCsv } from './csv-list.ts';
import { readJson, writeJson } from './json-list.ts';
import { mostRows } from './list-row.ts';
import { listedOf } from './listed-account.ts';

/** What lists of accounts work with. */
interface AccountListsDeps {
  readonly vault: Vault;
  readonly sealer: Pick<ActiveSealer, 'requireKept'>;
  readonly scheduler: Pick<RenewalScheduler, 'plan'>;
  readonly providers: readonly Provider[];
  readonly file: AccountListFile;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly operations: Pick<Operations, 'run'>;
  readonly events: Pick<DomainEvents, 'tell'>;
}

/** Lists of accounts without secrets, for setting up another computer. */
export interface AccountLists {
  /** Writes all accounts to a file; undefined when the person chose no place. Throws bad-input where there are none, save-failed. */
  readonly write: (format: ListFormat) => Promise<WrittenListView | undefined>;
  /** Reads a file and says what it would add; nothing is changed. Undefined when the person chose none. */
  readonly open: () => Promise<OpenedListView | undefined>;
  /**
   * Adds what was opened last, as accounts that wait for their first sign-in, and gives how many. What is here by now is not
   * added again, nor what has an address whose origin is not among `confirmed`. Throws keyring-locked, save-failed, busy, and
   * cancelled where it was closed meanwhile; what was added until then stays.
   */
  readonly take: (confirmed: readonly string[]) => Promise<number>;
  /** Forgets what was opened, and ends the adding of it. */
  readonly close: () => void;
  /** Accounts of the list that is being added; null when that ends. */
  readonly onProgress: (listener: (progress: Progress | null) => void) => void;
}

type Numbered<T> = T & { readonly at: number };
interface OpenList {
  readonly candidates: readonly Numbered<Candidate>[];
}

export const createAccountLists = (deps: AccountListsDeps): AccountLists => {
  const { vault, providers, file, clock, random, operations } = deps;
  const progress = createProgress();
  let opened: OpenList | undefined;
  let isTaking = false;

  const records = (): readonly AccountRecord[] =>
    vault.list().flatMap(({ record }) => (record === undefined || record.removedAt !== undefined ? [] : [record]));
  const keysHere = (): Set<string> =>
    new Set(records().map(({ label, provider, environment }) => keyOf(label, provider, environment)));

  const write: AccountLists['write'] = async format => {
    const place = await file.choosePlace('dockpass-accounts', format);
    if (place === undefined) return undefined;
    // As the accounts are by now: while the person chose a place, the shift may have ended.
    return operations.run('account-list', [], async () => {
      const listed = records().flatMap(record => {
        const provider = providers.find(({ id }) => id === record.provider);
        return provider === undefined ? [] : [listedOf(provider, record)];
      });
      if (listed.length === 0) throw new DockpassError('bad-input', { field: 'accounts' });
      place.save((format === 'csv' ? writeCsv : writeJson)(listed.map(({ account }) => account)));
      deps.events.tell({ kind: 'list-written', accounts: listed.length });
      const shortened = listed.filter(({ isShortened }) => isShortened).length;
      return { count: listed.length, shortened, name: place.name };
    });
  };

  const open: AccountLists['open'] = async () => {
    opened = undefined;
    const found = await file.read();
    if (found === undefined || 'unreadable' in found) return found;
    const format: ListFormat = /^\s*[[{]/.test(found.text) ? 'json' : 'csv';
    const rows = (format === 'json' ? readJson : readCsv)(found.text);
    if (rows === undefined) return { unreadable: 'no-list' };
    const candidates: Numbered<Candidate>[] = [];
    const refused: Numbered<Refusal>[] = [];
    const here: Numbered<Candidate>[] = [];
    const known = keysHere();
    const seen = new Set<string>();
    let count = 0;
    for (const row of rows) {
      count += 1;
      if (count > mostRows) return { unreadable: 'too-many' };
      const { at } = row;
      const checked: Candidate | Refusal = 'refused' in row ? row : checkRow(row.account, providers);
      if ('refused' in checked) {
        refused.push({ ...checked, at });
        continue;
      }
      const key = keyOf(checked.label, checked.provider.id, checked.filled.environment.id);
      if (known.has(key)) here.push({ ...checked, at });
      else if (seen.has(key)) refused.push({ at, refused: 'twice', about: checked.label });
      else candidates.push({ ...checked, at });
      seen.add(key);
    }
    const list = { candidates };
    opened = list;
    // As the vault will give them; it chooses when it writes.
    const names = createNames();
    for (const { id, record } of vault.list()) if (record !== undefined) names.set(id, [record.label]);
    return {
      file: found.name,
      format,
      added: candidates.map(({ at, label, provider, filled, groups, addresses }) => ({
        at,
        label: names.reserve(String(at), label),
        providerName: shownNameOf(provider),
        ...(provider.environments.length > 1 && { environment: text(filled.environment.label) }),
        groups,
        origins: [...new Set(addresses.map(({ origin }) => origin))],
      })),
      here: here.map(({ at, label, provider }) => ({ at, label, providerName: shownNameOf(provider) })),
      refused: refused.map(({ at, refused: reason, about }) => ({ at, reason, ...(about !== undefined && { about }) })),
      addresses: byOrigin(candidates),
      ignored: [...new Set([...candidates, ...here].flatMap(({ unknown }) => unknown))],
    };
  };

  const add = async (candidate: Candidate, signal: AbortSignal): Promise<void> => {
    const id = random.token(12);
    const make = () => ({
      record: waiting(id, candidate, clock.now()),
      secrets: noSecretsYet,
    });
    await vault.add(id, make, { signal });
  };

  const take: AccountLists['take'] = async confirmed => {
    const from = opened;
    if (from === undefined) throw new DockpassError('cancelled');
    // Each looks at what is here when it begins.
    if (isTaking) throw new DockpassError('busy', { reason: 'account-list' });
    const origins = new Set(confirmed);
    const isConfirmed = ({ addresses }: Candidate): boolean => addresses.every(({ origin }) => origins.has(origin));
    let count = 0;
    const addAll = async (signal: AbortSignal): Promise<void> => {
      await untilAborted(deps.sealer.requireKept(''), signal);
      const known = keysHere();
      const wanted = from.candidates.filter(isConfirmed);
      for (const [index, one] of wanted.entries()) {
        signal.throwIfAborted();
        if (opened !== from) throw new DockpassError('cancelled');
        // Else it was added before a full disk ended it, or by somebody meanwhile.
        if (!known.has(keyOf(one.label, one.provider.id, one.filled.environment.id))) {
          await add(one, signal);
          count += 1;
        }
        progress.tell(index + 1, wanted.length);
      }
    };
    const adding = operations.run('account-list', [], ({ signal }) => progress.during(() => addAll(signal)));
    isTaking = true;
    await adding.finally(() => {
      isTaking = false;
      deps.scheduler.plan();
    });
    opened = undefined;
    deps.events.tell({ kind: 'list-taken', accounts: count });
    return count;
  };

  return {
    write,
    open,
    take,
    close: () => {
      opened = undefined;
    },
    onProgress: progress.listen,
  };
};

/** The same for two accounts that a person would call one. */
const keyOf = (label: string, provider: string, environment: string): string =>
  JSON.stringify([nameKey(label), provider, environment]);

const byOrigin = (candidates: readonly Candidate[]) => {
  const whole = new Map<string, Set<string>>();
  for (const { origin, href } of candidates.flatMap(({ addresses }) => addresses))
    whole.set(origin, (whole.get(origin) ?? new Set()).add(href));
  return [...whole].map(([origin, some]) => ({ origin, whole: [...some] }));
};

/** The account as a name that waits for its first sign-in: as if its token had run out. */
const waiting = (id: string, { label, provider, filled, groups }: Candidate, now: number): AccountRecord => ({
  version: recordVersion,
  id,
  provider: provider.id,
  environment: filled.environment.id,
  origins: [...originsOf(provider, filled)],
  label,
  labelBy: 'person',
  values: { ...filled.values },
  secretsKept: [],
  life: { kind: 'until', issuedAt: now, expiresAt: now },
  canRenew: false,
  scopes: [],
  organizations: [],
  createdAt: now,
  pinned: false,
  ...(groups.length > 0 && { groups: [...groups] }),
  needsSignIn: true,
  awaitsFirstSignIn: true,
  sealed: '',
});
