import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import type { OpenedBackup } from '../../../main/core/ports/storage.ts';
import { createBackupFile } from '../../../main/platform/backup/backup-file.ts';
import { openPieces, sealPiece } from '../../../main/platform/backup/backup-format.ts';
import { encrypt, unwrap } from '../../../main/platform/storage/aes-gcm.ts';
import { piecesOf, textsOf } from './some-pieces.ts';

const root = fs.mkdtempSync(join(tmpdir(), 'dockpass-damage-'));
const path = join(root, 'backup.json');
const passphrase = new Secret('four dull grey parcels');
const backup = createBackupFile({ where: async () => path, which: async () => path });

const writeTexts = async (...texts: readonly string[]): Promise<readonly string[]> => {
  await (await (await backup.choosePlace('any'))?.write(piecesOf(...texts), passphrase))?.commit();
  return fs.readFileSync(path, 'utf8').split('\n').slice(0, -1);
};

let header = '';
let lines: readonly string[] = [];
let ofAnother: readonly string[] = [];
/** Its key is that of the whole file: what is read is the file as it is by then. */
let opened: OpenedBackup | undefined;
beforeAll(async () => {
  ofAnother = (await writeTexts('one', 'two', 'three', 'four')).slice(1);
  [header = '', ...lines] = await writeTexts('one', 'two', 'three', 'four');
  opened = await backup.read(passphrase);
});
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

const at = (index: number): string => lines[index] ?? '';
const withLines = (...next: readonly string[]): string => [header, ...next].map(line => `${line}\n`).join('');
const flipped = (line: string): string => {
  const bytes = Buffer.from(line, 'base64');
  bytes[30] = (bytes[30] ?? 0) ^ 1;
  return bytes.toString('base64');
};

describe('a damaged backup', () => {
  it('of these tests is whole', async () => {
    fs.writeFileSync(path, withLines(...lines));
    expect(lines).toHaveLength(4);
    expect(await textsOf(opened)).toEqual(['one', 'two', 'three', 'four']);
  });

  const damages: readonly (readonly [string, () => string])[] = [
    ['no piece at all', () => withLines()],
    ['the first piece missing', () => withLines(...lines.slice(1))],
    ['a piece missing in the middle', () => withLines(at(0), at(2), at(3))],
    ['the last piece missing', () => withLines(...lines.slice(0, -1))],
    ['a piece twice', () => withLines(at(0), at(1), at(1), at(2), at(3))],
    ['the last piece twice', () => withLines(...lines, at(3))],
    ['two pieces swapped', () => withLines(at(0), at(2), at(1), at(3))],
    ['a piece of another backup', () => withLines(at(0), ofAnother[1] ?? '', at(2), at(3))],
    ['all pieces of another backup', () => withLines(...ofAnother)],
    ['a piece with one bit changed', () => withLines(at(0), flipped(at(1)), at(2), at(3))],
    ['a piece cut', () => withLines(at(0), at(1).slice(0, -8), at(2), at(3))],
    ['the file cut in its last line', () => withLines(...lines).slice(0, -9)],
    ['the last line feed cut', () => withLines(...lines).slice(0, -1)],
    ['an empty line after the last', () => `${withLines(...lines)}\n`],
    ['something after the last', () => `${withLines(...lines)}x`],
    ['an empty line between', () => withLines(at(0), '', at(1), at(2), at(3))],
    ['a space in a line', () => withLines(at(0), ` ${at(1)}`, at(2), at(3))],
    ['line ends of Windows', () => withLines(...lines).replaceAll('\n', '\r\n')],
    ['a word added to the first line', () => `${header.replace('{', '{"x":1,')}\n${lines.join('\n')}\n`],
    ['a line that never ends', () => withLines(at(0), 'A'.repeat(12 * 1024 ** 2), at(2), at(3))],
  ];
  it.each(damages)('is told: %s', async (_name, content) => {
    fs.writeFileSync(path, content());
    await expect(textsOf(opened)).rejects.toMatchObject({ code: 'backup-damaged' });
  });

  it('is told: a first line that another one was put for, though its key is right', async () => {
    fs.writeFileSync(path, `${header.replace('{', '{"x":1,')}\n${lines.join('\n')}\n`);
    const anew = await backup.read(passphrase);
    await expect(textsOf(anew)).rejects.toMatchObject({ code: 'backup-damaged' });
  });

  const kdf = (changed: object): (() => string) => {
    return () => {
      const first = JSON.parse(header);
      const key = { ...first.key, kdf: { ...first.key.kdf, ...changed } };
      return `${JSON.stringify({ ...first, key })}\n${lines.join('\n')}\n`;
    };
  };
  const headers: readonly (readonly [string, () => string])[] = [
    ['an empty file', () => ''],
    ['half a first line', () => withLines(...lines).slice(20)],
    ['a first line that is cut', () => header.slice(0, 60)],
    ['another program’s file', () => '{"format":"another"}'],
    ['a later version', () => withLines(...lines).replace('"version":2', '"version":3')],
    ['version 1 on the pieces of version 2', () => withLines(...lines).replace('"version":2', '"version":1')],
    ['a cost so high that opening never ends', kdf({ N: 2 ** 30 })],
    ['a cost so low that anybody finds the passphrase', kdf({ N: 2 })],
    ['another block size', kdf({ r: 1024 })],
    ['a salt that is too long', kdf({ salt: 'A'.repeat(1000) })],
    ['a first line of five million letters', kdf({ salt: 'A'.repeat(5_000_000) })],
  ];
  it.each(headers)('is told before a passphrase is tried: %s', async (_name, content) => {
    fs.writeFileSync(path, content());
    const read = backup.read(new Secret('not the passphrase'));
    await expect(read).rejects.toMatchObject({ code: 'backup-damaged' });
  });

  it('of more than a gigabyte is not read', async () => {
    fs.writeFileSync(path, withLines(...lines));
    fs.truncateSync(path, 1024 ** 3 + 1);
    await expect(backup.read(passphrase)).rejects.toMatchObject({ code: 'backup-damaged' });
    fs.truncateSync(path, 0);
  });
});

