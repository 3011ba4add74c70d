import * as oauth from 'oauth4webapi';
import { DockpassError } from './errors.ts';
import type { HttpReply } from './ports.ts';
import type { ProviderPorts } from './provider.ts';
import { type RefusalRule, refusalOf } from './refusal.ts';
import { Secret } from './secret.ts';
import { isSendableToken, type TokenSet } from './tokens.ts';

/** A token endpoint and how its provider words a refusal. */
export interface TokenEndpoint {
  readonly url: string;
  readonly clientId: string;
  readonly clientAuthentication: oauth.ClientAuth;
  readonly rules: readonly RefusalRule[];
}

/** RFC 6749 section 6. Throws the refusal's code, bad-reply for a reply that is no token reply, and what Http throws. */
export const requestByRefreshToken = async (
  endpoint: TokenEndpoint,
  refreshToken: Secret,
  ports: ProviderPorts,
): Promise<TokenSet> => {
  const server: oauth.AuthorizationServer = { issuer: new URL(endpoint.url).origin, token_endpoint: endpoint.url };
  const client: oauth.Client = { client_id: endpoint.clientId };
  let serverAt: number | undefined;
  const response = await oauth.refreshTokenGrantRequest(
    server,
    client,
    endpoint.clientAuthentication,
    refreshToken.reveal(),
    {
      // Http itself refuses plain http anywhere but on loopback.
      [oauth.allowInsecureRequests]: true,
      [oauth.customFetch]: async (url, init) => {
        const reply: HttpReply = await ports.http.send({
          url,
          method: 'POST',
          headers: init.headers,
          body: String(init.body),
        });
        serverAt = reply.serverAt;
        return reply.response;
      },
    },
  );
  if (response.status !== 200) throw await refusalOf(response, new URL(endpoint.url).host, endpoint.rules);
  const tokens = await readTokens(new URL(endpoint.url).host, () =>
    oauth.processRefreshTokenResponse(server, client, response),
  );
  return serverAt === undefined ? tokens : { ...tokens, clockSkewMs: ports.now() - serverAt };
};

const readTokens = async (host: string, read: () => Promise<oauth.TokenEndpointResponse>): Promise<TokenSet> => {
  const reply = await read().catch((): never => {
    // The library's error carries the body, and with it the tokens: it ends here.
    throw new DockpassError('bad-reply', { detail: host });
  });
  if (
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
