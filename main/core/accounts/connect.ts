import type { ConnectForm, ConnectView } from '../../../preload/contract/connect-form.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { createSingleFlight } from '../base/keyed-queue.ts';
import { tidyLabel } from '../base/labels.ts';
import { type Operation, type Operations, untilAborted } from '../base/operations.ts';
import {
  asksOtherwise,
  environmentOf,
  fillForm,
  fillRecord,
  providerOf,
  providerOfRecord,
} from '../oauth/filled-form.ts';
import { operationHttp } from '../oauth/operation-http.ts';
import { isSealedFor, type SealedAddresses } from '../oauth/origins.ts';
import { type FilledForm, type Identity, opensWindow, type Provider, type ProviderPorts } from '../oauth/provider.ts';
import { shownNameOf } from '../oauth/shown-name.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { ActiveSealer } from '../ports/storage.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import { type SignInDeps, signIn } from '../sign-in/sign-in.ts';
import type { KeptSessions } from '../sign-in/sign-in-ports.ts';
import { type AccountChange, type RecordPatch, withoutSignIn } from '../vault/account-change.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';
import type { Vault } from '../vault/vault.ts';
import { asksOwnHostsOnly, foundValues, isComplete, staleSecret } from './changed-details.ts';
import { freshRecord, identified, keptSecrets, secretsOf, signInFacts } from './fresh-record.ts';

/** What connecting works with. */
interface ConnectDeps extends SignInDeps {
  readonly vault: Vault;
  readonly sealer: ActiveSealer;
  readonly providers: readonly Provider[];
  readonly scheduler: RenewalScheduler;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly sessions: KeptSessions;
  readonly operations: Operations;
  /** This computer's clock minus that of these origins, ms, where it is known. */
  readonly skewOf: (origins: readonly string[]) => number | undefined;
}

/** Connecting an account, again or for the first time. All resolve once the tokens are on disk. */
export interface Connect {
  readonly connect: (form: ConnectForm) => Promise<ConnectView>;
  readonly reconnect: (id: string) => Promise<ConnectView>;
  /** Brings the last sign-in of that account, or at that provider for a new one, to the front. */
  readonly showSignIn: (id: string) => void;
  /** Ends it as cancelled. One that was answered goes on: its token would be lost. */
  readonly stopSignIn: (id: string) => void;
  /** New details: signs in again when they change what the provider was asked for; a cancelled sign-in changes nothing. */
  readonly edit: (id: string, form: ConnectForm) => Promise<ConnectView>;
  /**
   * Asks the provider whose token it is, and keeps name and organizations. Undefined where nobody can be asked.
   * Throws what the look-up throws.
   */
  readonly lookUp: (id: string) => Promise<Identity | undefined>;
  /** Forgets who is signed in at the provider's page on this computer, and signs in anew. */
  readonly signInAsSomeoneElse: (id: string) => Promise<ConnectView>;
  /** Has the provider end every session of this user. Throws what that call throws. */
  readonly signOutEverywhere: (id: string) => Promise<void>;
}

