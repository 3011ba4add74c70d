import * as oauth from 'oauth4webapi';
import { DockpassError } from '../base/errors.ts';
import type { Secret } from '../base/secret.ts';
import type { HttpReply } from '../ports/network.ts';
import type { FilledForm, Provider, ProviderPorts, TokenToRevoke, Values } from './provider.ts';
import { type RefusalRule, refusalOf } from './refusal.ts';
import type { TokenEndpoint } from './token-request.ts';

/** Whether tokens of an account with these values can be ended at its provider. */
export const canRevoke = ({ revoke, revokes }: Provider, values: Values): boolean =>
  revoke !== undefined && (revokes?.(values) ?? true);

/** RFC 7009 section 2.2.1; a server that says so of a token has nothing to end (section 2.2 has 200 for it). */
const alreadyOver = 'already-over';
const rules: readonly RefusalRule[] = [
  { error: 'unsupported_token_type', code: 'provider-refused', reason: 'unsupported-token-type' },
  { error: 'invalid_token', code: 'provider-refused', reason: alreadyOver },
];

/** Only a word that says so is about the client: a gateway in front may answer 401 or 403, too. */
const saidNo = () => 'provider-refused' as const;

/**
 * Has a server end one token (RFC 7009 section 2.1), with the client's authentication as at the token endpoint. A token
 * that the server does not know counts as ended. Throws the refusal's code, and what Http throws.
 */
export const requestRevocation = async (
  endpoint: Omit<TokenEndpoint, 'issuer' | 'tokenTypeRequired'>,
  { kind, token }: TokenToRevoke,
  ports: ProviderPorts,
): Promise<void> => {
  const url = new URL(endpoint.url);
  const server: oauth.AuthorizationServer = { issuer: url.origin, revocation_endpoint: endpoint.url };
  const client: oauth.Client = { client_id: endpoint.clientId };
  let reply: HttpReply | undefined;
  const response = await oauth.revocationRequest(server, client, endpoint.clientAuthentication, token.reveal(), {
    additionalParameters: { token_type_hint: kind },
    // Http itself refuses plain http anywhere but on loopback.
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: async (address, init) => {
      reply = await ports.http.send({ url: address, method: 'POST', headers: init.headers, body: String(init.body) });
      return reply.response;
    },
  });
  // Its content says nothing (section 2.2).
  if (response.status === 200) return;
  const refused = await refusalOf({ ...reply, response }, url.host, [...rules, ...endpoint.rules], saidNo);
  if (refused.reason !== alreadyOver) throw refused;
};

/** The tokens of an account, as it keeps them. */
interface TokensToRevoke {
  readonly accessToken: Secret;
  readonly refreshToken?: Secret;
  readonly previousRefreshToken?: Secret;
}

/**
 * Has the provider end all tokens of an account: the refresh token first, since with it goes what gives new ones; then the
 * one before it, which a server may still take, and the access token, which a server may leave alive (RFC 7009 section
 * 2.1). Throws where not even the first has ended. `left`: why a later one may not have.
 */
export const revokeAll = async (
  provider: Provider,
  filled: FilledForm,
  { accessToken, refreshToken, previousRefreshToken }: TokensToRevoke,
  ports: ProviderPorts,
): Promise<{ readonly left?: DockpassError }> => {
  const { revoke } = provider;
  if (revoke === undefined || !canRevoke(provider, filled.values))
    throw new DockpassError('bad-input', { field: 'account' });
  const all: readonly TokenToRevoke[] = [
    ...[refreshToken, previousRefreshToken]
      .filter(token => token !== undefined)
      .map(token => ({ kind: 'refresh_token', token }) as const),
    { kind: 'access_token', token: accessToken },
  ];
  let ended = 0;
  try {
    for (const one of all) {
      await revoke(filled, one, ports);
      ended += 1;
    }
    return {};
  } catch (error) {
    if (ended === 0 || !(error instanceof DockpassError)) throw error;
    return { left: error };
  }
};