describe('the pieces of a file', () => {
  it('come back for any texts, whatever parts the disk gives them in', async () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 500 }), async (plain, part) => {
        const key = randomBytes(32);
        const all = plain.map((text, number) => {
          const last = number === plain.length - 1;
          return sealPiece(key, Buffer.from(text), { header: 'first', number, last });
        });
        const bytes = Buffer.from(['first', ...all, ''].join('\n'));
        async function* parts(): AsyncGenerator<Buffer> {
          for (let from = 0; from < bytes.length; from += part) yield bytes.subarray(from, from + part);
        }
        const back: string[] = [];
        for await (const one of openPieces(parts(), 'first', () => key)) back.push(one.toString());
        expect(back).toEqual(plain.map(text => Buffer.from(text).toString()));
      }),
    );
  });
});

describe('a backup of version 1', () => {
  const first = join(import.meta.dirname, 'backup-of-version-1.json');

  it('still opens', async () => {
    fs.copyFileSync(first, path);
    const texts = await textsOf(await backup.read(passphrase));
    expect(texts).toHaveLength(1);
    expect(JSON.parse(texts[0] ?? '')).toMatchObject({
      backup: 1,
      accounts: [{ secrets: { refreshToken: 'refresh-1' } }],
    });
    await expect(backup.read(new Secret('another one'))).rejects.toMatchObject({ code: 'wrong-passphrase' });
  });

  it('of more than 5 MiB opens, too', async () => {
    const file = JSON.parse(fs.readFileSync(first, 'utf8'));
    const key = await unwrap(file.key, passphrase);
    const content = JSON.stringify({ backup: 1, accounts: [], filler: 'tøken '.repeat(1_000_000) });
    const sealed = encrypt(key, Buffer.from(content), Buffer.from('dockpass-backup 1')).toString('base64');
    expect(sealed.length).toBeGreaterThan(5 * 1024 ** 2);
    fs.writeFileSync(path, JSON.stringify({ ...file, sealed }, undefined, 2));
    expect(await textsOf(await backup.read(passphrase))).toEqual([content]);
  });

  it('that was changed or cut is told', async () => {
    const whole = fs.readFileSync(first, 'utf8');
    const file = JSON.parse(whole);
    for (const content of [whole.slice(0, -9), JSON.stringify({ ...file, sealed: flipped(file.sealed) })]) {
      fs.writeFileSync(path, content);
      const read = async () => textsOf(await backup.read(passphrase));
      await expect(read()).rejects.toMatchObject({ code: 'backup-damaged' });
    }
  });
});
