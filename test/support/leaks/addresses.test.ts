import { expect, test } from 'vitest';
import { addressesWithMore } from './addresses.ts';

test.each([
  [
    'a log line',
    '{"at":"2026-11-21T03:00:00.000Z","url":"https://a.example/done?code=1"}',
    'https://a.example/done?code=1',
  ],
  [
    'a fragment alone',
    'went to https://a.example/done#access_token=2, which',
    'https://a.example/done#access_token=2,',
  ],
  ['no path', 'https://a.example#access_token=2', 'https://a.example#access_token=2'],
  ['another scheme', 'myapp://cb?code=1', 'myapp://cb?code=1'],
])('an address with more is found in %s', (_where, text, found) => {
  expect(addressesWithMore(text)).toEqual([found]);
});

test.each([
  'https://a.example/done',
  'Did it work? See https://a.example/help',
  'host=a.example code=bad-redirect',
  '#1 of app://dockpass/index.html',
])('nothing is found in %j', text => {
  expect(addressesWithMore(text)).toEqual([]);
});
