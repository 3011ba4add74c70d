import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import type { SignInRequest, SignInResult } from '../../../main/core/sign-in/sign-in-ports.ts';
import { providersWith } from '../../../main/providers/index.ts';
import { createVisitor } from '../../support/readycloud/readycloud-visitor.ts';
import { type ReadyCloudOptions, type ReadyCloudServer, startReadyCloud } from '../../support/readycloud/server.ts';
import { type Settings, sampleApp, sampleUser, strict } from '../../support/readycloud/settings.ts';
import {
  usual as everythingWorks,
  lives,
  noAccount,
  type Outcomes,
  providerClock,
  runThrough,
  type Switch,
  types,
  unturned,
} from './run-through.ts';

const usual: Outcomes = { ...everythingWorks, wrong: 'wrong-app-secret' };
const unreadable = { connect: 'works, and says bad-reply', check: 'bad-reply', runOut: 'bad-reply' };
const someOfList = {
  connect: 'works, and says bad-reply part-of-list',
  check: 'bad-reply part-of-list',
  runOut: 'bad-reply part-of-list',
};

const switches: readonly Switch<Settings>[] = [
  ['strict, to the letter of the guides', {}],
  ['a byte order mark', { bom: true }],
  ['gzipped', { gzip: true }],
  ['refusals are pages', { refusals: 'page' }, { runOut: 'provider-refused page', wrong: 'provider-refused page' }],
  ['JSON that is called text', { contentType: 'text' }],
  ['JSON that is called nothing', { contentType: 'missing' }],
  ['state comes back', { state: 'echo' }],
  [
    'another state comes back',
    { state: 'wrong' },
    { connect: 'state-mismatch state-mismatch', wrong: 'state-mismatch state-mismatch', ...noAccount },
  ],
  ['the landing address has a slash at its end', { landingSlash: true }],
  ['the same, and state comes back', { landingSlash: true, state: 'echo' }],
  ...lives,
  ['a short life', { expiresInSeconds: 60 }],
  ...types,
  [
    'a token that takes a key',
    { tokenType: 'mac' },
    { connect: 'bad-redirect bad-token-type', wrong: 'bad-redirect bad-token-type', ...noAccount },
  ],
  ['no token', { accessToken: 'missing' }, { connect: 'bad-redirect', wrong: 'bad-redirect', ...noAccount }],
  [
    'no refresh token',
    { refreshTokens: false },
    { renew: 'needs-sign-in', runOut: 'needs-sign-in', wrong: 'needs-sign-in' },
  ],
  ['fewer scopes than asked for', { scope: 'fewer' }],
  ['no word of scopes', { scope: 'missing' }],
  ['a user that can be read', { user: 'escaped' }],
  ['no user', { user: 'missing' }],
  ['an error behind the #', { errorPlace: 'fragment' }],
  ['renewing changes the access token', { renewal: 'new-access-token' }],
  ['renewing keeps the refresh token', { renewal: 'same-refresh-token' }],
  ['renewing sends no refresh token', { renewal: 'no-refresh-token' }],
  ['a slash more or less', { slash: 'either' }],
  [
    'only with a slash less',
    { slash: 'only-the-other' },
    { renew: 'bad-reply redirect', runOut: 'bad-reply redirect', wrong: 'bad-reply redirect' },
  ],
  [
    'another host for tokens',
    { tokenHost: 'localhost' },
    { renew: 'provider-refused page', runOut: 'provider-refused page', wrong: 'provider-refused page' },
  ],
  ['whole addresses of organizations', { orgUrl: 'whole' }],
  ['organizations without a name', { orgName: 'null' }],
  ['organizations from page to page', { pageSize: 1 }],
  ['a page with nothing but organizations', { orgsPage: 'only-results' }],
  ['a list in place of a page', { orgsPage: 'list' }, unreadable],
  ['an empty page', { orgsPage: 'empty' }, unreadable],
  ['a web page in place of organizations', { orgsPage: 'page' }, unreadable],
  ['the second page fails', { pageSize: 1, secondPage: 'fails' }, someOfList],
  ['the next page is at another host', { pageSize: 1, nextOrigin: 'https://evil.example' }, someOfList],
  ['the next page is https where this one is not', { pageSize: 1, nextScheme: 'https' }, someOfList],
  [
    'organizations need a scope that was not asked for',
    { orgsScope: 'company' },
    {
      connect: 'works, and says insufficient-scope',
      check: 'insufficient-scope',
      runOut: 'insufficient-scope',
    },
  ],
  [
    'too many requests',
    { rateLimit: { perMinute: 0 } },
    { connect: 'works, and says rate-limited', check: 'rate-limited', runOut: 'rate-limited' },
  ],
  ['a token refused with 403', { refusedWith: 403 }],
];

