import { describe, expect, it } from 'vitest';
import { providersWith } from '../../../main/providers/index.ts';
import { startOrderCloud } from '../../support/ordercloud/server.ts';
import { peopleClient, type Settings, sampleUser, strict } from '../../support/ordercloud/settings.ts';
import { lives, noAccount, providerClock, runThrough, type Switch, types, unturned, usual } from './run-through.ts';

const switches: readonly Switch<Settings>[] = [
  ['strict, to the letter of the guide', {}],
  ['a byte order mark', { bom: true }],
  ['gzipped', { gzip: true }],
  ['refusals are pages', { refusals: 'page' }, { runOut: 'provider-refused page', wrong: 'provider-refused page' }],
  ['JSON that is called text', { contentType: 'text' }],
  ['JSON that is called nothing', { contentType: 'missing' }],
  ['words of the API reference', { words: 'reference' }],
  ['refresh tokens that stay', { rotates: false }],
  [
    'roles beyond the user’s are refused',
    { excessRoles: 'refused' },
    { connect: 'unknown-scope roles', ...noAccount, wrong: 'wrong-credentials' },
  ],
  ['locked after one wrong password', { lockOutAfter: 1 }],
  ['another audience', { audience: 'https://westeurope-sandbox.ordercloud.io' }],
  ['a token that says nothing', { tokenForm: 'opaque' }],
  ['a token without its roles', { claims: 'missing' }],
  ['another host for tokens', { tokenHost: 'localhost' }],
  ['a slash more or less', { slash: 'either' }],
  [
    'only with a slash more',
    { slash: 'only-the-other' },
    { connect: 'bad-reply redirect', wrong: 'bad-reply redirect', ...noAccount },
  ],
  ...lives,
  ['no life, and a token that says nothing', { expiresIn: 'missing', tokenForm: 'opaque' }],
  ...types,
  ['a token that takes a key', { tokenType: 'mac' }, { connect: 'bad-reply', ...noAccount }],
  ['no token', { accessToken: 'missing' }, { connect: 'bad-reply no-token', ...noAccount }],
  ['a user without anything', { me: 'nulls' }],
  ['a list of users', { me: 'list' }],
  ['no user', { me: 'empty' }, { connect: 'works, and says bad-reply', check: 'bad-reply', runOut: 'bad-reply' }],
  ['refused with 401', { refusedWith: 401 }],
  ['refused with 403', { refusedWith: 403 }],
  ['a token refused with 403', { tokenRefusedWith: 403 }],
];

describe('every switch of the local OrderCloud', () => {
  for (const [name, settings, otherwise = {}] of switches) {
    it(name, async () => {
      const { now, letRunOut } = providerClock();
      const server = await startOrderCloud({ ...settings, now });
      const { username, password } = sampleUser();
      const tokenAddress = `${server.origin.replace('127.0.0.1', 'localhost')}/oauth/token`;
      try {
        const outcomes = await runThrough({
          providers: providersWith({ ordercloud: server.origin }),
          form: {
            provider: 'ordercloud',
            environment: 'local',
            accountName: '',
            values: {
              way: 'password',
              clientId: peopleClient().id,
              username,
              password,
              roles: '"OrderReader ProductReader FullAccess"',
              ...(settings.tokenHost === 'localhost' && { tokenAddress }),
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

  it('is in the table', () => expect(unturned(strict, switches)).toEqual([]));
});
