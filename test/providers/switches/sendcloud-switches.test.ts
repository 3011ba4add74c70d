import { describe, expect, it } from 'vitest';
import type { Provider } from '../../../main/core/oauth/provider.ts';
import { providersWith } from '../../../main/providers/index.ts';
import { type SendcloudServer, startSendcloud } from '../../support/sendcloud/server.ts';
import { oauth2Integration, type Settings, sampleIntegration, strict } from '../../support/sendcloud/settings.ts';
import {
  lives,
  noAccount,
  type Outcomes,
  providerClock,
  runThrough,
  type Switch,
  types,
  unturned,
  usual,
} from './run-through.ts';

/** The local environment, with the token address at another name of this computer. */
const providersOn = ({ origin, settings }: SendcloudServer): readonly Provider[] =>
  providersWith({ sendcloud: origin }).map(provider => ({
    ...provider,
    environments: provider.environments.map(environment =>
      environment.id === 'local' && settings.tokenHost === 'localhost'
        ? { ...environment, tokenOrigin: origin.replace('127.0.0.1', 'localhost') }
        : environment,
    ),
  }));

const outcomesWith = async (way: 'keys' | 'oauth2', settings: Partial<Settings>): Promise<Outcomes> => {
  const { now, letRunOut } = providerClock();
  const server = await startSendcloud({ ...settings, now });
  const { publicKey, privateKey } = way === 'keys' ? sampleIntegration : oauth2Integration;
  try {
    return await runThrough({
      providers: providersOn(server),
      form: {
        provider: 'sendcloud',
        environment: 'local',
        accountName: '',
        values: { way, publicKey, privateKey, scopes: 'api' },
      },
      wrong: { privateKey: 'wrong' },
      letRunOut,
    });
  } finally {
    await server.close();
  }
};

const forBoth: readonly Switch<Settings>[] = [
  ['strict, to the letter of the guide', {}],
  ['a byte order mark', { bom: true }],
  ['gzipped', { gzip: true }],
  ['JSON that is called text', { contentType: 'text' }],
  ['JSON that is called nothing', { contentType: 'missing' }],
  ['refusals are pages', { refusals: 'page' }],
  ['a user that is no member', { user: 'flat' }],
  ['a user without a name', { user: 'nulls' }],
  ['a list of users', { user: 'list' }],
  ['no user', { user: 'empty' }],
  ['a page for a user', { user: 'page' }],
];

const tokenSwitches: readonly Switch<Settings>[] = [
  ...forBoth,
  ['both keys are form-decoded', { pair: 'form-decoded' }],
  ['a slash more or less', { slash: 'either' }],
  [
    'only with a slash more',
    { slash: 'only-the-other' },
    { connect: 'bad-reply redirect', wrong: 'bad-reply redirect', ...noAccount },
  ],
  ['another host for tokens', { tokenHost: 'localhost' }],
  ...lives,
  ['a short life', { expiresInSeconds: 60 }],
  ...types,
  ['a token that takes a key', { tokenType: 'mac' }, { connect: 'bad-reply', ...noAccount }],
  ['no token', { accessToken: 'missing' }, { connect: 'bad-reply no-token', ...noAccount }],
  ['no scope', { scope: 'missing' }],
  ['tokens for every integration', { tokensForAll: true }],
  ['refused with 403', { refusedWith: 403 }],
  [
    'a token that may not ask who it is for',
    { userStatus: 403 },
    {
      connect: 'works, and says insufficient-scope integration',
      check: 'insufficient-scope integration',
      runOut: 'insufficient-scope integration',
    },
  ],
  [
    'an API that does not know the address',
    { userStatus: 404 },
    {
      connect: 'works, and says provider-refused no-such-address',
      check: 'provider-refused no-such-address',
      runOut: 'provider-refused no-such-address',
    },
  ],
];

/** Keys are not renewed: there is nothing to. */
const keysUsual: Outcomes = { ...usual, renew: 'needs-sign-in' };
const keySwitches: readonly Switch<Settings>[] = [
  ...forBoth,
  ['refused with 403', { refusedWith: 403 }, { wrong: 'insufficient-scope integration' }],
  [
    'keys that may not ask who they are for',
    { userStatus: 403 },
    {
      connect: 'insufficient-scope integration',
      ...noAccount,
    },
  ],
  [
    'an API that does not know the address',
    { userStatus: 404 },
    {
      connect: 'provider-refused no-such-address',
      ...noAccount,
    },
  ],
];

describe('every switch of the local Sendcloud', () => {
  for (const [name, settings, otherwise = {}] of tokenSwitches) {
    it(`with OAuth2: ${name}`, async () => {
      expect(await outcomesWith('oauth2', settings)).toEqual({ ...usual, ...otherwise });
    });
  }

  for (const [name, settings, otherwise = {}] of keySwitches) {
    it(`with API keys: ${name}`, async () => {
      expect(await outcomesWith('keys', settings)).toEqual({ ...keysUsual, ...otherwise });
    });
  }

  const typedAt = async (settings: Partial<Settings>, typed: 'keys' | 'oauth2'): Promise<string> => {
    const server = await startSendcloud(settings);
    const { publicKey, privateKey } = typed === 'keys' ? oauth2Integration : sampleIntegration;
    const values = { way: typed, publicKey, privateKey, scopes: 'api' };
    const form = { provider: 'sendcloud', environment: 'local', accountName: '', values };
    try {
      return (await runThrough({ providers: providersOn(server), form, wrong: {}, letRunOut: () => {} })).connect;
    } finally {
      await server.close();
    }
  };

  it.each<Partial<Settings>>([
    { onlyOAuth2Says: 'so' },
    { onlyOAuth2Says: 'wrong-keys' },
    { onlyOAuth2Says: 'wrong-keys', refusedWith: 403 },
    { onlyOAuth2Says: 'wrong-keys', pair: 'form-decoded' },
  ])('keys of an integration that takes only OAuth2 are told so: %j', async settings => {
    expect(await typedAt(settings, 'keys')).toBe('only-oauth2');
  });

  it.each<Partial<Settings>>([{}, { refusedWith: 403 }, { user: 'page' }])(
    'OAuth2 with keys of an integration that has it switched off is told so: %j',
    async settings => expect(await typedAt(settings, 'oauth2')).toBe('only-keys'),
  );

  it('is in a table', () => {
    const turned: readonly Switch<Settings>[] = [...tokenSwitches, ...keySwitches, ['', { onlyOAuth2Says: 'so' }]];
    expect(unturned(strict, turned)).toEqual([]);
  });
});
