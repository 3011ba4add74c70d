import { describe, expect, it } from 'vitest';
import { providersWith } from '../../../main/providers/index.ts';
import { type Settings, sampleClient, startPackly, strict, verifyPath } from '../../support/packly/server.ts';
import { type Outcomes, providerClock, runThrough, type Switch, unturned } from './run-through.ts';

const usual: Outcomes = {
  connect: 'works',
  copy: 'works',
  renew: 'works',
  check: 'works',
  runOut: 'works',
  wrong: 'wrong-credentials',
};
const nothing = { copy: 'no account', renew: 'no account', check: 'no account', runOut: 'no account' };
const redirected = { connect: 'bad-reply redirect', wrong: 'bad-reply redirect', ...nothing };
const tokenless = { connect: 'bad-reply no-token', ...nothing };

const switches: readonly Switch<Settings>[] = [
  ['strict, to the letter of the guide', {}],
  ['the pair is form-decoded', { pair: 'form-decoded' }],
  ['a byte order mark', { bom: true }],
  ['not gzipped', { gzip: false }],
  ['JSON that is called text', { contentType: 'text' }],
  ['JSON that is called nothing', { contentType: 'missing' }],
  ['a slash more or less', { slash: 'either' }],
  ['only with a slash more', { slash: 'only-the-other' }, redirected],
  ['another host for tokens', { tokenHost: 'localhost' }],
  ['a token that is a JWT', { tokenForm: 'jwt' }],
  ['a life that is text', { expiresIn: 'text' }],
  ['a life with a fraction', { expiresIn: 'with-fraction' }],
  ['an empty life', { expiresIn: 'empty' }],
  ['a life that is null', { expiresIn: 'null' }],
  ['no life', { expiresIn: 'missing' }],
  ['a short life', { expiresInSeconds: 60 }],
  ['a type in upper case', { tokenType: 'Bearer' }],
  ['no type', { tokenType: 'missing' }],
  ['an empty type', { tokenType: 'empty' }],
  ['a type that is null', { tokenType: 'null' }],
  ['a token that takes a key', { tokenType: 'mac' }, { connect: 'bad-reply', ...nothing }],
  ['no token', { accessToken: 'missing' }, tokenless],
  ['refusals are pages', { refusals: 'page' }],
  ['refused with 403', { refusedWith: 403 }],
  ['refused with 403 on a page', { refusedWith: 403, refusals: 'page' }, { wrong: 'wrong-credentials forbidden' }],
];

describe('every switch of the local Packly', () => {
  for (const [name, settings, otherwise = {}] of switches) {
    it(name, async () => {
      const { now, letRunOut } = providerClock();
      const server = await startPackly({ ...settings, now });
      const apiAddress = server.origin.replace('127.0.0.1', 'localhost');
      try {
        const outcomes = await runThrough({
          providers: providersWith({ packly: server.origin }),
          form: {
            provider: 'packly',
            environment: 'local',
            accountName: '',
            values: {
              ...sampleClient,
              verifyAddress: `${server.origin}${verifyPath}`,
              ...(settings.tokenHost === 'localhost' && { apiAddress }),
            },
          },
          wrong: { clientSecret: 'wrong' },
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
