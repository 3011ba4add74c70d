import * as oauth from 'oauth4webapi';
import { DockpassError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { HttpReply } from '../ports/network.ts';
import type { ProviderPorts } from './provider.ts';
import { type RefusalRule, refusalOf } from './refusal.ts';
import { isSendableToken, type TokenSet } from './tokens.ts';

/** A token endpoint and how its provider words a refusal. */
export interface TokenEndpoint {
  readonly url: string;
  readonly clientId: string;
  readonly clientAuthentication: oauth.ClientAuth;
  readonly rules: readonly RefusalRule[];
  /** The issuer that an ID token would name; the endpoint's origin where nothing says otherwise. */
  readonly issuer?: string;
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
  return readTokens(url.host, async () => read(server, client, await onlyWhatCounts(response)));
};

/** Members that may be left out (RFC 6749 section 5.1). Servers also write them as null, or in a form of their own. */
const optional: Readonly<Record<string, (value: unknown) => boolean>> = {
  refresh_token: value => value !== null && value !== '',
  scope: value => typeof value === 'string',
  expires_in: value => Number.isFinite(Number.parseFloat(String(value))) && Number(value) >= 0,
  // Whose token it is does not matter here: the library would refuse one of a server whose name nobody knows.
  id_token: () => false,
};

/** The reply without members that say nothing: refused for one of them, a token that was just made would be lost. */
const onlyWhatCounts = async (response: Response): Promise<Response> => {
  const { status, headers } = response;
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null) throw new DockpassError('bad-reply');
  const counting = Object.entries(body).filter(([name, value]) => optional[name]?.(value) ?? true);
  const told = { 'content-type': headers.get('content-type') ?? '' };
  return Response.json(Object.fromEntries(counting), { status, headers: told });
};

const readTokens = async (host: string, read: () => Promise<oauth.TokenEndpointResponse>): Promise<TokenSet> => {
  const reply = await read().catch((): never => {
    // The library's error carries the body, and with it the tokens: it ends here.
    throw new DockpassError('bad-reply', { detail: host });
  });
  // A token bound to a key (RFC 9449) is of no use without that key.
  if (
    reply.token_type !== 'bearer' ||
    !isSendableToken(reply.access_token) ||
    !(reply.refresh_token === undefined || isSendableToken(reply.refresh_token))
  )
    throw new DockpassError('bad-reply', { detail: host });
  return {
    accessToken: new Secret(reply.access_token),
    ...(reply.refresh_token !== undefined && { refreshToken: new Secret(reply.refresh_token) }),
    ...(reply.expires_in !== undefined && { expiresInSeconds: reply.expires_in }),
    ...(reply.scope !== undefined && { scopes: reply.scope.split(' ').filter(scope => scope !== '') }),
  };
};
