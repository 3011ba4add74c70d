import type { AccountView, LifeView, RenewalView, RowAction } from '../../../preload/contract/account-view.ts';
import type { CopyFormat } from '../../../preload/contract/copy-formats.ts';
import type { ErrorCode, Failure } from '../../../preload/contract/errors.ts';
import type { KeepFailure } from '../../../preload/contract/programs/view.ts';
import type { FieldView, ProviderView, WhereToFind } from '../../../preload/contract/provider-view.ts';
import { text } from '../../text/text.ts';
import { endpointsOf, usualEndpoint, viewEnvironment } from '../copy/copying.ts';
import { type CopyFormatEntry, copyFormats } from '../formats/copy-formats.ts';
import { offeredFormats, unsafeForAddress } from '../formats/format-copy.ts';
import { environmentOf } from '../oauth/filled-form.ts';
import { type Endpoint, type FieldText, opensWindow, type Provider, type ProviderField } from '../oauth/provider.ts';
import { shownNameOf } from '../oauth/shown-name.ts';
import { type AccountRecord, hasMoved } from '../ports/account-record.ts';
import type { StoredAccount } from '../vault/vault.ts';
import { asksOwnHostsOnly } from './changed-details.ts';
import { initialsOf } from './initials.ts';
import { offersRevocation } from './revocation.ts';

/** A provider as the add-account dialog draws it, in the language in force. */
export const viewProvider = (provider: Provider): ProviderView => ({
  id: provider.id,
  name: provider.cardName === undefined ? shownNameOf(provider) : text(provider.cardName),
  monogram: provider.monogram,
  colour: provider.colour,
  summary: text(provider.summary),
  environments: provider.environments.map(({ id, label, preselected }) => ({
    id,
    label: text(label),
    preselected: preselected === true,
  })),
  fields: provider.fields.map(field => viewField(field, provider)),
  namesAccounts: provider.identify !== undefined,
  opensWindow: provider.window !== undefined && (provider.windowWhen ?? true),
});

const words = (one: FieldText): string => (typeof one === 'string' ? text(one) : one());

const viewField = ({ label, help, ...field }: ProviderField, provider: Provider): FieldView => {
  const read = { label: words(label), ...(help !== undefined && { help: words(help) }) };
  switch (field.kind) {
    case 'text':
    case 'secret':
    case 'names': {
      const { where, ...rest } = field;
      return { ...rest, ...read, ...(where !== undefined && { where: viewWhere(where, provider) }) };
    }
    case 'select':
    case 'choice':
      return { ...field, ...read, options: field.options.map(withLabel) };
    case 'permissions':
      return { ...field, ...read, presets: field.presets.map(withLabel), resources: field.resources.map(withLabel) };
    case 'checkbox':
    case 'date':
      return { ...field, ...read };
  }
};
const viewWhere = ({ steps }: WhereToFind<FieldText>, { id, guide }: Provider): WhereToFind => ({
  steps: steps.map(words),
  ...(guide !== undefined && { guide: id }),
});
const withLabel = <One extends { readonly label: FieldText }>(one: One) => ({ ...one, label: words(one.label) });

/** An account as a row shows it. Holds nothing that is sealed. */
export const viewAccount = (
  account: StoredAccount,
  providers: readonly Provider[],
  renewing: boolean,
  fileNotKept?: KeepFailure,
  formats: readonly CopyFormatEntry[] = copyFormats,
): AccountView => {
  const { record } = account;
  const provider = providers.find(one => one.id === record?.provider);
  if (record === undefined || provider === undefined) return viewUnreadable(account);
  const environment = provider.environments.find(one => one.id === record.environment);
  const opens = account.problem?.code !== 'record-unreadable' && environment !== undefined;
  const endpoints = opens ? endpointsOf(provider, record) : [];
  const problem = shownProblem(account);
  const scopes = viewScopes(provider, record);
  const badge = provider.badge?.(record.values);
  const org =
    record.organizationId === undefined ? undefined : text('account.organization', { id: record.organizationId });
  const fileWords = text(fileNotKept === undefined ? 'programs.keeps-file' : 'programs.file-not-kept');
  const file = record.programs?.file === undefined ? undefined : fileWords;
  const detail = [org, provider.detail?.(record.values), file].filter(part => part !== undefined).join(' · ');
  return {
    id: account.id,
    label: record.label,
    providerId: provider.id,
    providerName: shownNameOf(provider),
    monogram: initialsOf(record.label),
    colour: provider.colour,
    ...viewEnvironment(provider, record),
    ...(detail !== '' && { detail }),
    ...(badge !== undefined && { badge: text(badge) }),
    life: opens ? viewLife(record) : { kind: 'unreadable' },
    renewal: opens ? viewRenewal(provider, record, renewing) : { kind: 'sign-in-needed' },
    ...(problem !== undefined && { problem: asFailure(problem) }),
    ...(account.problem?.ofCheck === true && { problemOfCheck: true }),
    ...(fileNotKept !== undefined && { fileNotKept }),
    canCopy: opens,
    ...(opens ? viewFormats(formats, provider, record, endpoints) : { formats: [], unsafeFormats: [] }),
    ...(scopes !== undefined && { scopes }),
    endpoints: endpoints.map(endpoint => text(endpoint.label)),
    actions: actionsOf(provider, record, opens, account),
    pinned: record.pinned,
    ...(record.groups !== undefined && record.groups.length > 0 && { groups: record.groups }),
    organizations: record.organizations,
    ...(record.organizationId !== undefined && { organizationId: record.organizationId }),
    needsOrganization: record.organizations.length > 1 && record.organizationId === undefined,
    onDisk: account.onDisk,
  };
};

