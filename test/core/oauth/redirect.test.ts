import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import {
  type AuthorizationRequest,
  buildAuthorizationUrl,
  type ExpectedRedirect,
  type PastedReading,
  type RedirectReading,
  readOtherAddress,
  readPasted,
  readRedirect,
} from '../../../main/core/oauth/redirect.ts';
import { parseRedirectAddress } from '../../../main/core/oauth/redirect-address.ts';
import { expected, good, nearMisses, registered, state } from './redirect-cases.ts';

const told = (reading: RedirectReading | PastedReading): string => {
  if (reading.kind === 'token' || reading.kind === 'bare-token')
    return `${reading.kind}:${reading.accessToken.reveal()}`;
  if (reading.kind === 'code') return `code:${reading.code.reveal()}`;
  if (reading.kind === 'refused') return `refused:${reading.error}`;
  if (reading.kind === 'invalid') return `invalid:${reading.reason}`;
  return reading.kind;
};

describe('readRedirect', () => {
  it.each(nearMisses)('%s: %s', (_what, address, reading) => {
    expect(told(readRedirect(address, expected))).toBe(reading);
  });

  it('reads all that the provider’s example carries', () => {
    const address = `${registered}?state=${state}#access_token=at-9&user=admin%yourcompany.com&refresh_token=rt-9&expires_in=31536000&scope=order+order-read_only+order&token_type=bearer`;
    const reading = readRedirect(address, expected);
    expect(reading).toMatchObject({
      kind: 'token',
      expiresInSeconds: 31_536_000,
      scopes: ['order', 'order-read_only'],
      user: 'admin%yourcompany.com',
    });
    expect(reading.kind === 'token' && reading.refreshToken?.reveal()).toBe('rt-9');
  });

  it('leaves out what the answer does not say, and a user name that cannot be shown', () => {
    const reading = readRedirect(`${registered}#access_token=at-9&token_type=bearer&user=a%0Ab%E2%80%AE`, expected);
    expect(Object.keys(reading)).toStrictEqual(['kind', 'accessToken']);
  });

  it.each<[string, Partial<ExpectedRedirect>, string, string]>([
    ['a missing state where it is required', { stateRequired: true }, `#${good}`, 'invalid:state-missing'],
    ['an error without the required state', { stateRequired: true }, '?error=x', 'invalid:state-missing'],
    ['a code', { answer: 'code' }, `?code=c-1&state=${state}`, 'code:c-1'],
    ['a token where a code was asked for', { answer: 'code' }, `#${good}`, 'invalid:wrong-answer'],
    ['a code twice', { answer: 'code' }, '?code=c-1&code=c-2', 'invalid:duplicate-parameter'],
    ['a code with a line break', { answer: 'code' }, '?code=c%0a', 'invalid:bad-code'],
    ['an empty code', { answer: 'code' }, '?code=', 'invalid:bad-code'],
    ['registered query present', { address: `${registered}?t=1&u=%20` }, `?u=+&t=1#${good}`, 'token:at-9'],
    ['registered query absent', { address: `${registered}?t=1` }, `#${good}`, 'elsewhere'],
    ['registered query only in the fragment', { address: `${registered}?t=1` }, `#t=1&${good}`, 'elsewhere'],
    ['registered query with another value', { address: `${registered}?t=1` }, `?t=2#${good}`, 'elsewhere'],
    ['registered query with a second value', { address: `${registered}?t=1` }, `?t=1&t=2#${good}`, 'elsewhere'],
    ['an expected address that is none', { address: 'readycloud' }, `#${good}`, 'elsewhere'],
    ['an expected address with a fragment', { address: `${registered}#` }, `#${good}`, 'elsewhere'],
    ['an expected address with a user', { address: registered.replace('//', '//me@') }, `#${good}`, 'elsewhere'],
  ])('%s', (_what, change, rest, reading) => {
    expect(told(readRedirect(`${registered}${rest}`, { ...expected, ...change }))).toBe(reading);
  });

  it('ignores a state when none was sent', () => {
    const { state: _unsent, ...without } = expected;
    expect(told(readRedirect(`${registered}?state=x#${good}`, without))).toBe('token:at-9');
  });

  it('keeps the issuer beside a code (RFC 9207)', () => {
    const reading = readRedirect(`${registered}?code=c-1&iss=https%3A%2F%2Fid.example`, {
      ...expected,
      answer: 'code',
    });
    expect(reading).toMatchObject({ kind: 'code', iss: 'https://id.example' });
  });

  it.each<[address: string, answer: string, reading: string]>([
    ['http://127.0.0.1:4810/done', `http://127.0.0.1:4810/done#${good}`, 'token:at-9'],
    ['http://127.0.0.1:4810/done', `http://127.1:4810/done#${good}`, 'token:at-9'],
    ['http://127.0.0.1:4810/done', `http://127.0.0.1:4811/done#${good}`, 'elsewhere'],
    ['http://127.0.0.1:4810/done', `http://localhost:4810/done#${good}`, 'elsewhere'],
    ['http://localhost/done', `http://localhost:80/done#${good}`, 'token:at-9'],
    ['http://[::1]:9/done', `http://[0:0:0:0:0:0:0:1]:9/done#${good}`, 'token:at-9'],
    ['http://shop.example/done', `http://shop.example/done#${good}`, 'elsewhere'],
    ['http://127.0.0.1.evil.example/done', `http://127.0.0.1.evil.example/done#${good}`, 'elsewhere'],
  ])('plain http only on this computer: %s, %s', (address, answer, reading) => {
    expect(told(readRedirect(answer, { ...expected, address }))).toBe(reading);
  });
});

