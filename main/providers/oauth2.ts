import { type ClientAuth, ClientSecretBasic, ClientSecretPost, calculatePKCECodeChallenge, None } from 'oauth4webapi';
import * as v from 'valibot';
import { DockpassError } from '../core/base/errors.ts';
import { bearer, getJson } from '../core/oauth/api-request.ts';
import { beginDeviceSignIn } from '../core/oauth/device-authorization.ts';
import type { Environment, FilledForm, Provider, Values } from '../core/oauth/provider.ts';
import { buildAuthorizationUrl } from '../core/oauth/redirect.ts';
import { isLoopback, parseRedirectAddress } from '../core/oauth/redirect-address.ts';
import type { RefusalRule } from '../core/oauth/refusal.ts';
import { requestRevocation } from '../core/oauth/revocation.ts';
import {
  requestByClientCredentials,
  requestByCode,
  requestByPassword,
  requestByRefreshToken,
  type TokenEndpoint,
} from '../core/oauth/token-request.ts';
import { at, checkAddresses, discoverInto, originsIn } from './oauth2-addresses.ts';
import {
  byClient,
  byCode,
  byDevice,
  byImplicit,
  byPassword,
  found,
  oauth2Fields,
  ownRedirectAddress,
} from './oauth2-fields.ts';

const wrongClient: RefusalRule = { error: 'invalid_client', code: 'wrong-credentials', reason: 'client' };
/** RFC 6749 section 5.2 has one word for a code, a password and a refresh token that are no good. */
const codeRefusals: readonly RefusalRule[] = [
  wrongClient,
  { error: 'invalid_grant', code: 'bad-redirect', reason: 'code-refused' },
];
const passwordRefusals: readonly RefusalRule[] = [
  wrongClient,
  { error: 'invalid_grant', code: 'wrong-credentials', stopTrying: true },
];

const scopesOf = ({ scopes = '' }: Values): readonly string[] => scopes.split(' ').filter(scope => scope !== '');

/** Without a secret the Client ID alone is sent; else as the person says, as the server says, or as every server must take it. */
const clientAuthentication = ({ values, secrets }: FilledForm, saidThere?: string): ClientAuth => {
  const secret = secrets.clientSecret?.reveal() ?? '';
  const way = values.clientAuthentication || saidThere || values[found.clientAuthentication] || 'basic';
  if (secret === '' || way === 'none') return None();
  return way === 'body' ? ClientSecretPost(secret) : ClientSecretBasic(secret);
};

const tokenEndpoint = (filled: FilledForm, rules: readonly RefusalRule[]): TokenEndpoint => ({
  url: at(filled.environment, filled.values.tokenAddress ?? ''),
  clientId: filled.values.clientId ?? '',
  clientAuthentication: clientAuthentication(filled),
  rules,
});

/** RFC 7009: as the token endpoint, unless the server says that it takes a secret otherwise there. */
const revoke: NonNullable<Provider['revoke']> = (filled, token, ports) => {
  const { environment, values } = filled;
  const endpoint = {
    url: at(environment, values[found.revocationAddress] ?? ''),
    clientId: values.clientId ?? '',
    clientAuthentication: clientAuthentication(filled, values[found.revocationAuthentication]),
    rules: [wrongClient],
  };
  return requestRevocation(endpoint, token, ports);
};

const signInPage: NonNullable<Provider['window']> = async (filled, { state, codeVerifier }) => {
  const { environment, values } = filled;
  const isCode = values.way === byCode;
  const endpoint = at(environment, values.authorizationAddress ?? '');
  const issuer = values[found.issuer];
  const extra = isCode ? await codeParameters(values, codeVerifier, new URL(endpoint)) : {};
  const answer = isCode ? 'code' : 'token';
  const endingAt = (redirectUri: string) => ({
    authorizationUrl: buildAuthorizationUrl({
      endpoint,
      answer,
      clientId: values.clientId ?? '',
      scopes: scopesOf(values),
      state,
      redirectUri,
      extra,
    }),
    expected: {
      address: redirectUri,
      state,
      stateRequired: true,
      answer,
      ...(issuer !== undefined && { issuer, issuerRequired: values[found.namesItself] === 'yes' }),
    } as const,
  });
  const address = values.redirectAddress || ownRedirectAddress;
  return {
    ...endingAt(address),
    siteName: new URL(endpoint).host,
    ...(isCode && isOnThisComputer(address) && { endingAt }),
    ...(isCode && {
      exchange: ({ code, redirectUri }, ports) =>
        requestByCode(tokenEndpoint(filled, codeRefusals), { code, redirectUri, codeVerifier }, ports),
    }),
  };
};