export const createConnect = (deps: ConnectDeps): Connect => {
  const { vault, providers, clock, random, events, operations } = deps;
  // One window and one outcome for a key: pressing Connect twice must not make two accounts of one answer.
  const flight = createSingleFlight<ConnectView>();
  /** The sign-ins under way, in the order in which they began. */
  const underWay = new Set<{ readonly key: string; readonly of: string; readonly operation: Operation }>();
  const lastOf = (id: string) => [...underWay].findLast(({ of }) => of === id);
  const oneAtATime = (
    key: string,
    about: { readonly account: string } | { readonly provider: string },
    work: (operation: Operation) => Promise<ConnectView>,
  ): Promise<ConnectView> => {
    deps.browser.toFront(key);
    const failed = (error: unknown): never => {
      const { code } = toFailure(error);
      if (code !== 'cancelled' && code !== 'busy') events.tell({ kind: 'not-connected', ...about, code });
      throw error;
    };
    const accounts = 'account' in about ? [about.account] : [];
    const listed = (operation: Operation): Promise<ConnectView> => {
      const one = { key, of: 'account' in about ? about.account : about.provider, operation };
      underWay.add(one);
      return work(operation).finally(() => underWay.delete(one));
    };
    return flight(key, () => operations.run('sign-in', accounts, listed).catch(failed));
  };

  const portsOf = (operation: Operation): ProviderPorts => ({
    http: operationHttp(deps.http, operation),
    now: clock.now,
  });
  const prepared = async (provider: Provider, filled: FilledForm, operation: Operation): Promise<FilledForm> =>
    provider.prepare === undefined ? filled : provider.prepare(filled, portsOf(operation));

  /** A keychain may never answer: a sign-in that nobody wants any more does not wait for it. */
  const sessionOnly = async ({ signal }: Operation): Promise<boolean> =>
    (await untilAborted(deps.sealer.state(), signal)) === 'session-only';
  const requireKept = (before: string, { signal }: Operation): Promise<void> =>
    untilAborted(deps.sealer.requireKept(before), signal);

  /**
   * Whose token it is, asked while it is saved: the request takes nothing but the token, and the disk keeps us waiting
   * anyway. The answer is kept, and told, once the token is on disk; a failed look-up never loses the token.
   */
  const keep = async (
    asking: Promise<Identity | undefined>,
    saving: Promise<AccountRecord | undefined>,
    operation: Operation,
  ): Promise<ConnectView> => {
    // Nobody waits for the answer where the save fails.
    asking.catch(() => {});
    // The plan also tries a failed save again.
    const record = await saving.finally(deps.scheduler.plan);
    if (record === undefined) throw new DockpassError('cancelled');
    const { id } = record;
    const note = await keepIdentity(id, vault.get(id)?.secretsVersion, asking, operation).then(
      () => undefined,
      error => toFailure(error),
    );
    operation.signal.throwIfAborted();
    if (note !== undefined) vault.setProblem(id, { ...note, ofCheck: true });
    // Only now the provider may have named it.
    events.tell({ kind: 'connected', account: id, provider: record.provider });
    return { accountId: id, label: vault.record(id).label, ...(note !== undefined && { note }) };
  };

  /** Asks the provider whose token this is. Undefined where nobody can be asked. */
  const ask = async (
    record: SealedAddresses & Pick<AccountRecord, 'provider'>,
    { accessToken, fields }: AccountSecrets,
    operation: Operation,
  ): Promise<Identity | undefined> => {
    const provider = providerOfRecord(providers, record);
    return provider.identify?.(fillRecord(provider, record, fields), accessToken, portsOf(operation));
  };

  /** The answer is about the token that was `asked` with, and about no other that came meanwhile. */
  const keepIdentity = async (
    id: string,
    asked: number | undefined,
    asking: Promise<Identity | undefined>,
    operation: Operation,
  ): Promise<Identity | undefined> => {
    const found = await asking;
    if (found === undefined) return undefined;
    const named = (now: { readonly record: AccountRecord; readonly secretsVersion: number }) =>
      now.secretsVersion === asked ? { patch: identified(now.record, found) } : undefined;
    await vault.change(id, named, operation);
    // What was read is kept by now.
    if (found.incomplete !== undefined) throw found.incomplete;
    return { ...found, organizations: vault.record(id).organizations };
  };

  const lookUp = (id: string): Promise<Identity | undefined> =>
    operations.run('look-up', [id], async operation => {
      const record = vault.record(id);
      const asked = vault.get(id)?.secretsVersion;
      const secrets = await untilAborted(vault.open(id), operation.signal);
      return keepIdentity(id, asked, ask(record, secrets, operation), operation);
    });

  const connect = async (form: ConnectForm): Promise<ConnectView> => {
    const provider = providerOf(providers, form.provider);
    const typedIn = fillForm(provider, form);
    const key = `new:${provider.id}:${typedIn.environment.id}:${JSON.stringify(typedIn.values)}`;
    return oneAtATime(key, { provider: provider.id }, async operation => {
      await requireKept('', operation);
      const filled = await prepared(provider, typedIn, operation);
      const place = { key, of: provider.id, sessionOnly: await sessionOnly(operation) };
      const signedIn = await signIn(provider, filled, place, operation, deps);
      const id = random.token(12);
      const typed = tidyLabel(form.accountName);
      const fresh = freshRecord(id, provider, filled, signedIn, deps);
      const secrets = secretsOf(provider, filled, signedIn);
      const make = (): { readonly record: AccountRecord; readonly secrets: AccountSecrets } => ({
        record: {
          ...fresh,
          label: typed || tidyLabel(signedIn.user ?? '') || shownNameOf(provider),
          labelBy: typed === '' ? 'provider' : 'person',
        },
        secrets,
      });
      return keep(ask(fresh, secrets, operation), vault.add(id, make, operation), operation);
    });
  };

  const signInAgain = async (again: SignInAgain, operation: Operation): Promise<ConnectView> => {
    const { key, record, provider, typedNow, renamed } = again;
    await requireKept(record.sealed, operation);
    const filled = await prepared(provider, again.filled, operation);
    // Discovery may name another address by now.
    if (staleSecret(provider, record, filled, typedNow) !== undefined)
      throw new DockpassError('needs-details', { reason: 'other-address' });
    const keptSession = vault.get(record.id)?.record?.keptSession;
    const place = {
      key,
      of: record.id,
      sessionOnly: await sessionOnly(operation),
      ...(keptSession !== undefined && { keptSession }),
    };
    const signedIn = await signIn(provider, filled, place, operation, deps);
    const facts = signInFacts(provider, filled, signedIn, deps);
    const secrets = secretsOf(provider, filled, signedIn);
    // As the account is by then: it may have been given another name while the window was open.
    const next = (now: { readonly record: AccountRecord }): AccountChange => ({
      patch: { ...withoutSignIn, ...facts, ...renamed?.(now.record) },
      secrets,
    });
    const view = await keep(ask(facts, secrets, operation), vault.change(record.id, next, operation), operation);
    if (keptSession !== undefined && signedIn.keptSession !== keptSession) await deps.sessions.forget(keptSession);
    return view;
  };

  /** What cannot be opened, or was sealed for another origin, is not sent: signing in at the provider works without it. */
  const keptFor = async (
    provider: Provider,
    record: AccountRecord,
    bare: FilledForm,
  ): Promise<FilledForm['secrets']> => {
    try {
      if (isSealedFor(provider, record, bare)) return (await openedFor(record.id)).fields;
      throw new DockpassError('record-unreadable', { reason: 'edited' });
    } catch (error) {
      // Nobody wants this sign-in any more.
      if (['cancelled', 'busy'].includes(toFailure(error).code)) throw error;
      if (asksOwnHostsOnly(provider, bare) || (await vault.hasConfirmedAddresses(record.id))) return {};
      // Only the seal tells that a typed address is still the one a person typed: without it, nobody is sent there.
      throw isGone(error) ? new DockpassError('record-unreadable', { reason: 'typed-addresses' }) : error;
    }
  };

  /** Once nobody else may change the account: what somebody typed while it was being opened is newer. */
  const requireAsRead = ({ record: { id }, secretsVersion }: Pick<SignInAgain, 'record' | 'secretsVersion'>): void => {
    if (vault.get(id)?.secretsVersion !== secretsVersion) throw new DockpassError('busy', { reason: 'edit' });
  };

  const reconnect = async (id: string): Promise<ConnectView> => {
    const again = await detailsOf(id, id);
    return oneAtATime(id, { account: id }, async operation => {
      requireAsRead(again);
      return signInAgain(again, operation);
    });
  };

  /** Secrets that are opened for a sign-in to come: an end of the shift meanwhile ends that, too. */
  const openedFor = (id: string): Promise<AccountSecrets> =>
    operations.run('look-up', [id], async ({ signal }) => {
      const secrets = await untilAborted(vault.open(id), signal);
      signal.throwIfAborted();
      return secrets;
    });

  /** What signing in once more takes. Throws needs-details where that is not all here. */
  const detailsOf = async (id: string, key: string): Promise<SignInAgain> => {
    const record = vault.record(id);
    const secretsVersion = vault.get(id)?.secretsVersion;
    const provider = providerOfRecord(providers, record);
    const environment = environmentOf(provider, record.environment, record.values);
    const bare: FilledForm = { environment, values: record.values, secrets: {} };
    const secrets = await keptFor(provider, record, bare);
    if (provider.renewedByTyping === true) throw new DockpassError('needs-details', { reason: 'another-token' });
    // A list brings no secrets, and whether this account has any that may be left out, only the person knows.
    if (record.awaitsFirstSignIn === true) throw new DockpassError('needs-details');
    const form = { provider: provider.id, environment: record.environment, accountName: '', values: record.values };
    const filled = isComplete(provider, form, secrets);
    // Through the provider's own pages the rest can be typed; a request alone needs everything.
    if (!filled && !opensWindow(provider, bare.values)) throw new DockpassError('needs-details');
    return { key, record, secretsVersion, provider, filled: { ...bare, secrets }, typedNow: [] };
  };

  const edit = async (id: string, form: ConnectForm): Promise<ConnectView> => {
    const record = vault.record(id);
    const secretsVersion = vault.get(id)?.secretsVersion;
    const provider = providerOfRecord(providers, record);
    const secrets = await openedFor(id).catch(error => {
      if (!isGone(error)) throw error;
    });
    const filled = fillForm(provider, form, secrets?.fields);
    const isSafe = secrets !== undefined || asksOwnHostsOnly(provider, filled);
    if (!isSafe && !(await vault.hasConfirmedAddresses(id))) {
      throw new DockpassError('record-unreadable', { reason: 'typed-addresses' });
    }
    const typedNow = provider.fields.filter(one => one.kind === 'secret' && form.values[one.name]).map(one => one.name);
    // Secrets typed for one origin are not sent to another: they are asked for again.
    const stale = staleSecret(provider, record, filled, typedNow);
    if (stale !== undefined) throw new DockpassError('bad-input', { field: stale, reason: 'other-address' });
    const typed = tidyLabel(form.accountName);
    // A name given elsewhere meanwhile is the newer one and stays.
    const renamed = (now: AccountRecord): Pick<RecordPatch, 'label' | 'labelBy'> =>
      typed === '' || now.label !== record.label ? {} : { label: typed, labelBy: 'person' };
    const asksAnew = form.environment !== record.environment || asksOtherwise(provider, filled.values, record.values);
    // New keys or a new password are tried at once, where that takes no window.
    const newSecret = !opensWindow(provider, filled.values) && typedNow.length > 0;
    if (asksAnew || newSecret || secrets === undefined) {
      // A sign-in of its own: what another one is just asking for is not what was typed here.
      const key = `edit:${id}`;
      const again: SignInAgain = { key, record, secretsVersion, provider, filled, typedNow, renamed };
      return oneAtATime(key, { account: id }, async operation => {
        requireAsRead(again);
        return signInAgain(again, operation);
      });
    }
    await operations.run('edit', [id], async operation => {
      requireAsRead({ record, secretsVersion });
      await vault.change(
        id,
        async now => {
          // In its turn, and with the tokens of then: a renewal may just have brought others.
          const tokens = await now.open();
          const patch = {
            ...renamed(now.record),
            values: { ...foundValues(provider, now.record.values), ...filled.values },
            secretsKept: Object.keys(keptSecrets(provider, filled)),
            // Its refresh token may be in a file by now: only the end of its move says so.
            canRenew: now.record.moving !== true && provider.canRenew(filled, tokens),
          };
          return { patch, secrets: { ...tokens, fields: keptSecrets(provider, filled) } };
        },
        { signal: operation.signal, onFailure: 'undo' },
      );
    });
    deps.scheduler.plan();
    return { accountId: id, label: vault.record(id).label };
  };

  const signOutEverywhere = (id: string): Promise<void> =>
    operations.run('sign-out', [id], async operation => {
      const record = vault.record(id);
      const provider = providerOfRecord(providers, record);
      // No row offers it; without it nothing was signed out, and no sign-in is needed.
      if (provider.signOutEverywhere === undefined) throw new DockpassError('bad-input', { field: 'account' });
      const { accessToken, fields } = await untilAborted(vault.open(id), operation.signal);
      await provider.signOutEverywhere(fillRecord(provider, record, fields), accessToken, portsOf(operation));
    });

  const signInAsSomeoneElse = async (id: string): Promise<ConnectView> => {
    const key = `someone-else:${id}`;
    const again = await detailsOf(id, key);
    return oneAtATime(key, { account: id }, async operation => {
      requireAsRead(again);
      const { keptSession } = vault.record(id);
      if (keptSession !== undefined) {
        await deps.sessions.forget(keptSession);
        await vault.change(id, () => ({ patch: { keptSession: undefined } }), { signal: operation.signal });
      }
      return signInAgain(again, operation);
    });
  };

  return {
    connect,
    reconnect,
    showSignIn: id => {
      const last = lastOf(id);
      if (last !== undefined) deps.browser.toFront(last.key);
    },
    stopSignIn: id => {
      const last = lastOf(id)?.operation;
      operations.stop(one => one === last, new DockpassError('cancelled'));
    },
    edit,
    lookUp,
    signInAsSomeoneElse,
    signOutEverywhere,
  };
};

/** An account that signs in once more, with what is known or was typed. */
interface SignInAgain {
  readonly key: string;
  readonly record: AccountRecord;
  /** When the record was read. */
  readonly secretsVersion: number | undefined;
  readonly provider: Provider;
  readonly filled: FilledForm;
  /** Names of the secrets that were typed just now. */
  readonly typedNow: readonly string[];
  readonly renamed?: (now: AccountRecord) => Pick<RecordPatch, 'label' | 'labelBy'>;
}

/** Wiped at the end of a shift, or not to be opened: trying again cannot help, but typing everything once more can. */
const isGone = (error: unknown): boolean => ['needs-sign-in', 'record-unreadable'].includes(toFailure(error).code);
