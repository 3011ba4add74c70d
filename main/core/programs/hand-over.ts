import { stateOf } from '../../../preload/contract/account-state.ts';
import { type CopyFormat, tokenFormat } from '../../../preload/contract/copy-formats.ts';
import { minuteMs } from '../../../preload/contract/durations.ts';
import { inEnglish } from '../../text/text.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { isSameLabel, tidyLabel } from '../base/labels.ts';
import { longestTypedName } from '../base/limits.ts';
import { type Operations, untilAborted } from '../base/operations.ts';
import { Secret } from '../base/secret.ts';
import { type Copying, viewEnvironment } from '../copy/copying.ts';
import type { Provider } from '../oauth/provider.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { Clock } from '../ports/time.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { LockState } from '../vault/lock-state.ts';
import type { Vault } from '../vault/vault.ts';
import { readEnv, writeEnv } from './env-references.ts';
import { anyAccount, type Questions } from './questions.ts';

/** Who asks: a name that the program gave itself, and whether it still waits. */
export interface Caller {
  readonly program: string;
  readonly signal: AbortSignal;
}

/** What a program asks for. `account` is an account's id, or its name. */
interface Wanted {
  readonly account: string;
  readonly format: CopyFormat;
  readonly minValidSeconds: number;
}

interface HandedOver {
  /** The account's. */
  readonly id: string;
  readonly text: Secret;
  /** Epoch ms; absent where nobody said. */
  readonly expiresAt?: number;
}
interface GivenAs {
  readonly handed: HandedOver;
  readonly may: OpenAccount['may'];
}

/** An account that programs may ask for. No secret. */
export interface OpenAccount {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly environment?: string;
  readonly may: 'ask' | 'until-locked' | 'always';
  readonly state: 'good' | 'over' | 'sign-in-needed';
  readonly expiresAt?: number;
}

/**
 * What a program of this computer can have. All throw locked; bad-input (field account) for an account that is not there or
 * that no program may ask for, which nobody is told apart; not-permitted, needs-sign-in, offline, and what renewing throws.
 * Locked, `list` throws at once; who wants a token waits as long as a question stands, and is answered once it is unlocked.
 */
export interface HandOver {
  /** Throws nothing. */
  readonly isLocked: () => boolean;
  readonly list: () => Promise<readonly OpenAccount[]>;
  readonly give: (wanted: Wanted, caller: Caller) => Promise<HandedOver>;
  /** An env file with its references resolved: a line for each variable. Throws bad-input (reason env-line, env-value). */
  readonly resolveEnv: (text: string, caller: Caller) => Promise<Secret>;
}

interface HandOverDeps {
  readonly vault: Vault;
  readonly accounts: Pick<Accounts, 'list'>;
  readonly providers: readonly Provider[];
  readonly copying: Pick<Copying, 'make'>;
  readonly questions: Pick<Questions, 'ask'>;
  readonly operations: Pick<Operations, 'run'>;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly lockState: LockState;
  readonly clock: Clock;
}

/** Long enough for a request that takes its time. */
const usualMinValidSeconds = 60;

