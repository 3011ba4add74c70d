import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createAccountListFile } from '../../../main/platform/account-lists/account-list-file.ts';

const root = mkdtempSync(join(tmpdir(), 'dockpass-lists-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const at = (path: string) =>
  createAccountListFile({ where: async () => join(root, path), which: async () => join(root, path) });
const holding = (bytes: string | Uint8Array) => {
  writeFileSync(join(root, 'list.csv'), bytes);
  return at('list.csv').read();
};

describe('the file of a list', () => {
  it('is written whole, for this person, and with its extension', async () => {
    const place = await at('accounts').choosePlace('any', 'csv');
    expect(place?.name).toBe('accounts.csv');
    expect(readdirSync(root)).toEqual([]);
    place?.save('all of it');
    expect(readFileSync(join(root, 'accounts.csv'), 'utf8')).toBe('all of it');
    expect(statSync(join(root, 'accounts.csv')).mode & 0o777).toBe(0o600);
    expect(readdirSync(root)).toEqual(['accounts.csv']);
  });

  it('is not there at all where the disk refuses it', async () => {
    const place = await at('missing/accounts.csv').choosePlace('any', 'csv');
    expect(() => place?.save('all of it')).toThrow(expect.objectContaining({ code: 'save-failed', reason: 'export' }));
  });

  it('is nothing where nobody chose one', async () => {
    const file = createAccountListFile({ where: async () => undefined, which: async () => undefined });
    expect([await file.choosePlace('any', 'json'), await file.read()]).toEqual([undefined, undefined]);
  });

  it.each([
    ['UTF-8', Buffer.from('name;Bü')],
    ['UTF-8 with its mark', Buffer.from('\uFEFFname;Bü')],
    ['UTF-16 as Windows writes it', Buffer.from('\uFEFFname;Bü', 'utf16le')],
    ['UTF-16 the other way round', Buffer.from('\uFEFFname;Bü', 'utf16le').swap16()],
    ['Windows-1252', Buffer.from('name;Bü', 'latin1')],
  ])('is read in %s', async (_what, bytes) => {
    expect(await holding(bytes)).toEqual({ name: 'list.csv', text: 'name;Bü' });
  });

  it.each([
    ['UTF-16 without its mark', Buffer.from('name;B', 'utf16le')],
    ['a NUL in it', 'name;\0'],
    ['the bytes of a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff])],
  ])('is no text where it has %s', async (_what, bytes) => {
    expect(await holding(bytes)).toEqual({ unreadable: 'no-text' });
  });

  it('is not read where it is too large, whatever its size says', async () => {
    await holding('name');
    truncateSync(join(root, 'list.csv'), 100 * 1024 * 1024);
    const before = process.memoryUsage().arrayBuffers;
    expect(await at('list.csv').read()).toEqual({ unreadable: 'too-large' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
  });

  it('is said to be no file where there is none, or something else', async () => {
    expect(await at('nothing.csv').read()).toEqual({ unreadable: 'no-file' });
    expect(await at('').read()).toEqual({ unreadable: 'no-file' });
    expect(
      await createAccountListFile({ where: async () => undefined, which: async () => '/dev/zero' }).read(),
    ).toEqual({
      unreadable: 'no-file',
    });
  });
});