/** Goes through the pages as a person does, who says yes where another address is offered. */
const personAt =
  (server: ReadyCloudServer) =>
  async (request: SignInRequest): Promise<SignInResult> => {
    const { origin, searchParams } = new URL(request.authorizationUrl);
    for (const _try of [1, 2]) {
      // On a page that leads nowhere.
      const pressCancel = (): never => {
        throw new DockpassError('cancelled');
      };
      const end = await createVisitor(server).connect(Object.fromEntries(searchParams)).catch(pressCancel);
      const reading = request.read(end.href, ['', origin]);
      if (reading.kind === 'nothing-yet') throw new DockpassError('bad-redirect');
      if (reading.kind !== 'elsewhere') return reading;
      const other = request.otherAddress(end.href, origin, true);
      if (other !== undefined) request.takeOtherAddress(other);
    }
    throw new DockpassError('timed-out');
  };

interface On extends ReadyCloudOptions {
  readonly appId?: string;
  readonly prepare?: (server: ReadyCloudServer) => void;
}
const outcomesOn = async ({ appId = sampleApp.appId, prepare, ...options }: On): Promise<Outcomes> => {
  const { now, letRunOut } = providerClock();
  const server = await startReadyCloud({ ...options, now });
  prepare?.(server);
  try {
    return await runThrough({
      providers: providersWith({ readycloud: server.origin }),
      form: {
        provider: 'readycloud',
        environment: 'local',
        accountName: '',
        values: { appId, appSecret: sampleApp.appSecret, permissions: 'order', redirectAddress: '' },
      },
      wrong: { appSecret: 'wrong' },
      letRunOut,
      signIn: personAt(server),
    });
  } finally {
    await server.close();
  }
};

const twoOrgs = { ...sampleUser, orgs: [...sampleUser.orgs, { id: 'N4k', name: 'Northside Returns' }] };

describe('every switch of the local ReadyCloud', () => {
  for (const [name, settings, otherwise = {}] of switches) {
    it(name, async () => {
      expect(await outcomesOn({ ...settings, users: [twoOrgs] })).toEqual({ ...usual, ...otherwise });
    });
  }

  it.each(['omit', 'echo'] as const)('an App with a redirect address of its own, state: %s', async state => {
    const prepare = ({ apps, otherOrigin }: ReadyCloudServer): void => {
      apps[0] = { ...sampleApp, redirectAddresses: [`${otherOrigin}/registered`] };
    };
    expect(await outcomesOn({ state, prepare })).toEqual(usual);
  });

  it.each(['redirect', 'page'] as const)('an App Id that nobody registered, told on a %s', async unknownApp => {
    const told = unknownApp === 'redirect' ? 'wrong-app-id invalid_client' : 'cancelled';
    expect((await outcomesOn({ unknownApp, appId: 'nobody' })).connect).toBe(told);
  });

  it('is in a table; the ways to the redirect address are driven in a browser', () => {
    const turned: readonly Switch<Settings>[] = [...switches, ['', { unknownApp: 'page' }]];
    expect(unturned(strict, turned)).toEqual(['variant']);
  });
});
