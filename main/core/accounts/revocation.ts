import type { RevocationView } from '../../../preload/contract/account-view.ts';
import { secondMs } from '../../../preload/contract/durations.ts';
import type { Failure } from '../../../preload/contract/errors.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { createLimiter, type Limiter } from '../base/limiter.ts';
import { type Operation, type Operations, untilAborted } from '../base/operations.ts';
import { fillRecord, providerOfRecord } from '../oauth/filled-form.ts';
import { operationHttp, revocationHttp } from '../oauth/operation-http.ts';
import { originsOf } from '../oauth/origins.ts';
import type { FilledForm, Provider } from '../oauth/provider.ts';
import { canRevoke, revokeAll } from '../oauth/revocation.ts';
import { shownNameOf } from '../oauth/shown-name.ts';
import { hasMoved } from '../ports/account-record.ts';
import type { Http } from '../ports/network.ts';
import type { Clock } from '../ports/time.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { RecordPatch } from '../vault/account-change.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';
import type { StoredAccount, Vault } from '../vault/vault.ts';

interface RevocationDeps {
  readonly vault: Vault;
  readonly providers: readonly Provider[];
  readonly scheduler: Pick<RenewalScheduler, 'plan'>;
  readonly http: Http;
  readonly clock: Clock;
  readonly operations: Operations;
  readonly events: Pick<DomainEvents, 'tell'>;
}

/** What ending an account's tokens takes, in memory: it goes on without the account. Holds secrets. */
interface TakenTokens {
  readonly id: string;
  readonly label: string;
  readonly provider: Provider;
  readonly filled: FilledForm;
  readonly secrets: AccountSecrets;
  readonly secretsVersion: number;
  /** A renewal's answer may have brought others, which nobody has. */
  readonly answerLost: boolean;
}
/** The tokens of one account, being taken; `name` is its own and its provider's, for what is told in the end. */
export interface Taking {
  readonly id: string;
  readonly name: Pick<RevocationView, 'account' | 'provider'>;
  readonly taken: Promise<TakenTokens>;
}

/** Having providers end tokens (RFC 7009). What is not answered is never tried again by itself. */
export interface Revocation {
  /** Whether an account's provider can be asked. */
  readonly isOffered: (account: StoredAccount) => boolean;
  /** Begins to open an account's tokens at once, in this turn. Never throws: what it cannot is told when it is sent. */
  readonly take: (id: string) => Taking;
  /** The same once a renewal that is under way has ended: its answer has the newest tokens. */
  readonly takeNewest: (id: string) => Promise<Taking>;
  /** Has the providers end what was taken, all of it within `withinMs`; the accounts may be gone by now. Never throws. */
  readonly send: (takings: readonly Taking[], withinMs: number) => Promise<readonly RevocationView[]>;
  /**
   * By itself: the account stays, and asks for a new sign-in. Where no answer came, all its tokens are kept. Throws what
   * opening throws, moved, busy, and bad-input where its provider cannot be asked.
   */
  readonly revoke: (id: string) => Promise<RevocationView>;
}

/** Requests on their way to one host: a shift may end with hundreds of accounts. */
const askedAtOnce = 8;

/** Whether its provider can be asked: there are tokens, and no other computer has them. */
export const offersRevocation = (provider: Provider, { record, onDisk }: StoredAccount): boolean =>
  record !== undefined &&
  canRevoke(provider, record.values) &&
  // For this session only, they are in memory.
  (record.sealed !== '' || !onDisk) &&
  !hasMoved(record) &&
  record.warning?.reason !== 'revoked';

