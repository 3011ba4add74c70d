import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog } from '../../../main/platform/system/log.ts';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dockpass-log-'));
  folder = join(root, 'logs');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const path = (): string => join(folder, 'dockpass.log');
const lines = (): unknown[] =>
  readFileSync(path(), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));

it('writes lines of JSON that only this person reads, and prints the same where asked to', () => {
  const printed: string[] = [];
  const log = createLog({ folder, now: () => 0, print: true, printLine: line => printed.push(line) });
  log.write('renewed', { account: 'abcdefgh', host: 'www.readycloud.com', tries: 2, kept: true });
  log.write('quit');
  expect(lines()).toEqual([
    {
      at: '1970-01-01T00:00:00.000Z',
      event: 'renewed',
      account: 'abcdefgh',
      host: 'www.readycloud.com',
      tries: 2,
      kept: true,
    },
    { at: '1970-01-01T00:00:00.000Z', event: 'quit' },
  ]);
  expect(printed.join('')).toBe(readFileSync(path(), 'utf8'));
  expect((statSync(path()).mode & 0o777).toString(8)).toBe('600');
});

it.each([
  'https://host/cb?code=1',
  'https://host/cb#access_token=1',
  'failed at https://host/cb?code=1 twice',
  'app:x?y',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc',
  'grant_type=refresh_token&refresh_token=abc',
  'a'.repeat(41),
])('withholds %s', text => {
  createLog({ folder }).write('event', { text });
  expect(lines()).toMatchObject([{ event: 'event', text: '[withheld]' }]);
});

it.each([
  'www.readycloud.com',
  'https://www.readycloud.com',
  '127.0.0.1:4000',
  'keyring-missing',
  'Zm9vYmFyYmF6cXV4cXV1eA',
])('keeps %s', text => {
  createLog({ folder }).write('event', { text });
  expect(lines()).toMatchObject([{ text }]);
});

it('turns over at a mebibyte and keeps one older file', () => {
  const log = createLog({ folder });
  log.write('first');
  writeFileSync(path(), 'x'.repeat(1024 * 1024 - 10));
  const again = createLog({ folder });
  again.write('second');
  again.write('third');
  expect(readdirSync(folder).sort()).toEqual(['dockpass.1.log', 'dockpass.log']);
  expect(lines()).toMatchObject([{ event: 'second' }, { event: 'third' }]);
  expect(statSync(join(folder, 'dockpass.1.log')).size).toBe(1024 * 1024 - 10);
});

it('a log that cannot be written stops nothing', () => {
  writeFileSync(folder, 'a file where the folder should be');
  const printed: string[] = [];
  const log = createLog({ folder, print: true, printLine: line => printed.push(line) });
  expect(() => log.write('event')).not.toThrow();
  expect(printed.join('')).toContain('log-failed');
});
