import type { ConnectForm, ConnectView } from '../../../preload/contract/connect-form.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { createSingleFlight } from '../base/keyed-queue.ts';
import { tidyLabel, uniqueLabel } from '../base/labels.ts';
import { environmentOf, fillForm, fillRecord, providerOf, providerOfRecord } from '../oauth/filled-form.ts';
import { isSealedFor } from '../oauth/origins.ts';
import { type FilledForm, type Identity, opensWindow, type Provider } from '../oauth/provider.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { ActiveSealer } from '../ports/storage.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import { type SignInDeps, signIn } from '../sign-in/sign-in.ts';
import type { KeptSessions } from '../sign-in/sign-in-ports.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';
import type { Vault } from '../vault/vault.ts';
import { asksOtherwise, asksOwnHostsOnly, foundValues, isComplete, staleSecret } from './changed-details.ts';
import { freshRecord, identified, keptSecrets, secretsOf, withoutSignIn } from './fresh-record.ts';

/** What connecting works with. */
interface ConnectDeps extends SignInDeps {
  readonly vault: Vault;
  readonly sealer: ActiveSealer;
  readonly providers: readonly Provider[];
  readonly scheduler: RenewalScheduler;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly sessions: KeptSessions;
  readonly enqueue: <T>(id: string, work: () => Promise<T>) => Promise<T>;
  /** This computer's clock minus that of these origins, ms, where it is known. */
  readonly skewOf: (origins: readonly string[]) => number | undefined;
}

/** Connecting an account, again or for the first time. All resolve once the tokens are on disk. */
export interface Connect {
  readonly connect: (form: ConnectForm) => Promise<ConnectView>;
  readonly reconnect: (id: string) => Promise<ConnectView>;
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
  const { vault, providers, clock, random, events } = deps;
  // One window and one outcome for a key: pressing Connect twice must not make two accounts of one answer.
  const flight = createSingleFlight<ConnectView>();
  const oneAtATime = (
    key: string,
    about: { readonly account: string } | { readonly provider: string },
    work: () => Promise<ConnectView>,
  ): Promise<ConnectView> => {
    deps.browser.toFront(key);
    const failed = (error: unknown): never => {
      const { code } = toFailure(error);
      if (code !== 'cancelled') events.tell({ kind: 'not-connected', ...about, code });
      throw error;
    };
    return flight(key, () => work().catch(failed));
  };

  const prepared = async (provider: Provider, filled: FilledForm): Promise<FilledForm> =>
    provider.prepare === undefined ? filled : provider.prepare(filled, { http: deps.http, now: clock.now });

  const sessionOnly = async (): Promise<boolean> => (await deps.sealer.state()) === 'session-only';

  /** Saved first, looked up after: a failed look-up never loses the token. */
  const keep = async (id: string, make: () => AccountRecord, secrets: AccountSecrets): Promise<ConnectView> => {
    // The plan also tries a failed save again.
    const record = await deps
      .enqueue(id, async () => {
        const made = make();
        await vault.save(made, secrets);
        return made;
      })
      .finally(deps.scheduler.plan);
    const note = await lookUp(record.id).then(
      () => undefined,
      error => toFailure(error),
    );
    if (note !== undefined) vault.setProblem(record.id, { ...note, ofCheck: true });
    // Only now the provider may have named it.
    events.tell({ kind: 'connected', account: record.id, provider: record.provider });
    return { accountId: record.id, label: vault.record(record.id).label, ...(note !== undefined && { note }) };
  };

  const lookUp = async (id: string): Promise<Identity | undefined> => {
    const record = vault.record(id);
    const provider = providerOfRecord(providers, record);
    const { accessToken, fields } = await vault.open(id);
    const filled = fillRecord(provider, record, fields);
    const found = await provider.identify?.(filled, accessToken, { http: deps.http, now: clock.now });
    if (found === undefined) return undefined;
    await deps.enqueue(id, () => vault.save(identified(vault.record(id), found, vault.labelsExcept(id))));
    // What was read is kept by now.
    if (found.incomplete !== undefined) throw found.incomplete;
    return found;
  };

  const connect = async (form: ConnectForm): Promise<ConnectView> => {
    const provider = providerOf(providers, form.provider);
    const typedIn = fillForm(provider, form);
    const key = `new:${provider.id}:${typedIn.environment.id}:${JSON.stringify(typedIn.values)}`;
    return oneAtATime(key, { provider: provider.id }, async () => {
      const filled = await prepared(provider, typedIn);
      const signedIn = await signIn(provider, filled, { key, sessionOnly: await sessionOnly() }, deps);
      const id = random.token(12);
      const typed = tidyLabel(form.accountName);
      const record: AccountRecord = {
        ...freshRecord(id, provider, filled, signedIn, deps),
        label: uniqueLabel(typed || tidyLabel(signedIn.user ?? '') || provider.name, vault.labelsExcept(id)),
        labelBy: typed === '' ? 'provider' : 'person',
      };
      return keep(id, () => record, secretsOf(provider, filled, signedIn));
    });
  };

