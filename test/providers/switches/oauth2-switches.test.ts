import { describe, expect, it } from 'vitest';
import { providersWith } from '../../../main/providers/index.ts';
import { startOAuth } from '../../support/oauth/server.ts';
import { oauthClient, oauthPaths, oauthUser, type Settings, strict } from '../../support/oauth/settings.ts';
import { lives, noAccount, providerClock, runThrough, type Switch, unturned, usual } from './run-through.ts';

const unreadable = { connect: 'bad-reply', ...noAccount };
const redirected = { connect: 'bad-reply redirect', wrong: 'bad-reply redirect', ...noAccount };
/** Nothing but the password, which is not kept, would get another one. */
const once = { renew: 'needs-sign-in', check: 'needs-sign-in', runOut: 'needs-sign-in' };

const switches: readonly Switch<Settings>[] = [
  ['strict, to the letter of RFC 6749', {}],
  ['a byte order mark', { bom: true }],
  ['gzipped', { gzip: true }],
  ['refusals are pages', { refusals: 'page' }, { wrong: 'provider-refused page' }],
  ['JSON that is called text', { contentType: 'text' }],
  ['JSON that is called nothing', { contentType: 'missing' }],
  ['a slash more or less', { slash: 'either' }],
  ['only with a slash more', { slash: 'only-the-other' }, redirected],
  ...lives,
  ['a short life', { expiresInSeconds: 60 }],
  ['a type in upper case', { tokenType: 'Bearer' }],
  // Nobody knows this server: a token whose type it does not say may take more than itself.
  ['no type', { tokenType: 'missing' }, unreadable],
  ['an empty type', { tokenType: 'empty' }, unreadable],
  ['a type that is null', { tokenType: 'null' }, unreadable],
  ['a token that takes a key', { tokenType: 'mac' }, unreadable],
  ['a token with a line break', { lineBreak: true }, unreadable],
  ['no token', { accessToken: 'missing' }, { connect: 'bad-reply no-token', ...noAccount }],
  ['no refresh token', { refreshes: false }, once],
  ['refused with 401', { refusedWith: 401 }],
  ['refused with 403', { refusedWith: 403 }],
];

describe('every switch of a local OAuth 2.0 server', () => {
  for (const [name, settings, otherwise = {}] of switches) {
    it(name, async () => {
      const { now, letRunOut } = providerClock();
      const server = await startOAuth({ ...settings, now });
      try {
        const outcomes = await runThrough({
          providers: providersWith({}),
          form: {
            provider: 'oauth2',
            environment: 'typed',
            accountName: '',
            values: {
              way: 'password',
              tokenAddress: `${server.origin}${oauthPaths.token}`,
              clientId: oauthClient.id,
              clientSecret: oauthClient.secret,
              username: oauthUser.name,
              password: oauthUser.password,
            },
          },
          wrong: { password: 'wrong' },
          letRunOut,
        });
        expect(outcomes).toEqual({ ...usual, ...otherwise });
      } finally {
        await server.close();
      }
    });
  }

  it('is in the table; how it answers at the redirect address is driven in a browser, how it revokes by oauth2.test.ts', () =>
    expect(unturned(strict, switches)).toEqual(['answers', 'revokes']));
});
