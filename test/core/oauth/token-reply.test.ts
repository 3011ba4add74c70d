import { ClientSecretPost } from 'oauth4webapi';
import { expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { requestByRefreshToken } from '../../../main/core/oauth/token-request.ts';
import { answering, codeOf } from '../../providers/outcome.ts';

const endpoint = {
  url: 'https://id.example.com/token',
  clientId: 'client-1',
  clientAuthentication: ClientSecretPost('shh'),
  rules: [],
};
const renewedWith = (changes: object, { tokenTypeRequired = true, contentType = 'application/json' } = {}) =>
  requestByRefreshToken(
    { ...endpoint, tokenTypeRequired },
    new Secret('refresh-1'),
    answering(() =>
      Response.json(
        { access_token: 'at-2', token_type: 'Bearer', refresh_token: 'rt-2', ...changes },
        { headers: { 'content-type': contentType } },
      ),
    ),
  );

// The refresh token that was sent is spent by then: a reply that is refused for a trifle would be a forced sign-in.
it.each<[string, object]>([
  ['no end', { expires_in: null }],
  ['an end that is no number', { expires_in: 'soon' }],
  ['an end that is nothing', { expires_in: '' }],
  ['an end that is true', { expires_in: true }],
  ['an end before its beginning', { expires_in: -1 }],
  ['an end beyond all numbers', { expires_in: '1e999' }],
  ['no scope', { scope: null }],
  ['a list of scopes', { scope: ['read', 'write'] }],
  ['an ID token that is none', { id_token: null }],
])('a new token with %s is kept, with its new refresh token', async (_what, changes) => {
  const tokens = await renewedWith(changes);
  expect(tokens.accessToken.reveal()).toBe('at-2');
  expect(tokens.refreshToken?.reveal()).toBe('rt-2');
  expect(tokens).not.toHaveProperty('expiresInSeconds');
  expect(tokens).not.toHaveProperty('scopes');
});

it.each([null, '', 7])('a new token with the refresh token %j leaves the present one', async refresh_token => {
  const tokens = await renewedWith({ refresh_token, expires_in: '3600', scope: 'read write' });
  expect(tokens).toMatchObject({ expiresInSeconds: 3600, scopes: ['read', 'write'] });
  expect(tokens).not.toHaveProperty('refreshToken');
});

it('a token that works only with a key of its own is not taken for one that works alone', async () => {
  expect(await codeOf(() => renewedWith({ token_type: 'DPoP' }))).toBe('bad-reply');
});

it.each(['text/plain', 'text/html; charset=utf-8', 'application/vnd.api+json', ''])(
  'a new token in JSON that is called %j is kept, with its new refresh token',
  async contentType => {
    const tokens = await renewedWith({}, { contentType });
    expect([tokens.accessToken.reveal(), tokens.refreshToken?.reveal()]).toEqual(['at-2', 'rt-2']);
  },
);

it.each([null, '', undefined])('the token type %j is a missing one, where a provider may leave it out', async type => {
  const changes = { token_type: type };
  expect((await renewedWith(changes, { tokenTypeRequired: false })).accessToken.reveal()).toBe('at-2');
  expect(await codeOf(() => renewedWith(changes))).toBe('bad-reply');
});