describe('readOtherAddress', () => {
  const other = 'https://shop.example/done';
  it.each<[what: string, address: string, reading: string | undefined]>([
    ['our state and a token', `${other}?x=1&state=${state}#${good}`, other],
    ['our state beside the token', `${other}#${good}&state=${state}`, other],
    ['our state and an error', `${other}?error=access_denied&state=${state}`, other],
    ['another path at the same host', `${registered}/?state=${state}#${good}`, `${registered}/`],
    ['loopback', `http://127.0.0.1:9/x?state=${state}#${good}`, 'http://127.0.0.1:9/x'],
    ['another state', `${other}?state=x#${good}`, undefined],
    ['our state twice', `${other}?state=${state}&state=${state}#${good}`, undefined],
    ['no state, and an answer behind the #', `${other}#${good}`, other],
    ['no state, and a refusal behind the #', `${other}#error=access_denied`, other],
    ['no state, and the answer is said twice', `${other}?${good}#${good}`, undefined],
    ['no state, and the answer is the query', `${other}?${good}`, undefined],
    ['no state, at the landing address but for its slash', `${registered}/#${good}`, `${registered}/`],
    ['no state, at another page of the provider', `https://www.readycloud.com/accounts/login/#${good}`, undefined],
    [
      'the sign-in page carrying the request onward',
      `${other}?client_id=a&response_type=token&state=${state}`,
      undefined,
    ],
    ['the expected address', `${registered}?state=${state}#${good}`, undefined],
    ['plain http elsewhere', `http://shop.example/done?state=${state}#${good}`, undefined],
    ['user info', `https://me@shop.example/done?state=${state}#${good}`, undefined],
    ['no address', 'shop.example', undefined],
  ])('%s', (_what, address, reading) => {
    expect(readOtherAddress(address, expected, 'https://www.readycloud.com')).toBe(reading);
  });

  it('needs our state where the provider documents it', () => {
    const strict = { ...expected, stateRequired: true };
    expect(readOtherAddress(`${other}#${good}`, strict, 'https://www.readycloud.com')).toBeUndefined();
  });

  it('finds none when no state was sent', () => {
    const { state: _unsent, ...without } = expected;
    expect(readOtherAddress(`${other}?state=${state}#${good}`, without, 'https://www.readycloud.com')).toBeUndefined();
  });
});

describe('parseRedirectAddress', () => {
  it.each([
    'https://a.example/x?code=1',
    'https://a.example/x?state=',
    'myapp://x',
    'https://',
    '',
    'https://a.example/#x',
  ])('refuses %s', text => {
    expect(parseRedirectAddress(text)).toBeUndefined();
  });
});

