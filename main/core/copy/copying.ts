import type { AccountView } from '../../../preload/contract/account-view.ts';
import type { ClipboardView } from '../../../preload/contract/clipboard-view.ts';
import { type CopyFormat, tokenFormat } from '../../../preload/contract/copy-formats.ts';
import type { Failure } from '../../../preload/contract/errors.ts';
import { type inEnglish, text } from '../../text/text.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError } from '../base/errors.ts';
import { type Operation, type Operations, untilAborted } from '../base/operations.ts';
import { Secret } from '../base/secret.ts';
import type { CopyFormatEntry, CopySource } from '../formats/copy-formats.ts';
import { wantsFreshToken } from '../formats/fetch-on-copy.ts';
import { copiedWords, formatOf, qrWords } from '../formats/format-copy.ts';
import type { Formats } from '../formats/own-formats.ts';
import { fillRecord, providerOfRecord } from '../oauth/filled-form.ts';
import type { Endpoint, Environment, Provider, Values } from '../oauth/provider.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { SecretWindow, Signals } from '../ports/desktop.ts';
import type { Clock } from '../ports/time.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';
import type { Vault } from '../vault/vault.ts';
import type { ClipboardGuard } from './clipboard-guard.ts';

/** What copying works with. */
interface CopyingDeps {
  readonly vault: Vault;
  readonly providers: readonly Provider[];
  readonly formats: Formats;
  readonly scheduler: RenewalScheduler;
  readonly clipboardGuard: ClipboardGuard;
  readonly secretWindow: SecretWindow;
  readonly signals: Pick<Signals, 'isOnline'>;
  readonly clock: Clock;
  readonly operations: Pick<Operations, 'run'>;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly settings: Pick<SettingsStore, 'read'>;
  /** Notices a clock that was set: what looks alive may not be. */
  readonly checkClock: () => void;
}

export interface Copying {
  /** Copies in main: no secret leaves it. Throws needs-sign-in for a token past its end, and what opening throws. */
  readonly copy: (id: string, format: CopyFormat, endpoint: number) => Promise<ClipboardView>;
  /** Shows the token in a small window of main's own for 20 s. */
  readonly show: (id: string) => Promise<void>;
  /** The same window with a QR code of what a copy in this format is. Throws what `copy` throws, and bad-input. */
  readonly showQr: (id: string, format: CopyFormat) => Promise<void>;
  /** The same text as a copy, for whoever runs the operation to hand over. Throws what `copy` throws. */
  readonly make: (wanted: Wanted, operation: Operation) => Promise<Made>;
}

/** What is asked for: `minValidMs` is how long the token has to be good for at least, where it can be fetched anew. */
interface Wanted {
  readonly id: string;
  readonly format: CopyFormat;
  readonly endpoint: number;
  readonly minValidMs: number;
}
/** A text of an account, and what it was made of. */
interface Made {
  readonly text: Secret;
  readonly format: CopyFormatEntry;
  readonly provider: Provider;
  readonly source: CopySource;
  /** A fresh token could not be had in time, so that it is made of an older one. */
  readonly older: boolean;
}

const showForMs = 20_000;
/** A copy waits this long for a fresh token, then gives the one there is. */
const freshWaitMs = 3000;
/** A token that came just now is as fresh as they get, however short its life is. */
const justCameMs = 30_000;

/** Endpoints that an account can be given, the usual one first. */
export const endpointsOf = (provider: Provider, record: AccountRecord): readonly Endpoint[] =>
  provider
    .endpoints(record.values)
    .filter(one => one.needsOrganization !== true || record.organizationId !== undefined);

/** The one that commands are made for: the first that a GET with a token is meant for. */
export const usualEndpoint = (endpoints: readonly Endpoint[]): Endpoint | undefined =>
  endpoints.find(one => one.addressOnly !== true);

const noSecrets: Pick<AccountSecrets, 'fields'> & { readonly accessToken?: AccountSecrets['accessToken'] } = {
  fields: {},
};