export const createRevocation = (deps: RevocationDeps): Revocation => {
  const { vault, clock, operations } = deps;

  const isRenewing = (id: string): boolean => operations.isUnderWay('renewal', id);
  const renewed = (id: string): Promise<void> =>
    operations.whenIdle(({ kind, accounts }) => kind === 'renewal' && accounts.has(id));

  const open = async (id: string): Promise<TakenTokens> => {
    const account = vault.get(id);
    const record = vault.record(id);
    const provider = providerOfRecord(deps.providers, record);
    if (hasMoved(record)) throw new DockpassError('moved');
    if (account === undefined || !offersRevocation(provider, account))
      throw new DockpassError('bad-input', { field: 'account' });
    const answerLost = record.renewingSince !== undefined || isRenewing(id);
    const secrets = await vault.open(id);
    const filled = fillRecord(provider, record, secrets.fields);
    return { id, label: record.label, provider, filled, secrets, secretsVersion: account.secretsVersion, answerLost };
  };

  const take = (id: string): Taking => {
    const record = vault.get(id)?.record;
    const provider = deps.providers.find(one => one.id === record?.provider);
    const taken = open(id);
    // Looked at when it is sent.
    taken.catch(() => {});
    return {
      id,
      name: { account: record?.label ?? '', provider: provider === undefined ? '' : shownNameOf(provider) },
      taken,
    };
  };

  /** Asks for one account; what came of it is told. Throws where nothing has ended. */
  const ask = async (taken: TakenTokens, http: Http): Promise<RevocationView> => {
    const { id, label, provider, filled, secrets, answerLost } = taken;
    const { left } = await revokeAll(provider, filled, secrets, { http, now: clock.now });
    const name = { account: label, provider: shownNameOf(provider) };
    const about = { account: id, provider: provider.id };
    if (left === undefined) {
      deps.events.tell({ kind: 'revoked', ...about });
      return { ...name, outcome: 'revoked', ...(answerLost && { answerLost }) };
    }
    const failure = failureOf(left);
    deps.events.tell({ kind: 'partly-revoked', ...about, code: failure.code });
    return { ...name, outcome: 'partly', failure };
  };

  const refused = (id: string, provider: string | undefined, error: unknown): Failure => {
    const failure = failureOf(error);
    deps.events.tell({
      kind: 'not-revoked',
      account: id,
      ...(provider !== undefined && { provider }),
      code: failure.code,
    });
    return failure;
  };

  const sendOne = async (
    { id, name, taken }: Taking,
    limiter: Limiter,
    operation: Operation,
  ): Promise<RevocationView> => {
    const http = revocationHttp(deps.http, operation);
    let provider: string | undefined;
    try {
      const tokens = await untilAborted(taken, operation.signal);
      provider = tokens.provider.id;
      return await limiter.run(originsOf(tokens.provider, tokens.filled).join(), id, () => ask(tokens, http));
    } catch (error) {
      return { ...name, outcome: 'not-revoked', failure: refused(id, provider, error) };
    }
  };

  const send: Revocation['send'] = async (takings, withinMs) => {
    const limiter = createLimiter(askedAtOnce);
    const sendAll = async (operation: Operation): Promise<readonly RevocationView[]> => {
      const stop = (): void => operations.abort(one => one === operation, new DockpassError('timed-out'));
      const cancel = clock.alarm(clock.now() + withinMs, stop);
      return Promise.all(takings.map(one => sendOne(one, limiter, operation))).finally(cancel);
    };
    try {
      return await operations.run('revocation', [], sendAll);
    } catch (error) {
      // Nothing begins any more: Dockpass is being quit.
      return takings.map(({ id, name }) => ({
        ...name,
        outcome: 'not-revoked',
        failure: refused(id, undefined, error),
      }));
    }
  };

  /** Only what was asked with: the account may have other tokens by now. */
  const mark = async (
    { id, secretsVersion }: TakenTokens,
    patch: RecordPatch,
    { signal }: Operation,
  ): Promise<void> => {
    const marked = (now: { readonly secretsVersion: number }) =>
      now.secretsVersion === secretsVersion ? { patch } : undefined;
    // The provider will not give them back: where the disk refuses, the row says so, and the save is tried again.
    await vault.change(id, marked, { signal, onFailure: 'keep' }).then(
      () => vault.setProblem(id, undefined),
      () => {},
    );
  };

  const revoke = async (id: string, operation: Operation): Promise<RevocationView> => {
    const tokens = await untilAborted(open(id), operation.signal);
    const view = await ask(tokens, operationHttp(deps.http, operation)).catch((error): RevocationView => {
      const failure = refused(id, tokens.provider.id, error);
      return { account: tokens.label, provider: shownNameOf(tokens.provider), outcome: 'not-revoked', failure };
    });
    if (view.outcome === 'revoked') await mark(tokens, allEnded(clock.now()), operation);
    if (view.outcome === 'partly') await mark(tokens, renewalEnded, operation);
    return view;
  };

  return {
    isOffered: account => {
      const provider = deps.providers.find(({ id }) => id === account.record?.provider);
      return provider !== undefined && offersRevocation(provider, account);
    },
    take,
    takeNewest: async id => {
      await renewed(id);
      return take(id);
    },
    send,
    revoke: async id => {
      await renewed(id);
      return operations.run('revocation', [id], operation => revoke(id, operation)).finally(deps.scheduler.plan);
    },
  };
};

/** With how long the provider asks to wait, for whoever wants to ask it once more. */
const failureOf = (error: unknown): Failure => {
  const waitMs = error instanceof DockpassError ? error.retryAfterMs : undefined;
  return { ...toFailure(error), ...(waitMs !== undefined && { waitSeconds: Math.ceil(waitMs / secondMs) }) };
};

/** Its tokens are worth nothing any more. What was typed stays, for the next sign-in. */
const allEnded = (now: number): RecordPatch => ({
  needsSignIn: true,
  life: { kind: 'until', issuedAt: now, expiresAt: now },
  renewingSince: undefined,
  warning: { code: 'needs-sign-in', reason: 'revoked' },
});

/** It gets no new token. The one it has is kept: it may still work. */
const renewalEnded: RecordPatch = {
  needsSignIn: true,
  renewingSince: undefined,
  warning: { code: 'needs-sign-in', reason: 'partly-revoked' },
};
