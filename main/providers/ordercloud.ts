import { type ClientAuth, ClientSecretPost, None } from 'oauth4webapi';
import * as v from 'valibot';
import type { Failure } from '../../preload/contract/errors.ts';
import { DockpassError } from '../core/base/errors.ts';
import { readApiAddress, readApiBaseBefore } from '../core/oauth/api-address.ts';
import { bearer, getJson, sendDelete } from '../core/oauth/api-request.ts';
import { type Claims, readClaims, textsOf } from '../core/oauth/jwt.ts';
import {
  type Endpoint,
  type Environment,
  type FilledForm,
  localEnvironmentId,
  type Provider,
  type Values,
} from '../core/oauth/provider.ts';
import type { RefusalRule } from '../core/oauth/refusal.ts';
import {
  requestByClientCredentials,
  requestByPassword,
  requestByRefreshToken,
  type TokenEndpoint,
} from '../core/oauth/token-request.ts';
import type { TokenSet } from '../core/oauth/tokens.ts';
import { text } from '../text/text.ts';
import { byPassword, customEnvironmentId, ordercloudEnvironments, ordercloudFields } from './ordercloud-fields.ts';
import { ordercloudApiRefusals, ordercloudRenewalRefusals, ordercloudSignInRefusals } from './ordercloud-refusals.ts';

const at = (environment: Environment, path: string): string => `${environment.origin}${path}`;
const rolesAsked = (values: Values): readonly string[] => (values.roles ?? '').split(' ').filter(role => role !== '');
const isByPassword = (values: Values): boolean => values.way === byPassword;

const tokenPath = '/oauth/token';

/** Its guide names no host for tokens: that of the API, unless a person knows another. */
const tokenAddress = ({ tokenAddress: typed = '' }: Values): URL | undefined => {
  if (typed === '') return undefined;
  const url = readApiAddress(typed, 'tokenAddress');
  if (url.pathname === '/') url.pathname = tokenPath;
  return url;
};

/** A client without a secret sends its id alone, and signs in as an anonymous shopper where no user is named. */
const tokenEndpoint = (filled: FilledForm, rules: readonly RefusalRule[]): TokenEndpoint => {
  const secret = filled.secrets.clientSecret?.reveal() ?? '';
  const clientAuthentication: ClientAuth = secret === '' ? None() : ClientSecretPost(secret);
  const url = tokenAddress(filled.values)?.href ?? at(filled.environment, tokenPath);
  return { url, clientId: filled.values.clientId ?? '', clientAuthentication, rules, tokenTypeRequired: false };
};

const obtain: NonNullable<Provider['obtain']> = async (filled, ports) => {
  const endpoint = tokenEndpoint(filled, ordercloudSignInRefusals);
  const roles = rolesAsked(filled.values);
  const { password } = filled.secrets;
  if (!isByPassword(filled.values))
    return described(await requestByClientCredentials(endpoint, roles, ports), filled.environment);
  if (password === undefined) throw new DockpassError('needs-details');
  const user = { name: filled.values.username ?? '', password };
  return described(await requestByPassword(endpoint, user, roles, ports), filled.environment);
};

/** How OrderCloud calls whom a token stands for, and what it is here. */
const perspectives = {
  admin: 'ordercloud.perspective.seller',
  buyer: 'ordercloud.perspective.buyer',
  supplier: 'ordercloud.perspective.supplier',
} as const;
/** The value by which an account remembers that; no field has this name. */
const foundPerspective = 'userType';
const perspectiveOf = ({ [foundPerspective]: type = '' }: Values): keyof typeof perspectives | undefined =>
  (['admin', 'buyer', 'supplier'] as const).find(one => one === type);

/** Undefined where it does not say; a token without the claim has no role at all. */
const rolesOf = (claims: Claims | undefined): readonly string[] | undefined => {
  if (claims === undefined) return undefined;
  const { role } = claims;
  const roles = textsOf(role);
  const saysNone = role === undefined || role === null || role === '' || (Array.isArray(role) && role.length === 0);
  return roles.length > 0 || saysNone ? roles : undefined;
};

/** What the token itself says beside what the answer did: its roles, whom it stands for, and which API it is for. */
const described = (tokens: TokenSet, environment: Environment): TokenSet => {
  const claims = readClaims(tokens.accessToken);
  const roles = rolesOf(claims);
  const [perspective = ''] = textsOf(claims?.usrtype);
  const warning = regionWarning(textsOf(claims?.aud), environment);
  return {
    ...tokens,
    ...(roles !== undefined && { scopes: roles }),
    ...(claims !== undefined && { found: { [foundPerspective]: perspective } }),
    ...(warning !== undefined && { warning }),
  };
};