export const createCopying = (deps: CopyingDeps): Copying => {
  const { vault, clipboardGuard, clock, scheduler, signals, operations } = deps;

  const presentRecord = (id: string): AccountRecord => {
    const record = vault.record(id);
    if (record.removedAt !== undefined) throw new DockpassError('record-unreadable');
    return record;
  };

  const isOver = (id: string): boolean => {
    const { life } = presentRecord(id);
    return life.kind === 'until' && life.expiresAt <= clock.now();
  };

  /** It ends sooner than it is wanted for, and did not come just now. */
  const isTooShort = (id: string, minValidMs: number): boolean => {
    const { life } = presentRecord(id);
    if (life.kind !== 'until' || life.expiresAt - clock.now() >= minValidMs) return false;
    return life.issuedAt + justCameMs <= clock.now() || life.issuedAt > clock.now();
  };

  /** A token past its end is never given: it is renewed first where that can be, and otherwise refused. */
  const livingSecrets = async (
    { id, minValidMs }: Pick<Wanted, 'id' | 'minValidMs'>,
    { signal }: Operation,
  ): Promise<{ readonly secrets: AccountSecrets; readonly older: boolean }> => {
    deps.checkClock();
    const record = presentRecord(id);
    const opened = (): Promise<AccountSecrets> => untilAborted(vault.open(id), signal);
    const isRenewable = record.canRenew && !record.needsSignIn;
    if (minValidMs > 0 && isTooShort(id, minValidMs)) {
      if (!isRenewable) throw new DockpassError('needs-sign-in', { reason: 'expired' });
      if (!signals.isOnline()) throw new DockpassError('offline', { reason: 'expired' });
      await untilAborted(scheduler.renew(id), signal);
      if (!isOver(id)) return { secrets: await opened(), older: false };
    }
    const wanted = isRenewable && !isOver(id) && wantsFreshToken(record, clock.now());
    const older = wanted && !(signals.isOnline() && (await untilAborted(renewedInTime(id), signal)));
    // Also one that ran out while a fresh one was waited for.
    if (!isOver(id)) return { secrets: await opened(), older };
    if (!isRenewable) throw new DockpassError('needs-sign-in', { reason: 'expired' });
    if (!signals.isOnline()) throw new DockpassError('offline', { reason: 'expired' });
    await untilAborted(scheduler.renew(id), signal);
    // An answer that was on its way before this computer slept may have run out, too.
    if (isOver(id)) await untilAborted(scheduler.renew(id), signal);
    return { secrets: await opened(), older: false };
  };

  const renewedInTime = (id: string): Promise<boolean> =>
    new Promise(resolve => {
      const cancel = clock.alarm(clock.now() + freshWaitMs, () => resolve(false));
      const resolveWith = (fresh: boolean) => (): void => {
        cancel();
        resolve(fresh);
      };
      scheduler.renew(id).then(resolveWith(true), resolveWith(false));
    });

  /** What names an address is refused for a record that was edited to another one; a token alone goes nowhere. */
  const addressOf = (provider: Provider, record: AccountRecord, endpoint: number | 'usual'): string => {
    const { environment } = fillRecord(provider, record, {});
    const all = endpointsOf(provider, record);
    const chosen = endpoint === 'usual' ? usualEndpoint(all) : all[endpoint];
    if (chosen === undefined) throw new DockpassError('bad-input', { field: 'endpoint' });
    return chosen.url(environment, record.organizationId);
  };

  const make: Copying['make'] = async (wanted, operation) => {
    const { id, format, endpoint } = wanted;
    const provider = providerOfRecord(deps.providers, presentRecord(id));
    const entry = formatOf(deps.formats, format);
    const { needs = [], isPublic } = entry;
    const asked = needs.includes('address') ? endpoint : needs.includes('command') ? 'usual' : undefined;
    const endpointUrl = asked === undefined ? undefined : addressOf(provider, presentRecord(id), asked);
    const { secrets, older } =
      isPublic === true ? { secrets: noSecrets, older: false } : await livingSecrets(wanted, operation);
    const source = sourceOf(provider, presentRecord(id), secrets, endpointUrl);
    return { text: entry.write(source), format: entry, provider, source, older };
  };

  const copy = async (
    id: string,
    format: CopyFormat,
    endpoint: number,
    operation: Operation,
  ): Promise<ClipboardView> => {
    const made = await make({ id, format, endpoint, minValidMs: 0 }, operation);
    const record = presentRecord(id);
    const { environment, notProduction } = viewEnvironment(made.provider, record);
    const note = noteOf(record);
    const notice = {
      accountId: id,
      text: copiedWords(made.format, made.source),
      ...(environment !== undefined && { environment }),
      ...(notProduction && { notProduction }),
      ...(note !== undefined && { note }),
      ...(made.older && record.life.kind === 'until' && { olderUntilAt: record.life.expiresAt }),
    };
    const view = await clipboardGuard.copy(made.text, notice, operation.signal);
    deps.events.tell({ kind: 'copied', account: id, format });
    vault.changeSoon(id, { lastCopiedAt: clock.now() });
    scheduler.plan();
    return view;
  };

  const show = async (id: string, operation: Operation): Promise<void> => {
    const { secrets } = await livingSecrets({ id, minValidMs: 0 }, operation);
    const record = presentRecord(id);
    const source = sourceOf(providerOfRecord(deps.providers, record), record, secrets, undefined);
    const value = formatOf(deps.formats, tokenFormat).write(source);
    operation.signal.throwIfAborted();
    await deps.secretWindow.show({ title: record.label, value, forMs: showForMs });
  };

  /** Only the access token leaves this way, and only where neither the person nor their organization forbids it. */
  const nameAsQr = (format: CopyFormat): string => {
    const asQr = qrWords(formatOf(deps.formats, format));
    if (asQr === undefined) throw new DockpassError('bad-input', { field: 'format' });
    if (!deps.settings.read().qrCodes) throw new DockpassError('bad-input', { field: 'setting', reason: 'fixed' });
    return asQr;
  };

  const showQr = async (id: string, format: CopyFormat, operation: Operation): Promise<void> => {
    nameAsQr(format);
    const { text: value } = await make({ id, format, endpoint: 0, minValidMs: 0 }, operation);
    operation.signal.throwIfAborted();
    const shown = { title: presentRecord(id).label, value, forMs: showForMs, asQr: nameAsQr(format) };
    await deps.secretWindow.show(shown);
    deps.events.tell({ kind: 'shown-as-qr', account: id, format });
  };

  return {
    copy: (id, format, endpoint) => operations.run('copy', [id], operation => copy(id, format, endpoint, operation)),
    show: id => operations.run('copy', [id], operation => show(id, operation)),
    showQr: (id, format) => operations.run('copy', [id], operation => showQr(id, format, operation)),
    make,
  };
};

