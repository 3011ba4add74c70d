import { type ClientAuth, ClientSecretPost, None } from 'oauth4webapi';
import * as v from 'valibot';
import type { Failure } from '../../preload/contract/errors.ts';
import { DockpassError } from '../core/base/errors.ts';
import { readApiBase } from '../core/oauth/api-address.ts';
import { bearer, getJson, sendDelete } from '../core/oauth/api-request.ts';
import { readClaims, textsOf } from '../core/oauth/jwt.ts';
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

/** A client without a secret sends its id alone, and signs in as an anonymous shopper where no user is named. */
const tokenEndpoint = (filled: FilledForm, rules: readonly RefusalRule[]): TokenEndpoint => {
  const secret = filled.secrets.clientSecret?.reveal() ?? '';
  const clientAuthentication: ClientAuth = secret === '' ? None() : ClientSecretPost(secret);
  const url = at(filled.environment, '/oauth/token');
  return { url, clientId: filled.values.clientId ?? '', clientAuthentication, rules };
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

/** What the token itself says beside what the answer did: its roles, and which API it is for. */
const described = (tokens: TokenSet, environment: Environment): TokenSet => {
  const claims = readClaims(tokens.accessToken);
  const roles = textsOf(claims?.role);
  const warning = regionWarning(textsOf(claims?.aud), environment);
  return { ...tokens, ...(roles.length > 0 && { scopes: roles }), ...(warning !== undefined && { warning }) };
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
const environmentFor = (environment: Environment, values: Values): Environment => {
  if (environment.id !== customEnvironmentId) return environment;
  const url = new URL(readApiBase(values.apiAddress ?? '', 'apiAddress'));
  if (!['/', '/v1', '/oauth/token'].includes(url.pathname))
    throw new DockpassError('bad-input', { field: 'apiAddress' });
  return { ...environment, origin: url.origin };
};

const name = v.nullish(v.string(), '');
const meSchema = v.object({ Username: name, FirstName: name, LastName: name, Email: name });

const endpoints: readonly Endpoint[] = (
  [
    ['ordercloud.endpoint.my-user', '/v1/me'],
    ['ordercloud.endpoint.orders', '/v1/orders/Incoming'],
    ['ordercloud.endpoint.products', '/v1/products'],
    ['ordercloud.endpoint.catalogs', '/v1/catalogs'],
    ['ordercloud.endpoint.buyers', '/v1/buyers'],
    ['ordercloud.endpoint.suppliers', '/v1/suppliers'],
  ] as const
).map(([label, path]) => ({ label, url: environment => at(environment, path) }));

export const ordercloud: Provider = {
  id: 'ordercloud',
  name: 'OrderCloud',
  monogram: 'OC',
  colour: '#c2371b',
  summary: 'ordercloud.summary',
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
  endpoints: () => endpoints,
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
