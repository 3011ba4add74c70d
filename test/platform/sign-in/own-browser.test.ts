import { expect, test } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { type ExpectedRedirect, readPasted } from '../../../main/core/oauth/redirect.ts';
import type { SignInResult } from '../../../main/core/sign-in/sign-in-ports.ts';
import { createOwnBrowser, type OwnBrowser } from '../../../main/platform/sign-in/own-browser.ts';

const expected: ExpectedRedirect = {
  address: 'https://www.readycloud.com/api/v1/oauth2/auth_code',
  state: 'ours',
  stateRequired: false,
  answer: 'token',
};
const good = `${expected.address}?state=ours#access_token=abcdefgh&token_type=bearer&expires_in=60`;

interface Run {
  readonly browser: OwnBrowser;
  readonly results: SignInResult[];
  readonly opened: string[];
  readonly clipboard: { text: string };
}

function start(options: { refuses?: boolean; unreadable?: boolean; copiesMeanwhile?: string } = {}): Run {
  const results: SignInResult[] = [];
  const opened: string[] = [];
  const clipboard = { text: '' };
  const browser = createOwnBrowser({
    origins: ['https://www.readycloud.com'],
    toOwnBrowser: async () => ({ authorizationUrl: 'https://www.readycloud.com/authorize', comesBack: false }),
    readPasted: text => readPasted(text, expected),
    dayAhead: isoDate => (isoDate === '2027-03-01' ? 1_803_938_399_999 : undefined),
    onResult: result => {
      results.push(result);
      if (options.copiesMeanwhile !== undefined) clipboard.text = options.copiesMeanwhile;
    },
    openExternal: async (url, origins) => {
      if (options.refuses || !origins.includes(new URL(url).origin)) throw new DockpassError('page-blocked');
      opened.push(url);
    },
    clipboard: {
      read: async () => {
        if (options.unreadable) throw new DockpassError('clipboard-unreadable');
        return new Secret(clipboard.text);
      },
      holds: async text => (clipboard.text === text.reveal() ? 'yes' : 'no'),
      clear: async () => {
        clipboard.text = '';
      },
    },
  });
  return { browser, results, opened, clipboard };
}

test('opens the authorization address through the gate, and says when the gate refuses', async () => {
  const { browser, opened } = start();
  expect(await browser.open()).toEqual({ comesBack: false, failure: undefined });
  expect(opened).toEqual(['https://www.readycloud.com/authorize']);
  expect(await start({ refuses: true }).browser.open()).toEqual({
    comesBack: false,
    failure: { code: 'page-blocked' },
  });
});

test('a pasted address ends the sign-in and leaves the clipboard empty', async () => {
  const { browser, results, clipboard } = start();
  clipboard.text = good;
  expect(await browser.paste('')).toBeUndefined();
  expect(results.map(result => result.kind)).toEqual(['token']);
  expect(clipboard.text).toBe('');
});

test('what was copied meanwhile stays on the clipboard', async () => {
  const { browser, clipboard } = start({ copiesMeanwhile: 'a shopping list' });
  clipboard.text = good;
  await browser.paste('');
  expect(clipboard.text).toBe('a shopping list');
});

test('a wrong address stays on the clipboard and ends nothing', async () => {
  const { browser, results, clipboard } = start();
  clipboard.text = 'https://evil.example/api/v1/oauth2/auth_code#access_token=abcdefgh&token_type=bearer';
  const before = clipboard.text;
  expect(await browser.paste('')).toEqual({ code: 'redirect-mismatch' });
  expect({ results, text: clipboard.text }).toEqual({ results: [], text: before });
});

test('a clipboard that may not be read is said to be so', async () => {
  expect(await start({ unreadable: true }).browser.paste('')).toEqual({ code: 'clipboard-unreadable' });
});

test.each([
  ['nothing at all', '  \n', { code: 'bad-input', field: 'address-ended-on' }],
  ['half of the address', expected.address.slice(0, 40), { code: 'bad-input', field: 'address-ended-on' }],
  ['the address without its end', expected.address, { code: 'bad-input', field: 'address-ended-on' }],
  ['a word', 'hello', { code: 'bad-input', field: 'address-ended-on' }],
  ['the answer to another sign-in', good.replace('ours', 'theirs'), { code: 'state-mismatch' }],
  ['a token of a kind nobody knows', good.replace('bearer', 'mac'), { code: 'bad-redirect' }],
] as const)('%s ends nothing and says what is wrong', (_name, text, failure) => {
  const { browser, results } = start();
  expect(browser.continueWith(text, '')).toEqual(failure);
  expect(results).toEqual([]);
});

test('an address broken over lines and a refusal both end the sign-in', () => {
  const { browser, results } = start();
  browser.continueWith(good.replace('#', '#\n  '), '');
  browser.continueWith(`${expected.address}?error=access_denied`, '');
  expect(results.map(result => result.kind)).toEqual(['token', 'refused']);
});

test('a bare token is taken with the date a person gave, or without one', () => {
  const { browser, results } = start();
  expect(browser.continueWith('abcdefgh12345678', '')).toBeUndefined();
  expect(browser.continueWith('abcdefgh12345678', '2027-03-01')).toBeUndefined();
  expect(results.map(result => [result.kind, result.goodUntilAt])).toEqual([
    ['bare-token', undefined],
    ['bare-token', 1_803_938_399_999],
  ]);
});

test('a bare token from the clipboard is taken with that date, too', async () => {
  const { browser, results, clipboard } = start();
  clipboard.text = 'abcdefgh12345678';
  expect(await browser.paste('2027-03-01')).toBeUndefined();
  expect(results.map(result => result.goodUntilAt)).toEqual([1_803_938_399_999]);
});

test('a token good until a day that cannot be is not believed', () => {
  const { browser, results } = start();
  expect(browser.continueWith('abcdefgh12345678', '2020-01-01')).toEqual({ code: 'bad-input', field: 'date' });
  expect(results).toEqual([]);
});
