import { describe, expect, it } from 'vitest';
import { fillForm } from '../../../main/core/oauth/filled-form.ts';
import type { SignInRequest, SignInResult } from '../../../main/core/sign-in/sign-in-ports.ts';
import { coreOn } from '../../support/fakes/fakes.ts';

// Signing in through the person's own browser without pasting: what ends the sign-in, and what does not.

const here = 'http://127.0.0.1:40001/callback';
const form = (values: Readonly<Record<string, string>> = {}) => ({
  provider: 'oauth2',
  environment: 'typed',
  accountName: 'Shop',
  values: {
    way: 'authorization_code',
    authorizationAddress: 'https://id.example.com/authorize',
    tokenAddress: 'https://id.example.com/token',
    clientId: 'dock',
    clientSecret: '',
    scopes: 'orders',
    ...values,
  },
});

/** A sign-in under way, with "Use my browser" pressed. */
const inOwnBrowser = async (values: Readonly<Record<string, string>> = {}, refuses = false) => {
  const core = coreOn();
  core.loopback.refuses = refuses;
  core.http.handle = () => Response.json({ access_token: 'at-1', token_type: 'bearer', expires_in: 60 });
  const { promise, resolve, reject } = Promise.withResolvers<SignInResult>();
  const begun = Promise.withResolvers<SignInRequest>();
  core.browser.answer = asked => {
    begun.resolve(asked);
    return promise;
  };
  const connected = core.accounts.connect(form(values));
  connected.catch(begun.reject);
  const request = await begun.promise;
  const loopbackRedirect = await request.toOwnBrowser(resolve);
  const asked = new URL(loopbackRedirect.authorizationUrl).searchParams;
  const state = asked.get('state') ?? '';
  return { core, connected, request, loopbackRedirect, asked, state, resolve, reject };
};

describe('the person’s own browser', () => {
  it('is sent to the same sign-in, with an address on this computer, and brings the code back', async () => {
    const { core, connected, request, loopbackRedirect, asked, state } = await inOwnBrowser();
    const inWindow = new URL(request.authorizationUrl).searchParams;
    expect(loopbackRedirect.comesBack).toBe(true);
    expect(inWindow.get('redirect_uri')).toBe('http://127.0.0.1/callback');
    expect(asked.get('redirect_uri')).toBe(here);
    expect(asked.get('code_challenge')).toBe(inWindow.get('code_challenge'));
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(state).toBe(inWindow.get('state'));
    expect(core.loopback.visit(`${here}?code=c-1&state=${state}`)).toBe(true);
    await connected;
    const sent = new URLSearchParams(core.http.sent[0]?.body);
    expect(Object.fromEntries(sent)).toMatchObject({ code: 'c-1', redirect_uri: here, client_id: 'dock' });
    expect(core.loopback.listening()).toBe(false);
  });

  it('brings a refusal back', async () => {
    const { core, connected, state } = await inOwnBrowser();
    expect(core.loopback.visit(`${here}?error=access_denied&state=${state}`)).toBe(true);
    await expect(connected).rejects.toMatchObject({ code: 'provider-refused', reason: 'access_denied' });
    expect(core.http.sent).toEqual([]);
  });

  it.each([
    ['another state', '?code=c-1&state=x'],
    ['no state', '?code=c-1'],
    ['a refusal with another state', '?error=access_denied&state=x'],
    ['nothing at all', ''],
    ['a token', '?access_token=at-9&token_type=bearer&state=STATE'],
    ['two codes', '?code=c-1&code=c-2&state=STATE'],
  ])('that brings %s ends nothing', async (_what, query) => {
    const { core, state, connected } = await inOwnBrowser();
    expect(core.loopback.visit(here + query.replace('STATE', state))).toBe(false);
    expect(core.loopback.visit(`${here}?code=c-1&state=${state}`)).toBe(true);
    await connected;
  });

  it('is sent to the same address when it is opened once more', async () => {
    const { request, loopbackRedirect, resolve } = await inOwnBrowser();
    expect(await request.toOwnBrowser(resolve)).toEqual(loopbackRedirect);
  });

  it('ends with the sign-in: cancelled, nothing listens any more', async () => {
    const { core, connected, reject } = await inOwnBrowser();
    expect(core.loopback.listening()).toBe(true);
    reject(new Error('cancelled'));
    await expect(connected).rejects.toThrow();
    expect(core.loopback.listening()).toBe(false);
  });

  it('could not come back: its address can be pasted, and the code is exchanged for that address', async () => {
    const { core, connected, request, state, resolve } = await inOwnBrowser();
    const pasted = request.readPasted(`${here}?code=c-2&state=${state}`);
    expect(pasted.kind).toBe('code');
    if (pasted.kind === 'code') resolve(pasted);
    await connected;
    expect(new URLSearchParams(core.http.sent[0]?.body).get('redirect_uri')).toBe(here);
  });

  it('may be left for another address in the window: the code is exchanged for the one that was asked with', async () => {
    const { core, connected, request, state, resolve } = await inOwnBrowser();
    request.takeOtherAddress('https://shop.example.com/in');
    const read = request.read(`https://shop.example.com/in?code=c-3&state=${state}`, []);
    if (read.kind === 'code') resolve(read);
    await connected;
    expect(new URLSearchParams(core.http.sent[0]?.body).get('redirect_uri')).toBe('http://127.0.0.1/callback');
  });

  it('has to be helped by pasting where nothing may listen', async () => {
    const { loopbackRedirect, request } = await inOwnBrowser({}, true);
    expect(loopbackRedirect).toEqual({ authorizationUrl: request.authorizationUrl, comesBack: false });
  });

  it.each([
    ['an address of a site is registered', { redirectAddress: 'https://shop.example.com/done' }],
    ['the token comes behind a #, which no program hears of', { way: 'implicit' }],
  ])('has to be helped by pasting where %s', async (_why, values: Readonly<Record<string, string>>) => {
    const { core, loopbackRedirect } = await inOwnBrowser(values);
    expect(loopbackRedirect.comesBack).toBe(false);
    expect(core.loopback.listening()).toBe(false);
  });

  it.each(['http://localhost/in', 'http://127.0.0.1:8123/in', 'http://[::1]/in'])(
    'comes back to %s, which is registered',
    async redirectAddress => {
      const { asked, loopbackRedirect } = await inOwnBrowser({ redirectAddress });
      expect(loopbackRedirect.comesBack).toBe(true);
      expect(asked.get('redirect_uri')).toBe(redirectAddress.replace(/(:8123)?\/in$/, ':40001/in'));
    },
  );

  it('is let go to the account’s own origins only', async () => {
    const { request } = await inOwnBrowser({ apiAddress: 'https://api.example.com/v1' });
    expect(request.origins).toEqual(['https://id.example.com', 'https://api.example.com']);
  });
});

it('no address may be anything but https, or http on this computer', async () => {
  const core = coreOn();
  const provider = core.providers.find(one => one.id === 'oauth2');
  if (provider === undefined) throw new Error('no such provider');
  const names = ['authorizationAddress', 'tokenAddress', 'discoverFrom', 'apiAddress', 'redirectAddress'];
  for (const name of names) {
    for (const bad of [
      'http://id.example.com/x',
      'id.example.com',
      'https://a@id.example.com/',
      'https://id.example.com/#x',
    ])
      expect(() => fillForm(provider, form({ [name]: bad })), `${name}: ${bad}`).toThrow(
        expect.objectContaining({ code: 'bad-input', field: name }),
      );
    expect(() => fillForm(provider, form({ [name]: 'http://127.0.0.1:4000/x' }))).not.toThrow();
  }
});
