import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { createVaultKey } from '../../../main/platform/storage/vault-key.ts';

const root = mkdtempSync(join(tmpdir(), 'dockpass-vault-key-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const passphrase = new Secret('four dull grey parcels');
const owner = 'account-one, https://www.example.test';
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    ({ code, reason }) => (reason === undefined ? code : `${code}, ${reason}`),
  );
let places = 0;
const newFolder = (): string => {
  const folder = join(root, `place-${++places}`);
  mkdirSync(folder);
  return folder;
};
const fileIn = (folder: string): string => join(folder, 'vault-key.json');

describe('a new vault key', () => {
  const folder = newFolder();
  const key = createVaultKey({ folder });
  let sealed = '';
  beforeAll(async () => {
    await key.create(passphrase);
    sealed = await key.seal(new Secret('tøken 📦'), owner);
  });

  it('lies in one file for this person only, which shows neither key nor passphrase', () => {
    expect(readdirSync(folder)).toEqual(['vault-key.json']);
    expect((statSync(fileIn(folder)).mode & 0o777).toString(8)).toBe('600');
    expect(JSON.parse(readFileSync(fileIn(folder), 'utf8'))).toMatchObject({
      version: 1,
      kdf: { name: 'scrypt', N: 131_072, r: 8, p: 1 },
    });
    expect(readFileSync(fileIn(folder), 'utf8')).not.toContain('parcels');
  });

  it('gives the text back, and seals the same text differently each time', async () => {
    expect((await key.open(sealed, owner)).text.reveal()).toBe('tøken 📦');
    expect(await key.seal(new Secret('tøken 📦'), owner)).not.toBe(sealed);
    expect(Buffer.from(sealed.slice('passphrase:'.length), 'base64').includes('ken')).toBe(false);
  });

  it.each(['', 'account-two, https://www.example.test', `${owner}, more`, owner.slice(0, -1)])(
    'opens for no other owner: %j',
    async other => {
      expect(await failure(key.open(sealed, other))).toBe('record-unreadable, edited');
    },
  );

  it('opens nothing that was changed in any byte, cut or emptied', async () => {
    const bytes = Buffer.from(sealed.slice('passphrase:'.length), 'base64');
    const changed = [...bytes.keys()].map(at => {
      const copy = Buffer.from(bytes);
      copy.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      return copy;
    });
    for (const one of [...changed, bytes.subarray(0, -1), bytes.subarray(0, 27), Buffer.alloc(0)]) {
      const text = `passphrase:${one.toString('base64')}`;
      expect(await failure(key.open(text, owner))).toBe('record-unreadable, edited');
    }
  });

  it('after a restart it is locked until the passphrase is typed', async () => {
    const again = createVaultKey({ folder });
    expect(again.state()).toBe('locked');
    expect(await failure(again.open(sealed, owner))).toBe('locked');
    expect(await failure(again.seal(new Secret('x'), owner))).toBe('locked');
    expect(await failure(again.unlock(new Secret('Four dull grey parcels')))).toBe('wrong-passphrase');
    expect(again.state()).toBe('locked');
    await again.unlock(passphrase);
    expect((await again.open(sealed, owner)).text.reveal()).toBe('tøken 📦');
    again.lock();
    expect([again.state(), await failure(again.open(sealed, owner))]).toEqual(['locked', 'locked']);
  });

  it('stays locked when it was locked while the passphrase was being tried', async () => {
    const again = createVaultKey({ folder });
    const unlocking = failure(again.unlock(passphrase));
    again.lock();
    expect([await unlocking, again.state()]).toEqual(['locked', 'locked']);
  });

  it('is never made over an existing one', async () => {
    const before = readFileSync(fileIn(folder));
    expect(await failure(createVaultKey({ folder }).create(new Secret('another one')))).toBe('locked');
    expect(readFileSync(fileIn(folder)).equals(before)).toBe(true);
  });
});

describe('another passphrase', () => {
  it('wraps the same key: what was sealed opens, with the new one only', async () => {
    const folder = newFolder();
    const key = createVaultKey({ folder });
    await key.create(passphrase);
    const sealed = await key.seal(new Secret('token'), owner);
    const before = readFileSync(fileIn(folder));
    expect(await failure(key.rewrap(new Secret('wrong'), new Secret('brown paper bag')))).toBe('wrong-passphrase');
    expect(readFileSync(fileIn(folder)).equals(before)).toBe(true);
    await key.rewrap(passphrase, new Secret('cafe\u0301 brown paper'));
    const again = createVaultKey({ folder });
    expect(await failure(again.unlock(passphrase))).toBe('wrong-passphrase');
    // The same letters, composed otherwise.
    await again.unlock(new Secret('caf\u00e9 brown paper'));
    expect((await again.open(sealed, owner)).text.reveal()).toBe('token');
  });
});

describe('a key file that is not what it should be', () => {
  const folder = newFolder();
  let whole = '';
  beforeAll(async () => {
    await createVaultKey({ folder }).create(passphrase);
    whole = readFileSync(fileIn(folder), 'utf8');
  });
  const edit = (change: (content: Record<string, unknown>) => unknown) => (): string =>
    JSON.stringify(change(JSON.parse(whole)));

  it.each([
    ['empty', () => ''],
    ['truncated', () => whole.slice(0, 100)],
    ['foreign', () => '{"hello":"world"}'],
    ['of a later version', edit(content => ({ ...content, version: 2 }))],
    ['with one letter changed', edit(content => ({ ...content, nonce: 'AAAAAAAAAAAAAAAA' }))],
    ['cheaper to guess', edit(content => ({ ...content, kdf: { name: 'scrypt', N: 2, r: 8, p: 1 } }))],
  ])('%s: is not called a wrong passphrase, and stays byte for byte', async (_what, damage) => {
    const text = damage();
    writeFileSync(fileIn(folder), text);
    const key = createVaultKey({ folder });
    expect(key.state()).toBe('damaged');
    expect(await failure(key.unlock(passphrase))).toBe('record-unreadable, vault-key');
    expect(await failure(key.seal(new Secret('x'), owner))).toBe('record-unreadable, vault-key');
    expect(await failure(key.create(passphrase))).toBe('locked');
    expect(readFileSync(fileIn(folder), 'utf8')).toBe(text);
  });

  it('that is gone is said, too, and removing one leaves nothing', async () => {
    writeFileSync(fileIn(folder), whole);
    const key = createVaultKey({ folder });
    await key.unlock(passphrase);
    await key.remove();
    expect([key.state(), readdirSync(folder)]).toEqual(['none', []]);
    expect(await failure(key.open('passphrase:AAAA', owner))).toBe('record-unreadable, vault-key');
  });
});