  const signInAgain = async (
    key: string,
    record: AccountRecord,
    provider: Provider,
    typedIn: FilledForm,
    typedNow: readonly string[],
    rename: (now: AccountRecord) => AccountRecord = now => now,
  ): Promise<ConnectView> => {
    const filled = await prepared(provider, typedIn);
    // Discovery may name another address by now.
    if (staleSecret(provider, record, filled, typedNow) !== undefined)
      throw new DockpassError('needs-details', { reason: 'other-address' });
    const { keptSession } = record;
    const place = { key, sessionOnly: await sessionOnly(), ...(keptSession !== undefined && { keptSession }) };
    const signedIn = await signIn(provider, filled, place, deps);
    const fresh = freshRecord(record.id, provider, filled, signedIn, deps);
    const { organizations: _none, createdAt: _now, pinned: _unpinned, ...changed } = fresh;
    // As the account is by then: it may have been given another name while the window was open.
    const next = (): AccountRecord => ({
      ...withoutSignIn(rename(vault.get(record.id)?.record ?? record)),
      ...changed,
    });
    const view = await keep(record.id, next, secretsOf(provider, filled, signedIn));
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
      if (isSealedFor(provider, record, bare)) return (await vault.open(record.id)).fields;
      throw new DockpassError('record-unreadable', { reason: 'edited' });
    } catch (error) {
      if (asksOwnHostsOnly(provider, bare)) return {};
      // Only the seal tells that a typed address is still the one a person typed: without it, nobody is sent there.
      throw isGone(error) ? new DockpassError('record-unreadable', { reason: 'typed-addresses' }) : error;
    }
  };

  const reconnect = async (id: string): Promise<ConnectView> => {
    const record = vault.record(id);
    const provider = providerOfRecord(providers, record);
    const environment = environmentOf(provider, record.environment, record.values);
    const bare: FilledForm = { environment, values: record.values, secrets: {} };
    const secrets = await keptFor(provider, record, bare);
    if (provider.renewedByTyping === true) throw new DockpassError('needs-details', { reason: 'another-token' });
    const form = { provider: provider.id, environment: record.environment, accountName: '', values: record.values };
    const filled = isComplete(provider, form, secrets);
    // Through the provider's own pages the rest can be typed; a request alone needs everything.
    if (!filled && !opensWindow(provider, bare.values)) throw new DockpassError('needs-details');
    return oneAtATime(id, { account: id }, () => signInAgain(id, record, provider, { ...bare, secrets }, []));
  };

  const edit = async (id: string, form: ConnectForm): Promise<ConnectView> => {
    const record = vault.record(id);
    const provider = providerOfRecord(providers, record);
    const secrets = await vault.open(id).catch(error => {
      if (!isGone(error)) throw error;
    });
    const filled = fillForm(provider, form, secrets?.fields);
    if (secrets === undefined && !asksOwnHostsOnly(provider, filled)) {
      throw new DockpassError('record-unreadable', { reason: 'typed-addresses' });
    }
    const typedNow = provider.fields.filter(one => one.kind === 'secret' && form.values[one.name]).map(one => one.name);
    // Secrets typed for one origin are not sent to another: they are asked for again.
    const stale = staleSecret(provider, record, filled, typedNow);
    if (stale !== undefined) throw new DockpassError('bad-input', { field: stale, reason: 'other-address' });
    const typed = tidyLabel(form.accountName);
    // A name given elsewhere meanwhile is the newer one and stays.
    const rename = (now: AccountRecord): AccountRecord =>
      typed === '' || now.label !== record.label
        ? now
        : { ...now, label: uniqueLabel(typed, vault.labelsExcept(id)), labelBy: 'person' };
    const asksAnew = form.environment !== record.environment || asksOtherwise(provider, filled.values, record.values);
    // New keys or a new password are tried at once, where that takes no window.
    const newSecret = !opensWindow(provider, filled.values) && typedNow.length > 0;
    // A sign-in of its own: what another one is just asking for is not what was typed here.
    const key = `edit:${id}`;
    if (asksAnew || newSecret || secrets === undefined)
      return oneAtATime(key, { account: id }, () => signInAgain(key, record, provider, filled, typedNow, rename));
    await deps.enqueue(id, async () => {
      // In its turn, and with the tokens of then: a renewal may just have brought others.
      const now = vault.record(id);
      const tokens = await vault.open(id);
      const next = {
        ...rename(now),
        values: { ...foundValues(provider, now.values), ...filled.values },
        secretsKept: Object.keys(keptSecrets(provider, filled)),
        canRenew: provider.canRenew(filled, tokens),
      };
      await vault.save(next, { ...tokens, fields: keptSecrets(provider, filled) });
    });
    deps.scheduler.plan();
    return { accountId: id, label: vault.record(id).label };
  };

  const signOutEverywhere = async (id: string): Promise<void> => {
    const record = vault.record(id);
    const provider = providerOfRecord(providers, record);
    const { accessToken, fields } = await vault.open(id);
    const at = { http: deps.http, now: clock.now };
    await provider.signOutEverywhere?.(fillRecord(provider, record, fields), accessToken, at);
  };

  const signInAsSomeoneElse = async (id: string): Promise<ConnectView> => {
    const { keptSession, ...record } = vault.record(id);
    if (keptSession !== undefined) {
      await deps.sessions.forget(keptSession);
      await deps.enqueue(id, () => vault.save(record));
    }
    return reconnect(id);
  };

  return { connect, reconnect, edit, lookUp, signInAsSomeoneElse, signOutEverywhere };
};

/** Wiped at the end of a shift, or not to be opened: trying again cannot help, but typing everything once more can. */
const isGone = (error: unknown): boolean => ['needs-sign-in', 'record-unreadable'].includes(toFailure(error).code);