const viewLife = ({ life }: AccountRecord): LifeView =>
  life.kind === 'until'
    ? {
        kind: 'until',
        issuedAt: life.issuedAt,
        expiresAt: life.expiresAt,
        ...(life.about !== undefined && { about: life.about }),
      }
    : { kind: life.kind };

/** What a provider says of an account and its details: none of it matters while nothing is renewed here. */
const answers: readonly ErrorCode[] = [
  'needs-sign-in',
  'provider-refused',
  'insufficient-scope',
  'unknown-scope',
  'wrong-app-id',
  'wrong-app-secret',
  'not-allowed-for-app',
  'wrong-credentials',
  'password-expired',
  'user-inactive',
  'only-oauth2',
  'only-keys',
  'wrong-region',
  'needs-details',
  'account-locked',
];

/** What keeps an account from being opened: nobody was asked anything. */
const unopened: readonly ErrorCode[] = ['keyring-locked', 'keyring-missing', 'record-unreadable'];

const reasonsWhy: readonly (string | undefined)[] = ['answer-lost', 'revoked', 'partly-revoked'];

/**
 * What is wrong now, else what is still true of the account. That it has moved, that an answer was lost, or that a person
 * had it revoked is why nobody renews it, and stays said whatever a provider answers.
 */
const shownProblem = ({ record, problem }: StoredAccount): StoredAccount['problem'] | AccountRecord['warning'] => {
  const isWhy = record?.warning?.code === 'moved' || reasonsWhy.includes(record?.warning?.reason);
  // Asked for while it moved, and it is back: nothing of that is true any more.
  const isOver = problem?.code === 'moved' && (record === undefined || !hasMoved(record));
  if (isOver) return record?.warning;
  if (problem === undefined) return record?.warning;
  const isOfCheck = problem.ofCheck === true && !unopened.includes(problem.code);
  const isAnswer = isOfCheck || problem.code === 'moved' || answers.includes(problem.code);
  return isWhy && isAnswer ? record?.warning : problem;
};

const asFailure = ({ code, detail, reason }: NonNullable<AccountRecord['warning']>): Failure => ({
  code,
  ...(detail !== undefined && { detail }),
  ...(reason !== undefined && { reason }),
});

/** What can be copied of this account, and what its values are not safe in. */
const viewFormats = (
  formats: readonly CopyFormatEntry[],
  provider: Provider,
  record: AccountRecord,
  endpoints: readonly Endpoint[],
): Pick<AccountView, 'formats' | 'unsafeFormats'> => {
  const endpoint = usualEndpoint(endpoints);
  const unsafe = [...(record.unsafeFormats ?? []), ...(endpoint ? unsafeAt(provider, record, endpoint) : [])];
  const isUnsafe = ({ id, unsafeAs = id }: CopyFormatEntry): boolean => unsafe.includes(unsafeAs);
  const all = offeredFormats(formats, provider, record.values, {
    address: endpoints.length > 0,
    command: endpoint !== undefined,
    organization: record.organizationId !== undefined,
    expiry: record.life.kind === 'until',
  });
  return {
    formats: all.filter(format => !isUnsafe(format)).map(({ id }) => id),
    unsafeFormats: all.filter(isUnsafe).map(({ id }) => id),
  };
};