describe('buildAuthorizationUrl', () => {
  const request: AuthorizationRequest = {
    endpoint: 'https://www.readycloud.com/api/v1/oauth2/authorize',
    answer: 'token',
    clientId: 'app id&é',
    scopes: ['order', 'company-read_only'],
    state,
  };

  it('adds what was asked for, form-encoded', () => {
    expect(buildAuthorizationUrl(request)).toBe(
      'https://www.readycloud.com/api/v1/oauth2/authorize?response_type=token&client_id=app+id%26%C3%A9&scope=order+company-read_only&state=st-4f9a',
    );
  });

  it('sends no scope, state or redirect_uri that was not given', () => {
    const { state: _unsent, ...without } = request;
    const url = new URL(buildAuthorizationUrl({ ...without, scopes: [] }));
    expect([...url.searchParams.keys()]).toStrictEqual(['response_type', 'client_id']);
  });

  it('keeps the endpoint’s own query byte for byte and drops its fragment', () => {
    const endpoint = 'https://id.example/go?tenant=a%20b&x#top';
    const url = buildAuthorizationUrl({
      ...request,
      endpoint,
      redirectUri: `${registered}?a=1&b=2`,
      extra: { code_challenge: 'abc' },
    });
    expect(url.startsWith('https://id.example/go?tenant=a%20b&x&response_type=token&')).toBe(true);
    expect(url.includes('#')).toBe(false);
    expect(new URL(url).searchParams.get('redirect_uri')).toBe(`${registered}?a=1&b=2`);
    expect(new URL(url).searchParams.get('code_challenge')).toBe('abc');
  });

  it.each<[string, string | undefined, Partial<AuthorizationRequest>]>([
    ['a word', undefined, { endpoint: 'readycloud' }],
    ['plain http', undefined, { endpoint: 'http://id.example/authorize' }],
    ['a user in it', undefined, { endpoint: 'https://me@id.example/authorize' }],
    ['a script', undefined, { endpoint: 'javascript:alert(1)' }],
    ['a state in it', 'state', { endpoint: 'https://id.example/authorize?state=1' }],
    ['a second client_id', 'client_id', { extra: { client_id: 'other' } }],
  ])('refuses %s under the name of the field it was typed in', (_what, reason, change) => {
    const build = (): string => buildAuthorizationUrl({ ...request, ...change });
    const facts = { code: 'bad-input', field: 'authorizationAddress', ...(reason !== undefined && { reason }) };
    expect(build).toThrow(DockpassError);
    expect(build).toThrow(expect.objectContaining(facts));
  });
});

describe('readPasted', () => {
  const whole = `${registered}?state=${state}#${good}`;
  it.each<[what: string, text: string, reading: string]>([
    ['an address', whole, 'token:at-9'],
    [
      'an address in three lines',
      `  ${whole.slice(0, 30)}\r\n\t${whole.slice(30, 95)} \n${whole.slice(95)}\n`,
      'token:at-9',
    ],
    ['an address with invisible characters', `\ufeff${whole.slice(0, 40)}\u200b${whole.slice(40)}`, 'token:at-9'],
    ['an address in angle brackets', `<${whole}>`, 'token:at-9'],
    ['a refusal', `${registered}?error=access_denied`, 'refused:access_denied'],
    ['the answer of an older sign-in', `${registered}?state=old#${good}`, 'invalid:state-mismatch'],
    ['another host', `https://evil.example/api/v1/oauth2/auth_code#${good}`, 'elsewhere'],
    ['the sign-in page', 'https://www.readycloud.com/api/v1/oauth2/authorize?client_id=x', 'elsewhere'],
    ['another scheme', 'myapp://done', 'elsewhere'],
    ['javascript', 'javascript:alert(1)', 'elsewhere'],
    ['an address without its fragment', registered, 'half-address'],
    ['the beginning of the address', registered.slice(0, 32), 'half-address'],
    ['only the scheme', 'https://', 'half-address'],
    ['an address cut off before the token type', `${registered}#access_token=at-9&user=ad`, 'half-address'],
    ['an address cut off within the token type', `${registered}#access_token=at-9&token_type=`, 'half-address'],
    ['an address without its scheme', whole.slice('https://'.length), 'half-address'],
    ['an address without its first letters', whole.slice(2), 'half-address'],
    ['only what stands behind the #', `#${good}`, 'half-address'],
    ['only the end', 'kQ8&token_type=bearer', 'half-address'],
    ['a whole JSON answer', '{"access_token":"at-99999999"}', 'half-address'],
    ['a bare token', 'at-9_~/+=abcdef', 'bare-token:at-9_~/+=abcdef'],
    ['a bare token in two lines', 'abcdefgh\nijkl ', 'bare-token:abcdefghijkl'],
    ['a bare token as a header', 'Authorization: Bearer abcdefghijkl', 'bare-token:abcdefghijkl'],
    ['a bare token as a header’s value', 'bearer abcdefghijkl', 'bare-token:abcdefghijkl'],
    ['a JWT', 'eyJhbGciOi.eyJzdWIi.c2ln', 'bare-token:eyJhbGciOi.eyJzdWIi.c2ln'],
    ['a sentence', 'Please sign in at the depot first.', 'unreadable'],
    ['a sentence among other lines', 'abcdefgh\nask Maria for it tomorrow\n', 'unreadable'],
    ['a long token with spaces in it', `${'a'.repeat(30)} b c d`, `bare-token:${'a'.repeat(30)}bcd`],
    ['seven characters', 'abcdefg', 'unreadable'],
    ['8193 characters', 'a'.repeat(8193), 'unreadable'],
    ['letters beyond ASCII', 'abcdéfghijk', 'unreadable'],
    ['a control character', 'abcd\u0007efghijk', 'unreadable'],
    ['nothing', '', 'empty'],
    ['only spaces', ' \n\t', 'empty'],
  ])('%s', (_what, text, reading) => {
    expect(told(readPasted(text, expected))).toBe(reading);
  });
});
