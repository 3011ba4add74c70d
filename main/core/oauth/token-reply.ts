import type { TokenEndpointResponse } from 'oauth4webapi';
import { DockpassError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import { isSendableToken, scopesIn, type TokenSet } from './tokens.ts';

const saysNothing = (value: unknown): boolean => value === null || value === '';

/** Members that may be left out (RFC 6749 section 5.1). Servers also write them as null, or in a form of their own. */
const optional: Readonly<Record<string, (value: unknown) => boolean>> = {
  refresh_token: value => typeof value === 'string' && value !== '',
  scope: value => typeof value === 'string',
  expires_in: value => Number.isFinite(Number.parseFloat(String(value))) && Number(value) >= 0,
  // Whose token it is does not matter here: the library would refuse one of a server whose name nobody knows.
  id_token: () => false,
};

/** The reply without members that say nothing: refused for one of them, a token that was just made would be lost. */
const onlyWhatCounts = (body: object, typeRequired: boolean): Response => {
  const counts = (name: string, value: unknown): boolean =>
    name === 'token_type' ? typeRequired || !saysNothing(value) : (optional[name]?.(value) ?? true);
  const counting = Object.entries(body).filter(([name, value]) => counts(name, value));
  return Response.json({ ...(!typeRequired && { token_type: 'bearer' }), ...Object.fromEntries(counting) });
};

/**
 * The tokens of an answer with status 200 (RFC 6749 section 5.1), which `read` checks. Throws bad-reply with the host for
 * anything else (reason `no-token` where there is none in it): the answer itself may quote a token.
 */
export const readTokenReply = async (
  host: string,
  response: Response,
  read: (counting: Response) => Promise<TokenEndpointResponse>,
  typeRequired: boolean,
): Promise<TokenSet> => {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null) throw new DockpassError('bad-reply', { detail: host });
  if (!('access_token' in body) || saysNothing(body.access_token))
    throw new DockpassError('bad-reply', { detail: host, reason: 'no-token' });
  const reply = await read(onlyWhatCounts(body, typeRequired)).catch((): never => {
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
    ...(reply.scope !== undefined && { scopes: scopesIn(reply.scope) }),
  };
};