/** Said only where the token names an API and it is another host than the one chosen. */
const regionWarning = (audience: readonly string[], { id, origin }: Environment): Failure | undefined => {
  const hosts = audience.flatMap(one => URL.parse(one)?.host ?? []).filter(host => host !== '');
  const chosen = new URL(origin).host;
  if (id === localEnvironmentId || hosts.length === 0 || hosts.includes(chosen)) return undefined;
  const known = ordercloudEnvironments.find(one => one.origin === `https://${hosts[0]}`);
  return known === undefined
    ? { code: 'wrong-region', detail: chosen }
    : { code: 'wrong-region', detail: text(known.label), reason: 'known' };
};

/** The address of the API, also where it was copied with the path of the API or of its tokens. */
const apiOrigin = ({ apiAddress = '' }: Values): string => {
  const base = readApiBaseBefore(apiAddress, 'apiAddress', [tokenPath, '/v1']);
  const { origin, pathname } = new URL(base);
  if (pathname !== '/') throw new DockpassError('bad-input', { field: 'apiAddress' });
  return origin;
};
const environmentFor = (environment: Environment, values: Values): Environment => {
  const tokenOrigin = tokenAddress(values)?.origin;
  return {
    ...environment,
    ...(environment.id === customEnvironmentId && { origin: apiOrigin(values) }),
    ...(tokenOrigin !== undefined && { tokenOrigin }),
  };
};

const name = v.nullish(v.string(), '');
const meSchema = v.object({ Username: name, FirstName: name, LastName: name, Email: name });

const sellerPaths = [
  ['ordercloud.endpoint.my-user', '/v1/me'],
  ['ordercloud.endpoint.orders', '/v1/orders/Incoming'],
  ['ordercloud.endpoint.products', '/v1/products'],
  ['ordercloud.endpoint.catalogs', '/v1/catalogs'],
  ['ordercloud.endpoint.buyers', '/v1/buyers'],
  ['ordercloud.endpoint.suppliers', '/v1/suppliers'],
] as const;
const buyerPaths = [
  ['ordercloud.endpoint.my-user', '/v1/me'],
  ['ordercloud.endpoint.my-products', '/v1/me/products'],
  ['ordercloud.endpoint.my-orders', '/v1/me/orders'],
  ['ordercloud.endpoint.outgoing-orders', '/v1/orders/Outgoing'],
] as const;

/** A buyer sees the marketplace from the other side. Whose side it is, is not known before the first token. */
const endpointsOf = (values: Values): readonly Endpoint[] =>
  (perspectiveOf(values) === 'buyer' ? buyerPaths : sellerPaths).map(([label, path]) => ({
    label,
    url: environment => at(environment, path),
  }));

export const ordercloud: Provider = {
  id: 'ordercloud',
  name: 'OrderCloud',
  monogram: 'OC',
  colour: '#c2371b',
  summary: 'ordercloud.summary',
  guide: 'https://doc.sitecore.com/ordercloud/en/developers/platform/authentication.html',
  environments: ordercloudEnvironments,
  fields: ordercloudFields,
  environmentFor,
  obtain,
  renew: async (filled, refreshToken, ports) => {
    const endpoint = tokenEndpoint(filled, ordercloudRenewalRefusals);
    return described(await requestByRefreshToken(endpoint, refreshToken, ports), filled.environment);
  },
  canRenew: ({ values, secrets }, { refreshToken }) =>
    refreshToken !== undefined ||
    !isByPassword(values) ||
    (values.rememberPassword === 'yes' && secrets.password !== undefined),
  keepsSecret: (values, secret) => secret !== 'password' || values.rememberPassword === 'yes',
  endpoints: endpointsOf,
  commands: { headers: { 'Content-Type': 'application/json; charset=UTF-8' } },
  detail: values => {
    const perspective = perspectiveOf(values);
    return perspective && text(perspectives[perspective]);
  },
  askedScopes: rolesAsked,
  // Needs no role. The username is what people sign in with and is never empty for a user of a marketplace.
  identify: async (filled, accessToken, ports) => {
    const url = at(filled.environment, '/v1/me');
    const me = await getJson(url, bearer(accessToken), meSchema, ordercloudApiRefusals, ports);
    return { name: me.Username || `${me.FirstName} ${me.LastName}`.trim() || me.Email || '', organizations: [] };
  },
  signOutEverywhere: (filled, accessToken, ports) =>
    sendDelete(at(filled.environment, '/v1/me/tokens'), bearer(accessToken), ordercloudApiRefusals, ports),
};
