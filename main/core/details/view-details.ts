import type { AccountView } from '../../../preload/contract/account-view.ts';
import type { ActivityView } from '../../../preload/contract/activity-view.ts';
import type { DetailsView } from '../../../preload/contract/details/details-view.ts';
import { minuteMs } from '../../../preload/contract/durations.ts';
import { type Claims, readTokenForm, type TokenForm, textsOf } from '../oauth/jwt.ts';
import type { Provider } from '../oauth/provider.ts';
import { scopesIn } from '../oauth/tokens.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';
import { viewClaims } from './claims.ts';
import { createIsSecret } from './secret-texts.ts';
import { visibleText } from './visible-text.ts';

/** What the details of one account are made of. */
interface DetailsSource {
  readonly account: AccountView;
  readonly record: AccountRecord;
  readonly provider: Provider;
  readonly secrets: AccountSecrets;
  readonly renewsAt: number | undefined;
  /** Newest first. */
  readonly activity: readonly ActivityView[];
}

/** The details as a window may have them. Nothing in them is a secret, and every text of a stranger shows what it holds. */
export const viewDetails = ({ account, record, provider, secrets, renewsAt, activity }: DetailsSource): DetailsView => {
  const isSecret = createIsSecret(secrets);
  // Keys are no token, and what looks like one in them says nothing.
  const isKeys = provider.scheme?.(record.values) === 'Basic';
  const form: TokenForm = isKeys ? { kind: 'opaque' } : readTokenForm(secrets.accessToken);
  const header = 'header' in form ? form.header : {};
  const claims = form.kind === 'jwt' ? form.claims : undefined;
  const shown = (texts: readonly string[]): readonly string[] =>
    texts.slice(0, mostNamed).flatMap(one => (isSecret(one) ? [] : visibleText(one, longestNamed).text));
  const [type] = shown(textsOf(header.typ));
  const [algorithm] = shown(textsOf(header.alg));
  const [issuer] = shown(textsOf(claims?.iss));
  const granted = grantedOf(record, claims);
  const roles = textsOf(claims?.role ?? claims?.roles).filter(one => granted?.includes(one) !== true);
  const { problem } = account;
  return {
    kind: isKeys ? 'keys' : form.kind,
    ...(type !== undefined && { type }),
    ...(algorithm !== undefined && { algorithm }),
    ...(issuer !== undefined && { issuer }),
    audience: shown(textsOf(claims?.aud)),
    asked: shown([...new Set(provider.askedScopes?.(record.values) ?? [])]),
    ...(granted !== undefined && { granted: shown(granted) }),
    roles: shown(roles),
    receivedAt: record.life.issuedAt,
    life: account.life,
    clock: clockOf(record),
    renewal: account.renewal,
    ...(renewsAt !== undefined && { renewsAt }),
    ...(problem !== undefined && { problem }),
    origins: record.origins,
    ...lastOf(record, activity.filter(isOf(account))),
    ...(claims !== undefined && { claims: viewClaims(claims, isSecret) }),
  };
};

/** Scopes, roles and audiences: how many of a kind, and how long one may be. */
const [mostNamed, longestNamed] = [500, 200];

/** What the answer said, else what the token itself does (RFC 9068 section 2.2.3); undefined where nobody said. */
const grantedOf = (record: AccountRecord, claims: Claims | undefined): readonly string[] | undefined => {
  if (record.noScopes || record.scopes.length > 0) return record.scopes;
  const named = claims?.scope ?? claims?.scp;
  return named === undefined ? undefined : textsOf(named).flatMap(scopesIn);
};

const clockOf = ({ life }: AccountRecord): DetailsView['clock'] => {
  if (life.kind !== 'until') return { by: 'computer' };
  if (life.dated) return { by: 'token' };
  return { by: 'computer', ...(life.skewMs !== undefined && { skewMs: life.skewMs }) };
};

/** Events name an account as it was called then. */
const isOf =
  ({ label, providerName }: AccountView) =>
  ({ account, provider }: ActivityView): boolean =>
    account === label && provider === providerName;

/** An event is noted once what it tells of is saved. */
const isNear = (event: ActivityView, at: number): boolean => Math.abs(event.at - at) < minuteMs;

const lastOf = (
  { life, lastCopiedAt, lastHandOver }: AccountRecord,
  events: readonly ActivityView[],
): Pick<DetailsView, 'broughtBy' | 'copied' | 'handedOver'> => {
  const brought = events.find(one => ['connected', 'renewed'].includes(one.kind) && isNear(one, life.issuedAt));
  const copy = events.find(one => one.kind === 'copied' && lastCopiedAt !== undefined && isNear(one, lastCopiedAt));
  return {
    ...(brought !== undefined && { broughtBy: brought.kind === 'renewed' ? 'renewal' : 'sign-in' }),
    ...(lastCopiedAt !== undefined && {
      copied: { at: lastCopiedAt, ...(copy?.format !== undefined && { format: copy.format }) },
    }),
    ...(lastHandOver !== undefined && {
      handedOver: { at: lastHandOver.at, program: visibleText(lastHandOver.program).text },
    }),
  };
};
