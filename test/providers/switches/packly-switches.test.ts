import { describe, expect, it } from 'vitest';
import { providersWith } from '../../../main/providers/index.ts';
import { type Settings, sampleClient, startPackly, strict, verifyPath } from '../../support/packly/server.ts';
import { lives, noAccount, providerClock, runThrough, type Switch, types, unturned, usual } from './run-through.ts';

const redirected = { connect: 'bad-reply redirect', wrong: 'bad-reply redirect', ...noAccount };
const tokenless = { connect: 'bad-reply no-token', ...noAccount };

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
  ...lives,
  ['a short life', { expiresInSeconds: 60 }],
  ...types,
  ['a token that takes a key', { tokenType: 'mac' }, { connect: 'bad-reply', ...noAccount }],
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
