import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSettingsFile } from '../../../main/platform/storage/settings-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockpass-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'settings.json');

it('is absent at first, and then holds what was saved, for this person only', () => {
  const file = createSettingsFile({ folder });
  expect(file.read()).toEqual({ kind: 'absent' });
  file.save({ theme: 'dark', later: [1] });
  expect(createSettingsFile({ folder }).read()).toEqual({ kind: 'content', content: { theme: 'dark', later: [1] } });
  expect((statSync(path()).mode & 0o777).toString(8)).toBe('600');
});

it('a damaged file is kept aside, once, before the first save takes its place', () => {
  writeFileSync(path(), '{"theme":');
  const file = createSettingsFile({ folder });
  expect(file.read()).toEqual({ kind: 'unreadable' });
  expect(readFileSync(path(), 'utf8')).toBe('{"theme":');
  file.save({ theme: 'dark' });
  file.save({ theme: 'light' });
  expect(readFileSync(join(folder, 'settings.unreadable.json'), 'utf8')).toBe('{"theme":');
  expect(file.read()).toEqual({ kind: 'content', content: { theme: 'light' } });
});
