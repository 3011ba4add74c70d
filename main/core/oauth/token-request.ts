import * as oauth from 'oauth4webapi';
import { toFailure } from '../base/errors.ts';
import type { Secret } from '../base/secret.ts';
import type { HttpReply } from '../ports/network.ts';
import type { DeviceAnswer, ProviderPorts } from './provider.ts';
import { type RefusalRule, refusalOf } from './refusal.ts';
import { readTokenReply } from './token-reply.ts';
import type { TokenSet } from './tokens.ts';

/** A token endpoint and how its provider words a refusal. */
export interface TokenEndpoint {
  readonly url: string;
  readonly clientId: string;
  readonly clientAuthentication: oauth.ClientAuth;
  readonly rules: readonly RefusalRule[];
  /** The issuer that an ID token would name; the endpoint's origin where nothing says otherwise. */
  readonly issuer?: string;
  /** False for a provider that is taken at its word where an answer names no token type: the token would be lost. */
  readonly tokenTypeRequired?: boolean;
}

type Ask = (server: oauth.AuthorizationServer, client: oauth.Client, options: Options) => Promise<Response>;
type Options = NonNullable<Parameters<typeof oauth.genericTokenEndpointRequest>[5]>;
type Read = (
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  reply: Response,
) => Promise<oauth.TokenEndpointResponse>;

/** RFC 6749 section 6. All of these throw the refusal's code, bad-reply for no token reply, and what Http throws. */
export const requestByRefreshToken = (endpoint: TokenEndpoint, refreshToken: Secret, ports: ProviderPorts) =>
  request(
    endpoint,
    ports,
    (server, client, options) =>
      oauth.refreshTokenGrantRequest(server, client, endpoint.clientAuthentication, refreshToken.reveal(), options),
    oauth.processRefreshTokenResponse,
  );

/** RFC 6749 section 4.4. No scopes: the provider's own default. */
export const requestByClientCredentials = (endpoint: TokenEndpoint, scopes: readonly string[], ports: ProviderPorts) =>
  request(
    endpoint,
    ports,
    (server, client, options) =>
      oauth.clientCredentialsGrantRequest(server, client, endpoint.clientAuthentication, scopeOf(scopes), options),
    oauth.processClientCredentialsResponse,
  );

/** RFC 6749 section 4.3. */
export const requestByPassword = (
  endpoint: TokenEndpoint,
  user: { readonly name: string; readonly password: Secret },
  scopes: readonly string[],
  ports: ProviderPorts,
) =>
  request(
    endpoint,
    ports,
    (server, client, options) => {
      const parameters = { username: user.name, password: user.password.reveal(), ...scopeOf(scopes) };
      const { clientAuthentication } = endpoint;
      return oauth.genericTokenEndpointRequest(server, client, clientAuthentication, 'password', parameters, options);
    },
    oauth.processGenericTokenEndpointResponse,
  );

/** RFC 6749 section 4.1.3 with RFC 7636: the code that the redirect address was given. */
export const requestByCode = (
  endpoint: TokenEndpoint,
  answer: { readonly code: Secret; readonly redirectUri: string; readonly codeVerifier: string },
  ports: ProviderPorts,
) =>
  request(
    endpoint,
    ports,
    (server, client, options) => {
      const { redirectUri, codeVerifier } = answer;
      const parameters = { code: answer.code.reveal(), redirect_uri: redirectUri, code_verifier: codeVerifier };
      const { clientAuthentication: authentication } = endpoint;
      return oauth.genericTokenEndpointRequest(
        server,
        client,
        authentication,
        'authorization_code',
        parameters,
        options,
      );
    },
    oauth.processGenericTokenEndpointResponse,
  );

/** RFC 8628 section 3.4. Throws timed-out (reason code-expired) once the code ran out, provider-refused for a person's no. */
export const requestByDeviceCode = async (
  endpoint: TokenEndpoint,
  deviceCode: Secret,
  ports: ProviderPorts,
): Promise<DeviceAnswer> => {
  const rules = [...endpoint.rules, ...deviceRules];
  try {
    return await request(
      { ...endpoint, rules },
      ports,
      (server, client, options) =>
        oauth.deviceCodeGrantRequest(server, client, endpoint.clientAuthentication, deviceCode.reveal(), options),
      oauth.processDeviceCodeResponse,
    );
  } catch (error) {
    const { reason } = toFailure(error);
    if (reason === pending) return 'pending';
    if (reason === slowDown) return 'slow-down';
    throw error;
  }
};

/** The reason of a failure that a new code mends. */
export const codeExpired = 'code-expired';

const pending = 'authorization_pending';
const slowDown = 'slow_down';
/** RFC 8628 section 3.5. The first two are no failures, and nobody sees them. */
const deviceRules: readonly RefusalRule[] = [
  { error: pending, code: 'provider-refused', reason: pending },
  { error: slowDown, code: 'provider-refused', reason: slowDown },
  { error: 'access_denied', code: 'provider-refused', reason: 'access_denied' },
  { error: 'expired_token', code: 'timed-out', reason: codeExpired },
  // Used, or of another client: a new one helps.
  { error: 'invalid_grant', code: 'timed-out', reason: codeExpired },
];

const scopeOf = (scopes: readonly string[]): { readonly scope?: string } =>
  scopes.length === 0 ? {} : { scope: scopes.join(' ') };

/** Only a word that says so ends a refresh token (RFC 6749 section 5.2): a gateway in front may answer 401 or 403, too. */
const saidNo = () => 'provider-refused' as const;

const request = async (endpoint: TokenEndpoint, ports: ProviderPorts, ask: Ask, read: Read): Promise<TokenSet> => {
  const url = new URL(endpoint.url);
  const server: oauth.AuthorizationServer = { issuer: endpoint.issuer ?? url.origin, token_endpoint: endpoint.url };
  const client: oauth.Client = { client_id: endpoint.clientId };
  let reply: HttpReply | undefined;
  const response = await ask(server, client, {
    // Http itself refuses plain http anywhere but on loopback.
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: async (address, init) => {
      reply = await ports.http.send({
        url: address,
        method: 'POST',
        headers: init.headers,
        body: String(init.body),
      });
      return reply.response;
    },
  });
  if (response.status !== 200) throw await refusalOf({ ...reply, response }, url.host, endpoint.rules, saidNo);
  const { tokenTypeRequired = true } = endpoint;
  return readTokenReply(url.host, response, counting => read(server, client, counting), tokenTypeRequired);
};
