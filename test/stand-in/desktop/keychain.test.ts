import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKeychain } from './keychain.ts';

let folder = '';
const file = (): string => path.join(folder, 'keychain');
const start = (mode: string, platform = 'linux') => createKeychain(mode, file, platform);
const sealed = (mode: string): Buffer => {
  const bytes = start(mode).seal('the secret');
  if (!bytes) throw new Error(`${mode} did not seal`);
  return bytes;
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'keychain-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a keyring opens after a restart what it sealed, and says a keyring protects it', () => {
  const bytes = sealed('keyring');
  expect(bytes.subarray(0, 3).toString()).toBe('v11');
  expect(bytes.includes('the secret')).toBe(false);
  expect(start('keyring').open(bytes)).toEqual({ kind: 'opened', text: 'the secret', shouldReEncrypt: false });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test('without a keyring the ciphertext says that everyone has the key', () => {
  const bytes = sealed('basic');
  expect(bytes.subarray(0, 3).toString()).toBe('v10');
  expect(start('basic').open(bytes)).toEqual({ kind: 'opened', text: 'the secret', shouldReEncrypt: false });
});

test('once a keyring appears, what everyone could open asks to be encrypted again', () => {
  expect(start('keyring').open(sealed('basic'))).toEqual({
    kind: 'opened',
    text: 'the secret',
    shouldReEncrypt: true,
  });
});

test('when the keyring has gone, what it protected is said to be unavailable for now, as behind a locked one', () => {
  expect(start('basic').open(sealed('keyring'))).toEqual({ kind: 'locked' });
});

test('a locked keyring opens nothing, seals with the key that everyone has, and forgets nothing', () => {
  const bytes = sealed('keyring');
  const keychain = start('locked');
  expect(keychain.open(bytes)).toEqual({ kind: 'locked' });
  const weak = keychain.seal('x');
  expect(weak?.subarray(0, 3).toString()).toBe('v10');
  expect(weak && keychain.open(weak)).toEqual({ kind: 'opened', text: 'x', shouldReEncrypt: false });
  expect(start('keyring').open(bytes)).toMatchObject({ kind: 'opened', text: 'the secret' });
});

test('one that is unlocked later stays locked for this process', () => {
  const bytes = sealed('keyring');
  const asked = start('locked');
  asked.seal('x');
  asked.setMode('keyring');
  expect(asked.open(bytes)).toEqual({ kind: 'locked' });
  const unasked = start('locked');
  unasked.setMode('keyring');
  expect(unasked.open(bytes)).toMatchObject({ kind: 'opened' });
});

test('a reset keyring has lost what was sealed before, for every later start too', () => {
  const before = sealed('keyring');
  const after = sealed('reset');
  expect(start('keyring').open(before)).toEqual({ kind: 'failed' });
  expect(start('keyring').open(after)).toMatchObject({ text: 'the secret', shouldReEncrypt: false });
});

test('a rotated key still opens the old, and asks for it to be encrypted again', () => {
  const before = sealed('keyring');
  expect(start('rotated').open(before)).toEqual({ kind: 'opened', text: 'the secret', shouldReEncrypt: true });
});

test('garbage comes once, as from a cipher that checks nothing', () => {
  const before = sealed('keyring');
  const keychain = start('garbage');
  const first = keychain.open(before);
  expect(first.kind === 'opened' && first.text).not.toBe('the secret');
  expect(keychain.open(before)).toMatchObject({ kind: 'opened', text: 'the secret' });
});

test('off Linux, where v10 would count as protected, basic seals nothing', () => {
  expect([start('basic', 'darwin').seal('x'), start('basic', 'win32').seal('x')]).toEqual([undefined, undefined]);
});

test('bytes of another computer fail, and so does a mode that does not exist', () => {
  expect(start('keyring').open(Buffer.from('v11 from elsewhere, of some length'))).toEqual({ kind: 'failed' });
  expect(() => start('locked-ish')).toThrow(/not one of keyring, basic/);
});