/** What the formats of an account are made of. */
const sourceOf = (
  provider: Provider,
  record: AccountRecord,
  secrets: typeof noSecrets,
  endpointUrl: string | undefined,
): CopySource => ({
  providerId: provider.id,
  providerName: provider.name,
  accountName: record.label,
  scheme: provider.scheme?.(record.values) ?? 'Bearer',
  accessToken: secrets.accessToken ?? new Secret(''),
  keys: { ...asSecrets(record.values), ...secrets.fields },
  ...(endpointUrl !== undefined && { endpointUrl }),
  ...(provider.commands !== undefined && { command: provider.commands }),
  ...(record.organizationId !== undefined && { organizationId: record.organizationId }),
  ...(record.life.kind === 'until' && { expiresAt: record.life.expiresAt }),
});

const asSecrets = (values: Values): Readonly<Record<string, Secret>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, new Secret(value)]));

/** The environment in words, and whether it is production, where the provider has more than one. */
export const viewEnvironment = (
  provider: Provider,
  record: AccountRecord,
  say: typeof inEnglish = text,
): Pick<AccountView, 'environment' | 'environmentKind' | 'notProduction'> => {
  if (provider.environments.length < 2) return {};
  const found: Environment | undefined = provider.environments.find(one => one.id === record.environment);
  return {
    environment: found === undefined ? record.environment : say(found.label),
    ...(found?.kind !== undefined && { environmentKind: say(found.kind) }),
    ...(found?.isProduction !== true && { notProduction: true }),
  };
};

/** Said beside a copy: the token still works, but nobody can renew it any more. */
const noteOf = (record: AccountRecord): Failure | undefined =>
  record.needsSignIn ? { code: 'needs-sign-in' } : undefined;
