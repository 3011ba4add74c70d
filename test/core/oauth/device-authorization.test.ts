import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestUserCode, longestVerificationAddress } from '../../../main/core/base/limits.ts';
import { beginDeviceSignIn } from '../../../main/core/oauth/device-authorization.ts';
import { drawQr } from '../../../main/platform/qr.ts';
import { fakeHttp } from '../../support/fakes/fakes.ts';

// What a server answers at the begin of a sign-in on another device: a stranger's code and a stranger's address.

const url = 'https://id.example.com/device/code';
const usual = {
  device_code: 'dc-1',
  user_code: 'WDJB-MJHT',
  verification_uri: 'https://id.example.com/device',
  expires_in: 600,
};
const begin = async (answer: Response, at = url) => {
  const http = fakeHttp();
  http.handle = () => answer;
  const tokens = {
    url: 'https://id.example.com/token',
    clientId: 'dock',
    clientAuthentication: () => {},
    rules: [],
  };
  const begun = await beginDeviceSignIn(at, tokens, ['orders', 'stock'], { http, now: () => 0 });
  return { begun, http };
};
const said = (members: Readonly<Record<string, unknown>>, at?: string) =>
  begin(Response.json({ ...usual, ...members }), at);
const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    ({ code }) => code,
  );

it('asks with the scopes, and keeps the device code to itself', async () => {
  const { begun, http } = await said({});
  expect(http.sent).toMatchObject([{ url, method: 'POST', body: 'scope=orders+stock&client_id=dock' }]);
  expect(JSON.stringify(begun)).not.toContain('dc-1');
  http.handle = () => Response.json({ error: 'authorization_pending' }, { status: 400 });
  expect(await begun.ask({ http, now: () => 0 })).toBe('pending');
  expect(http.sent[1]?.body).toContain('device_code=dc-1');
});

it('knows the address by the name that Google gives it', async () => {
  const { begun } = await said({ verification_uri: undefined, verification_url: 'https://www.google.com/device' });
  expect(begun.verificationAddress).toBe('https://www.google.com/device');
});

describe('a code to be typed', () => {
  it.each(['0', 'A B C', 'ÄÖ-ß1', '日本-語', 'a'.repeat(longestUserCode)])('is taken as it is: %s', async code => {
    expect((await said({ user_code: code })).begun.userCode).toBe(code);
  });

  it.each([
    ['is nothing', ''],
    ['is longer than anybody types', 'a'.repeat(longestUserCode + 1)],
    ['breaks its line', 'AB\nCD'],
    ['turns the text around', 'AB\u202eCD'],
    ['has letters that nobody sees', 'AB\u200bCD'],
    ['piles marks on a letter', 'A\u0301\u0301'],
    ['begins with a space', ' AB'],
    ['is no text', 12],
  ])('is refused where it %s', async (_what, code) => {
    expect(await failure(said({ user_code: code }))).toBe('bad-reply');
  });
});

describe('the address of the page', () => {
  it.each([
    ['http', 'http://id.example.com/device'],
    ['another scheme', 'javascript:alert(1)'],
    ['a user in it', 'https://id.example.com@evil.example/device'],
    ['a line break', 'https://id.example.com/\ndevice'],
    ['this computer, said by another', 'https://127.0.0.1/device'],
    ['this computer by http, said by another', 'http://localhost:8080/device'],
    ['more than anybody reads', `https://id.example.com/${'a'.repeat(longestVerificationAddress)}`],
    ['no address at all', 'id.example.com/device'],
  ])('is refused with %s', async (_what, address) => {
    expect(await failure(said({ verification_uri: address }))).toBe('bad-reply');
  });

  it('may be this computer’s where the server is there, too', async () => {
    const { begun } = await said({ verification_uri: 'http://127.0.0.1:4000/device' }, 'http://127.0.0.1:4000/code');
    expect(begun.verificationAddress).toBe('http://127.0.0.1:4000/device');
  });

  it.each([
    ['at another origin', 'https://evil.example/device?user_code=WDJB-MJHT'],
    ['too long for a picture', `https://id.example.com/device?${'a'.repeat(1000)}`],
    ['not https', 'http://id.example.com/device?user_code=WDJB-MJHT'],
    ['nothing', ''],
  ])('with the code in it does not count where it is %s', async (_what, address) => {
    const { begun } = await said({ verification_uri_complete: address });
    expect(begun).not.toHaveProperty('completeAddress');
    expect(begun.verificationAddress).toBe(usual.verification_uri);
  });
});

it('whatever it is answered, it shows what can be read, opened and drawn, or says that this is no answer', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.webUrl(), fc.constant(usual.verification_uri));
  const anything = fc.oneof(
    text,
    fc.integer(),
    fc.double(),
    fc.constant(null),
    fc.constant(undefined),
    fc.constant({}),
  );
  const answer = fc.record({
    device_code: fc.oneof(fc.constant('dc-1'), anything),
    user_code: fc.oneof(fc.constant('AB-12'), anything),
    verification_uri: anything,
    verification_uri_complete: anything,
    expires_in: fc.oneof(fc.integer(), anything),
    interval: anything,
  });
  await fc.assert(
    fc.asyncProperty(answer, async members => {
      try {
        const { begun } = await said(members);
        const { origin, protocol } = new URL(begun.completeAddress ?? begun.verificationAddress);
        expect([protocol, origin]).toEqual(['https:', new URL(begun.verificationAddress).origin]);
        expect(begun.userCode).toMatch(/^[^\p{C}]{1,40}$/u);
        expect(begun.lifeMs).toBeGreaterThan(0);
        expect(begun.lifeMs).toBeLessThanOrEqual(1_800_000);
        expect(begun.intervalMs).toBeGreaterThan(0);
        expect(drawQr(begun.completeAddress ?? begun.verificationAddress).size).toBeGreaterThan(20);
      } catch (error) {
        expect(error).toMatchObject({ code: 'bad-reply' });
      }
    }),
  );
});

describe('a refusal', () => {
  it.each([
    [400, { error: 'invalid_scope' }, 'unknown-scope'],
    [400, { error: 'unauthorized_client' }, 'not-allowed-for-app'],
    [401, { error: 'something' }, 'provider-refused'],
    [503, {}, 'provider-down'],
  ])('%i %j is %s', async (status, body, code) => {
    expect(await failure(begin(Response.json(body, { status })))).toBe(code);
  });

  it('is also a page in place of an answer', async () => {
    expect(await failure(begin(new Response('<h1>Hello</h1>')))).toBe('bad-reply');
  });
});