/** PKCE (RFC 7636), and what OpenID Connect Core section 11 wants before it gives a refresh token. */
const codeParameters = async (
  values: Values,
  codeVerifier: string,
  endpoint: URL,
): Promise<Record<string, string>> => ({
  code_challenge: await calculatePKCECodeChallenge(codeVerifier),
  code_challenge_method: 'S256',
  ...(scopesOf(values).includes('offline_access') && !endpoint.searchParams.has('prompt') && { prompt: 'consent' }),
});

const isOnThisComputer = (address: string): boolean => {
  const url = parseRedirectAddress(address);
  return url?.protocol === 'http:' && isLoopback(url.hostname);
};

const device: NonNullable<Provider['device']> = {
  when: { field: 'way', is: [byDevice] },
  isOffered: values => Boolean(values[found.deviceAddress] && values.tokenAddress),
  begin: (filled, ports) => {
    const { environment, values } = filled;
    const address = (values.way === byDevice ? values.deviceAddress : values[found.deviceAddress]) ?? '';
    return beginDeviceSignIn(at(environment, address), tokenEndpoint(filled, [wrongClient]), scopesOf(values), ports);
  },
};

const check: Provider['check'] = ({ values }) => {
  checkAddresses(values);
  if (values.redirectAddress && parseRedirectAddress(values.redirectAddress) === undefined)
    throw new DockpassError('bad-input', { field: 'redirectAddress' });
};

const obtain: NonNullable<Provider['obtain']> = async (filled, ports) => {
  const { values, secrets } = filled;
  if (values.way !== byPassword)
    return requestByClientCredentials(tokenEndpoint(filled, [wrongClient]), scopesOf(values), ports);
  if (secrets.password === undefined) throw new DockpassError('needs-details');
  const user = { name: values.username ?? '', password: secrets.password };
  return requestByPassword(tokenEndpoint(filled, passwordRefusals), user, scopesOf(values), ports);
};

const text = v.optional(v.string());
const userSchema = v.object({ email: text, preferred_username: text, name: text });

/** OpenID Connect Core section 5.3; an answer in another form than plain JSON names nobody. */
const identify: NonNullable<Provider['identify']> = ({ environment, values }, accessToken, ports) => {
  if (!isNamed(values)) return undefined;
  return getJson(at(environment, values[found.userinfoAddress] ?? ''), bearer(accessToken), userSchema, [], ports)
    .catch((error: unknown) => {
      if (error instanceof DockpassError && error.code === 'bad-reply') return {};
      throw error;
    })
    .then(({ email, preferred_username, name }: v.InferOutput<typeof userSchema>) => ({
      name: email || preferred_username || name || '',
      organizations: [],
    }));
};
/** Only a token with this scope may ask who it belongs to. */
const isNamed = (values: Values): boolean =>
  Boolean(values[found.userinfoAddress]) && scopesOf(values).includes('openid');

const hostOf = ({ authorizationAddress, tokenAddress }: Values): string | undefined =>
  URL.parse(authorizationAddress || tokenAddress || '')?.host;

export const oauth2: Provider = {
  id: 'oauth2',
  name: 'Other OAuth 2.0',
  shownName: 'oauth2.name',
  monogram: 'O2',
  colour: '#4a5568',
  summary: 'oauth2.summary',
  environments: [{ id: 'typed', label: 'oauth2.environment.typed', origin: '', preselected: true }],
  fields: oauth2Fields,
  origins: originsIn,
  check,
  prepare: discoverInto,
  window: signInPage,
  windowWhen: { field: 'way', is: [byCode, byImplicit] },
  device,
  obtain,
  renew: (filled, refreshToken, ports) =>
    requestByRefreshToken(tokenEndpoint(filled, [wrongClient]), refreshToken, ports),
  canRenew: ({ values, secrets }, { refreshToken }) =>
    (refreshToken !== undefined && Boolean(values.tokenAddress)) ||
    values.way === byClient ||
    (values.way === byPassword && values.rememberPassword === 'yes' && secrets.password !== undefined),
  keepsSecret: (values, secret) => secret !== 'password' || values.rememberPassword === 'yes',
  endpoints: ({ apiAddress = '' }) =>
    apiAddress === ''
      ? []
      : [{ label: 'provider.api-address.label', url: (environment: Environment) => at(environment, apiAddress) }],
  askedScopes: scopesOf,
  identify,
  identifies: isNamed,
  detail: hostOf,
  revoke,
  revokes: values => Boolean(values[found.revocationAddress]),
};