/** An address that was edited into something else says so when it is copied. */
const unsafeAt = (provider: Provider, record: AccountRecord, endpoint: Endpoint): readonly CopyFormat[] => {
  try {
    const environment = environmentOf(provider, record.environment, record.values);
    return unsafeForAddress(endpoint.url(environment, record.organizationId));
  } catch {
    return [];
  }
};

/** Asked beside granted; absent where all was asked for and something granted, or nobody said what was granted. */
const viewScopes = (provider: Provider, record: AccountRecord): AccountView['scopes'] => {
  const asked = [...new Set(provider.askedScopes?.(record.values) ?? [])];
  if (record.noScopes) return { asked: asked.length, granted: 0, missing: asked };
  if (asked.length === 0 || record.scopes.length === 0) return undefined;
  const missing = asked.filter(scope => !record.scopes.includes(scope));
  return { asked: asked.length, granted: asked.length - missing.length, missing };
};

const viewRenewal = (provider: Provider, record: AccountRecord, renewing: boolean): RenewalView => {
  if (renewing) return { kind: 'renewing' };
  if (record.needsSignIn) {
    return { kind: 'sign-in-needed', ...(record.awaitsFirstSignIn === true && { byTyping: true }) };
  }
  if (record.life.kind === 'never') return { kind: 'none' };
  if (record.onCopy) return { kind: 'on-copy' };
  if (record.canRenew) return { kind: 'by-itself' };
  return {
    kind: 'by-person',
    ...(record.life.kind === 'until' && { beforeAt: record.life.expiresAt }),
    ...(provider.renewedByTyping === true && { byTyping: true }),
  };
};

const actionsOf = (
  provider: Provider,
  record: AccountRecord,
  opens: boolean,
  account: StoredAccount,
): readonly RowAction[] => [
  'reconnect',
  ...(opens && canCheck(provider, record) ? (['check'] as const) : []),
  ...(opens && record.canRenew && !record.needsSignIn ? (['renew'] as const) : []),
  ...(opens ? (['show', 'details'] as const) : []),
  ...(opens && knowsPerson(provider, record) ? (['sign-in-as-someone-else'] as const) : []),
  ...(opens && provider.signOutEverywhere !== undefined ? (['sign-out-everywhere'] as const) : []),
  ...(opens && offersRevocation(provider, account) ? (['revoke'] as const) : []),
  ...(opens && record.organizations.length > 1 ? (['change-org'] as const) : []),
  ...(opens || canTypeAnew(provider, record) ? (['edit'] as const) : []),
  'rename',
  'pin',
  ...(record.moving === true && record.warning?.reason === 'unreachable' ? (['decide-move'] as const) : []),
  'remove',
];

/** What cannot be opened may be typed once more where the provider itself names every address it goes to. */
const canTypeAnew = (provider: Provider, { environment: id, values }: AccountRecord): boolean => {
  const environment = provider.environments.find(one => one.id === id);
  return environment !== undefined && asksOwnHostsOnly(provider, { environment, values, secrets: {} });
};

/** Somebody can be asked, or a fresh token is the proof. */
const canCheck = ({ identify, identifies }: Provider, { canRenew, values }: AccountRecord): boolean =>
  identify !== undefined && (canRenew || (identifies?.(values) ?? true));

/** Whether a page of the provider's could know the person again, so that someone else has to be asked for. */
const knowsPerson = (provider: Provider, { keptSession, values }: AccountRecord): boolean =>
  keptSession !== undefined || opensWindow(provider, values);

/** A file that cannot be read: it stays where it is, and the row names it. */
const viewUnreadable = (account: StoredAccount): AccountView => ({
  id: account.id,
  label: account.record?.label ?? text('account.unreadable-file', { id: account.id }),
  providerId: account.record?.provider ?? '',
  providerName: account.record?.provider ?? text('account.unknown-provider'),
  monogram: '?',
  colour: '#5c6675',
  life: { kind: 'unreadable' },
  renewal: { kind: 'sign-in-needed' },
  problem: account.problem ?? { code: 'record-unreadable', reason: 'provider' },
  canCopy: false,
  formats: [],
  unsafeFormats: [],
  endpoints: [],
  actions: ['remove'],
  pinned: false,
  organizations: [],
  needsOrganization: false,
  onDisk: true,
});
