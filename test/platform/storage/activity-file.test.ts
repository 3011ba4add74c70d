import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createActivityFile } from '../../../main/platform/storage/activity-file.ts';

const root = mkdtempSync(join(tmpdir(), 'dockpass-activity-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const path = join(root, 'data', 'activity.jsonl');
const file = createActivityFile({ folder: join(root, 'data'), where: async suggested => join(root, suggested) });

it('keeps lines for this person only, and reads them back', async () => {
  expect(await file.read()).toEqual([]);
  file.append('{"at":1}');
  file.append('{"at":2}');
  expect(await file.read()).toEqual(['{"at":1}', '{"at":2}']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('is cut back as a whole, and removed', async () => {
  file.replace(['{"at":3}']);
  expect(readFileSync(path, 'utf8')).toBe('{"at":3}\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  file.remove();
  expect(existsSync(path)).toBe(false);
});

it('does not read what is larger than it ever writes, and throws for no disk', async () => {
  writeFileSync(path, 'x'.repeat(5 * 1024 * 1024));
  expect(await file.read()).toEqual([]);
  const nowhere = createActivityFile({ folder: '/dev/null/nowhere' });
  nowhere.append('{}');
  nowhere.replace(['{}']);
  nowhere.remove();
  expect(await nowhere.read()).toEqual([]);
});

it('saves a text where a person wants it, or says that it could not', async () => {
  expect(await file.saveAs('activity.txt', 'all of it')).toBe('activity.txt');
  expect(readFileSync(join(root, 'activity.txt'), 'utf8')).toBe('all of it');
  const asked = createActivityFile({ folder: root, where: async () => undefined });
  expect(await asked.saveAs('activity.txt', '')).toBeUndefined();
  const refused = createActivityFile({ folder: root, where: async () => '/dev/null/activity.txt' });
  await expect(refused.saveAs('activity.txt', '')).rejects.toMatchObject({ code: 'save-failed', reason: 'export' });
});
