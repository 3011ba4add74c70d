import type { HttpRequest } from '../../../main/core/ports/network.ts';
import type { coreOn } from './fakes.ts';

/** One request to revoke a token, as it came. Holds secrets of a test: invented ones. */
export interface AskedToRevoke {
  readonly token: string;
  readonly hint: string;
}

const issuer = 'https://login.example.com';

/** A password sign-in at a server that names where it revokes; `accountName` also names the user. */
export const revocableForm = (accountName: string) => ({
  provider: 'oauth2',
  environment: 'typed',
  accountName,
  values: {
    discoverFrom: issuer,
    way: 'password',
    clientId: 'desk',
    clientSecret: 'shh-1',
    username: accountName,
    password: 'pass-1',
  },
});

/**
 * Makes a core's network a server that hands out `refresh-1` with `access-1`, then the next pair, and revokes them.
 * `answer` says what it answers when it is asked to; `renew`, to a refresh token.
 */
export const revokingServer = (core: ReturnType<typeof coreOn>) => {
  let issued = 0;
  const tokens = () => {
    issued += 1;
    return Response.json({
      access_token: `access-${issued}`,
      refresh_token: `refresh-${issued}`,
      token_type: 'bearer',
      expires_in: 3600,
    });
  };
  const server = {
    asked: [] as AskedToRevoke[],
    answer: (_asked: AskedToRevoke): Response | Promise<Response> => new Response(null, { status: 200 }),
    renew: (): Response | Promise<Response> => tokens(),
    tokens,
  };
  core.http.handle = ({ url, body = '' }: HttpRequest) => {
    const { pathname } = new URL(url);
    if (pathname.includes('/.well-known/'))
      return Response.json({
        issuer,
        token_endpoint: `${issuer}/token`,
        revocation_endpoint: `${issuer}/revoke`,
        token_endpoint_auth_methods_supported: ['client_secret_post'],
      });
    const form = new URLSearchParams(body);
    if (pathname === '/token') return form.get('grant_type') === 'refresh_token' ? server.renew() : tokens();
    if (pathname !== '/revoke') return Response.json({ next: null, results: [] });
    const asked = { token: form.get('token') ?? '', hint: form.get('token_type_hint') ?? '' };
    server.asked.push(asked);
    return server.answer(asked);
  };
  return server;
};
