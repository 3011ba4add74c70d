import { tidyLabel, uniqueLabel } from '../base/labels.ts';
import { howRenewed } from '../formats/fetch-on-copy.ts';
import { originsOf } from '../oauth/origins.ts';
import type { FilledForm, Identity, Provider } from '../oauth/provider.ts';
import { grantedScopes, lifeOf } from '../oauth/tokens.ts';
import { type AccountRecord, recordVersion } from '../ports/account-record.ts';
import type { Clock } from '../ports/time.ts';
import type { SignedIn } from '../sign-in/sign-in.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';

interface FreshRecordDeps {
  readonly clock: Clock;
  /** This computer's clock minus that of these origins, ms, where it is known. */
  readonly skewOf: (origins: readonly string[]) => number | undefined;
}

/** What a sign-in makes of an account's record; its label comes from elsewhere. */
export const freshRecord = (
  id: string,
  provider: Provider,
  filled: FilledForm,
  { tokens, goodUntilAt, keptSession }: SignedIn,
  { clock, skewOf }: FreshRecordDeps,
) => {
  const now = clock.now();
  const origins = [...originsOf(provider, filled)];
  return {
    version: recordVersion,
    id,
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
    organizations: [],
    createdAt: now,
    pinned: false,
    needsSignIn: false,
    sealed: '',
  } satisfies Partial<AccountRecord>;
};

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
export const identified = (record: AccountRecord, found: Identity, taken: readonly string[]): AccountRecord => {
  const { organizationId, ...rest } = record;
  const name = tidyLabel(found.name);
  const chosen =
    found.organizations.find(one => one.id === organizationId) ??
    (found.organizations.length === 1 ? found.organizations[0] : undefined);
  return {
    ...rest,
    label: record.labelBy === 'provider' && name !== '' ? uniqueLabel(name, taken) : record.label,
    organizations: [...found.organizations],
    ...(chosen !== undefined && { organizationId: chosen.id }),
  };
};

/** A record without what the next sign-in says anew. */
export const withoutSignIn = (record: AccountRecord): AccountRecord => {
  const { renewingSince: _lost, onCopy: _how, warning: _said, unsafeFormats: _unsafe, ...rest } = record;
  const { keptSession: _session, warnedDays: _warned, noScopes: _granted, ...others } = rest;
  return others;
};
