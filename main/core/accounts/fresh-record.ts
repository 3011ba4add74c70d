import { tidyLabel } from '../base/labels.ts';
import { longestId, mostOrganizations } from '../base/limits.ts';
import { howRenewed } from '../formats/fetch-on-copy.ts';
import { originsOf } from '../oauth/origins.ts';
import type { FilledForm, Identity, Provider } from '../oauth/provider.ts';
import { grantedScopes, lifeOf } from '../oauth/tokens.ts';
import { type AccountRecord, type Organization, recordVersion } from '../ports/account-record.ts';
import type { Clock } from '../ports/time.ts';
import type { SignedIn } from '../sign-in/sign-in.ts';
import type { RecordPatch } from '../vault/account-change.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';

interface FreshRecordDeps {
  readonly clock: Clock;
  /** This computer's clock minus that of these origins, ms, where it is known. */
  readonly skewOf: (origins: readonly string[]) => number | undefined;
}

/** What a sign-in says of an account. */
export const signInFacts = (
  provider: Provider,
  filled: FilledForm,
  { tokens, goodUntilAt, keptSession }: SignedIn,
  { clock, skewOf }: FreshRecordDeps,
) => {
  const now = clock.now();
  const origins = [...originsOf(provider, filled)];
  return {
    provider: provider.id,
    environment: filled.environment.id,
    origins,
    values: { ...filled.values, ...tokens.found },
    secretsKept: Object.keys(keptSecrets(provider, filled)),
    life:
      goodUntilAt === undefined
        ? lifeOf(tokens, now, skewOf(origins))
        : { kind: 'until', issuedAt: now, expiresAt: goodUntilAt, dated: true },
    canRenew: provider.canRenew(filled, tokens),
    ...howRenewed(provider, filled, tokens),
    ...(keptSession !== undefined && { keptSession }),
    ...grantedScopes(tokens),
    needsSignIn: false,
  } satisfies Partial<AccountRecord>;
};

/** A new account of a sign-in; its label comes from elsewhere. */
export const freshRecord = (id: string, ...signIn: Parameters<typeof signInFacts>) =>
  ({
    version: recordVersion,
    id,
    ...signInFacts(...signIn),
    organizations: [],
    createdAt: signIn[3].clock.now(),
    pinned: false,
    sealed: '',
  }) satisfies Partial<AccountRecord>;

/** The secrets that a person wants kept. */
export const keptSecrets = (provider: Provider, { values, secrets }: FilledForm): FilledForm['secrets'] =>
  Object.fromEntries(Object.entries(secrets).filter(([name]) => provider.keepsSecret?.(values, name) ?? true));

/** What of a sign-in is sealed. */
export const secretsOf = (provider: Provider, filled: FilledForm, { tokens }: SignedIn): AccountSecrets => ({
  accessToken: tokens.accessToken,
  ...(tokens.refreshToken !== undefined && { refreshToken: tokens.refreshToken }),
  fields: keptSecrets(provider, filled),
});

/** Takes the provider's name where the person gave none, and keeps a chosen organization that is still there. */
export const identified = (record: AccountRecord, found: Identity): RecordPatch => {
  const name = tidyLabel(found.name);
  const organizations = withinLimits(found.organizations, record.organizationId);
  const chosen =
    organizations.find(one => one.id === record.organizationId) ??
    (organizations.length === 1 ? organizations[0] : undefined);
  return {
    ...(record.labelBy === 'provider' && name !== '' && { label: name }),
    organizations,
    organizationId: chosen?.id,
  };
};

/** As many as a record holds: the first ones, and the chosen one wherever it stands. */
const withinLimits = (found: readonly Organization[], chosenId: string | undefined): Organization[] => {
  const choosable = found.filter(({ id }) => id.length <= longestId);
  const first = choosable.slice(0, mostOrganizations);
  const chosen = choosable.find(({ id }) => id === chosenId);
  const kept = chosen === undefined || first.includes(chosen) ? first : [...first.slice(0, -1), chosen];
  return kept.map(({ id, name }) => ({ id, name: tidyLabel(name) }));
};