export const createHandOver = (deps: HandOverDeps): HandOver => {
  const { vault, accounts, questions, operations, events, clock } = deps;
  const unknown = (account: string): DockpassError =>
    new DockpassError('bad-input', { field: 'account', detail: tidyLabel(account) });

  const requireOn = (): void => {
    if (!deps.settings.read().programs) throw new DockpassError('not-permitted');
  };

  const mayOf = (record: AccountRecord | undefined): OpenAccount['may'] | undefined => {
    const may = record?.removedAt === undefined ? record?.programs?.may : undefined;
    return may === 'never' ? undefined : may;
  };
  /** `account`: what the program called it. */
  const requireMay = (id: string, account: string): void => {
    if (mayOf(vault.get(id)?.record) === undefined) throw unknown(account);
  };
  /** Throws where the seal does not say the same as the record: whoever edited that gets nothing, and is not asked about. */
  const requireSealed = async (id: string): Promise<void> => {
    try {
      await vault.open(id);
    } catch (error) {
      throw toFailure(error).code === 'record-unreadable' ? unknown(id) : error;
    }
  };
  const isSealed = (id: string): Promise<boolean> =>
    requireSealed(id).then(
      () => true,
      error => toFailure(error).code !== 'bad-input',
    );

  const find = (account: string): { readonly id: string; readonly record: AccountRecord } => {
    // Comparing names puts their accents in order, which takes the square of how many there are.
    if (account.length > longestTypedName) throw unknown(account);
    const open = vault.list().filter(({ record }) => mayOf(record) !== undefined);
    const found =
      open.find(({ id }) => id === account) ??
      open.find(({ record }) => record !== undefined && isSameLabel(record.label, account));
    if (found?.record === undefined) throw unknown(account);
    return { id: found.id, record: found.record };
  };

  /** Account and code -> when it was told, by the clock that nobody sets. A program that asks all the time fills no list. */
  const toldAt = new Map<string, number>();
  const tellFailure = (account: string, program: string, error: unknown): void => {
    const { code } = toFailure(error);
    const key = `${account} ${code}`;
    if (clock.running() < (toldAt.get(key) ?? Number.NEGATIVE_INFINITY) + minuteMs) return;
    toldAt.set(key, clock.running());
    events.tell({ kind: 'not-handed-over', account, program, code });
  };

  /** Throws where a person has changed since what it gives: what is saved holds, also before anybody has ended what waits. */
  const requireSame = (id: string, may: OpenAccount['may']): void => {
    if (mayOf(vault.get(id)?.record) !== may) throw new DockpassError('not-permitted', { reason: 'changed' });
  };

  /** `may`: as what the account gave it. */
  const giveAs = async ({ account, format, minValidSeconds }: Wanted, caller: Caller): Promise<GivenAs> => {
    requireOn();
    const { id } = find(account);
    const program = tidyLabel(caller.program);
    const giving = operations.run('hand-over', [id], async operation => {
      const signal = AbortSignal.any([operation.signal, caller.signal]);
      // Before it is unlocked nobody can tell what the seal says; a person is asked for the passphrase and for nothing else.
      if (deps.lockState.view() === 'locked')
        await questions.ask({ account: anyAccount, program, signal, until: 'unlocked' });
      await untilAborted(requireSealed(id), signal);
      const may = mayOf(vault.record(id));
      if (may === undefined) throw unknown(account);
      if (may !== 'always')
        await questions.ask({ account: id, program, signal, until: may === 'ask' ? 'now' : 'locked' });
      // A person may have changed their mind while the question stood.
      requireMay(id, account);
      const minValidMs = minValidSeconds * 1000;
      const { text } = await deps.copying.make({ id, format, endpoint: 0, minValidMs }, operation);
      signal.throwIfAborted();
      // Or while it was fetched.
      requireSame(id, may);
      const { life } = vault.record(id);
      events.tell({ kind: 'handed-over', account: id, program, format });
      vault.changeSoon(id, { lastHandOver: { at: clock.now(), program } });
      return { handed: { id, text, ...(life.kind === 'until' && { expiresAt: life.expiresAt }) }, may };
    });
    return giving.catch(error => {
      // Whoever hung up is owed nothing, and nothing happened.
      if (!caller.signal.aborted) tellFailure(id, program, error);
      throw error;
    });
  };

  return {
    isLocked: () => deps.lockState.view() === 'locked',
    list: async () => {
      requireOn();
      deps.lockState.requireUnlocked();
      const shown: OpenAccount[] = [];
      for (const view of accounts.list()) {
        const record = vault.get(view.id)?.record;
        const may = mayOf(record);
        if (record === undefined || may === undefined || !(await isSealed(view.id))) continue;
        const { id, label, providerId, life, renewal } = view;
        // What a script looks for is the same in every language.
        const provider = deps.providers.find(one => one.id === providerId);
        const environment =
          provider === undefined ? undefined : viewEnvironment(provider, record, inEnglish).environment;
        const isOver = stateOf(view, clock.now()).kind === 'over';
        shown.push({
          id,
          name: label,
          provider: provider?.name ?? providerId,
          ...(environment !== undefined && { environment }),
          may,
          state: renewal.kind === 'sign-in-needed' ? 'sign-in-needed' : isOver ? 'over' : 'good',
          ...(life.kind === 'until' && { expiresAt: life.expiresAt }),
        });
      }
      return shown;
    },
    give: async (wanted, caller) => (await giveAs(wanted, caller)).handed,
    resolveEnv: async (text, caller) => {
      requireOn();
      const lines = readEnv(text);
      const given = new Map<string, { readonly account: string; readonly giving: Promise<GivenAs> }>();
      const resolve = async (value: (typeof lines)[number]['value']): Promise<string> => {
        if (typeof value === 'string') return value;
        // One question for an account that several lines name.
        const key = JSON.stringify(value);
        const known = given.get(key)?.giving;
        const giving = known ?? giveAs({ ...value, minValidSeconds: usualMinValidSeconds }, caller);
        given.set(key, { account: value.account, giving });
        return (await giving).handed.text.reveal();
      };
      const all = await Promise.all(lines.map(async ({ name, value }) => ({ name, value: await resolve(value) })));
      // While one of them was asked about, another may have been removed or forbidden, or is to be asked about from now on.
      for (const { account, giving } of given.values()) {
        const { handed, may } = await giving;
        requireMay(handed.id, account);
        requireSame(handed.id, may);
      }
      return new Secret(writeEnv(all));
    },
  };
};

/** What the command gives where it is not told otherwise. */
export const usualWanted = { format: tokenFormat, minValidSeconds: usualMinValidSeconds } as const;
