import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VaultKey } from '../../../main/core/ports/storage.ts';
import { readycloudForm } from '../../support/fakes/fakes.ts';
import { begin, coreOnDisk, openVaultKey, readContent, recordPath, sealerKinds } from './real-storage.ts';

const root = mkdtempSync(join(tmpdir(), 'dockpass-damaged-'));
let vaultKey: VaultKey;
beforeAll(async () => {
  mkdirSync(join(root, 'key'));
  vaultKey = await openVaultKey(join(root, 'key'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const json = (content: unknown): Buffer => Buffer.from(JSON.stringify(content));
/** Another letter near the end of the sealed text: in its last block, not in what follows. */
const flipped = (sealed: unknown): string => {
  const text = String(sealed);
  const at = text.length - 12;
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
};

const damages: readonly (readonly [string, (whole: Buffer, other: Record<string, unknown>) => Buffer, string])[] = [
  ['empty', () => Buffer.alloc(0), 'empty'],
  ['truncated', whole => whole.subarray(0, whole.length / 2), 'not-json'],
  ['zeros after a power cut', whole => Buffer.alloc(whole.length), 'not-json'],
  ['foreign', () => json({ hello: 'world' }), 'foreign'],
  ['of a later Dockpass', whole => json({ ...JSON.parse(String(whole)), version: 99, sealed: { later: 1 } }), 'newer'],
  ['with its sealed part gone', whole => json({ ...JSON.parse(String(whole)), sealed: 'x' }), ''],
  [
    'with a letter of its sealed part changed',
    whole => {
      const content = JSON.parse(String(whole));
      return json({ ...content, sealed: flipped(content.sealed) });
    },
    '',
  ],
  [
    'with the sealed part of another account',
    (whole, other) => json({ ...JSON.parse(String(whole)), sealed: other.sealed }),
    'edited',
  ],
  ['that is another account’s whole file', (_whole, other) => json(other), 'foreign'],
  ['of another provider', whole => json({ ...JSON.parse(String(whole)), provider: 'packly' }), 'edited'],
  ['of other origins', whole => json({ ...JSON.parse(String(whole)), origins: ['https://elsewhere.test'] }), 'edited'],
  ['with a field of the wrong kind', whole => json({ ...JSON.parse(String(whole)), life: 'for ever' }), 'foreign'],
];

describe.each(sealerKinds)('kept by %s, a record', sealedBy => {
  const template = join(root, `template-${sealedBy}`);
  let ids: readonly [string, string] = ['', ''];
  let first: ReturnType<typeof coreOnDisk>;
  beforeAll(async () => {
    first = coreOnDisk({ folder: template, sealedBy, vaultKey });
    const one = await first.accounts.connect(readycloudForm({}, 'First'));
    const two = await first.accounts.connect(readycloudForm({ appId: 'app-2' }, 'Second'));
    ids = [one.accountId, two.accountId];
  });
  let copies = 0;
  const copyOfTemplate = (): string => {
    const folder = join(root, `${sealedBy}-${++copies}`);
    cpSync(template, folder, { recursive: true });
    return folder;
  };
  const startedOn = (folder: string) => begin(coreOnDisk({ folder, sealedBy, vaultKey }, {}, { sealer: first.sealer }));

  it.each(damages)('%s: stays byte for byte, is named, and the other works', async (_what, damage, reason) => {
    const folder = copyOfTemplate();
    const [id, other] = ids;
    const path = recordPath(folder, id);
    const bytes = damage(readFileSync(path), readContent(recordPath(folder, other)));
    writeFileSync(path, bytes);
    const core = await startedOn(folder);
    expect(core.accounts.list()).toHaveLength(2);
    const row = core.accounts.list().find(one => one.id === id);
    expect(row).toMatchObject({ canCopy: false, problem: { code: 'record-unreadable' } });
    if (reason !== '') expect(row?.problem?.reason).toBe(reason);
    await expect(core.accounts.copy(id, 'token', 0)).rejects.toMatchObject({ code: 'record-unreadable' });
    await expect(core.accounts.renew(id)).rejects.toMatchObject({ code: 'record-unreadable' });
    await core.accounts.copy(other, 'token', 0);
    expect(core.clipboard.text).toBe('access-1');
    await core.quit.begin(false);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('that leads nowhere is named, and stays', async () => {
    const folder = copyOfTemplate();
    const path = recordPath(folder, ids[0]);
    rmSync(path);
    symlinkSync(join(root, 'gone'), path);
    const core = await startedOn(folder);
    expect(core.accounts.list().find(one => one.id === ids[0])?.problem?.reason).toBe('io');
    await core.accounts.copy(ids[1], 'token', 0);
    expect(core.clipboard.text).toBe('access-1');
    await core.quit.begin(false);
    expect(readlinkSync(path)).toBe(join(root, 'gone'));
  });
});
