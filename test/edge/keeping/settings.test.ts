import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSettingsFile } from '../../../main/edge/keeping/settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockpass-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const defaults = { trayNoticeShown: false, copiedNotice: true, clipboardMs: 45_000, keeping: null, panelPlace: null };
const path = (): string => join(folder, 'settings.json');

it('starts with the defaults', () => {
  expect(createSettingsFile({ folder }).read()).toEqual(defaults);
});

it('keeps what was chosen, for this person only', () => {
  createSettingsFile({ folder }).save({ copiedNotice: false });
  createSettingsFile({ folder }).save({ panelPlace: { x: -5, y: 10, width: 440, height: 680 } });
  const place = { x: -5, y: 10, width: 440, height: 680 };
  expect(createSettingsFile({ folder }).read()).toEqual({ ...defaults, copiedNotice: false, panelPlace: place });
  expect((statSync(path()).mode & 0o777).toString(8)).toBe('600');
});

it('a bad field falls back alone, and a field of a newer Dockpass survives a save', () => {
  const stored = {
    copiedNotice: false,
    clipboardMs: -1,
    panelPlace: { x: 'left' },
    trayNoticeShown: 'yes',
    later: [1],
  };
  writeFileSync(path(), JSON.stringify(stored));
  const settings = createSettingsFile({ folder });
  expect(settings.read()).toEqual({ ...defaults, copiedNotice: false });
  settings.save({ trayNoticeShown: true });
  expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ later: [1], trayNoticeShown: true });
});

it.each(['', '{"copied', 'null', '[1]', '"text"'])('the app starts although settings.json holds %j', content => {
  writeFileSync(path(), content);
  expect(createSettingsFile({ folder }).read()).toEqual(defaults);
});
