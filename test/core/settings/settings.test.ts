import { describe, expect, it } from 'vitest';
import { isAccelerator } from '../../../main/core/settings/accelerator.ts';
import { checkSettings, createSettings } from '../../../main/core/settings/settings.ts';
import { fakeSettingsFile } from '../../support/fakes/fake-settings-file.ts';
import { fakeLog } from '../../support/fakes/fakes.ts';

const first = {
  startAtLogin: false,
  quickCopyShortcut: '',
  clipboardSeconds: 45,
  lockMinutes: 15,
  language: 'system',
  theme: 'system',
  listOrder: 'used',
  notifications: true,
  copiedNotice: true,
  qrCodes: true,
  ownFormats: [],
  programs: false,
  environments: {},
  trayNoticeShown: false,
  loginItemMade: false,
  keeping: null,
  endingShift: null,
  panelPlaces: [],
};
const on = (text?: string) => {
  const [file, log] = [fakeSettingsFile(text), fakeLog()];
  return { file, log, settings: createSettings({ file, log }) };
};

describe('what was stored', () => {
  it.each([
    ['startAtLogin', 'yes'],
    ['quickCopyShortcut', 'C'],
    ['clipboardSeconds', 9],
    ['clipboardSeconds', 301],
    ['clipboardSeconds', 12.5],
    ['lockMinutes', -1],
    ['theme', 'sepia'],
    ['notifications', null],
    ['copiedNotice', 1],
    ['environments', { readycloud: 3 }],
    ['panelPlaces', [{ display: 'x', x: 'left' }]],
    ['trayNoticeShown', 'yes'],
  ])('a bad %s (%j) has its default and costs no other setting its value', (name, bad) => {
    const kept = name === 'clipboardSeconds' ? { theme: 'dark' } : { clipboardSeconds: 60 };
    expect(checkSettings({ ...kept, [name]: bad })).toEqual({ settings: { ...first, ...kept }, bad: [name] });
  });

  it('several bad ones are all named, and what is missing is not bad', () => {
    expect(checkSettings({ theme: 1, lockMinutes: 'x', copiedNotice: false })).toEqual({
      settings: { ...first, copiedNotice: false },
      bad: ['lockMinutes', 'theme'],
    });
  });

  it.each(['', '{"copied', 'null', '[1]', '"text"'])('a file that holds %j is named as a whole', text => {
    const { settings, log } = on(text);
    expect([settings.read(), settings.fellBack()]).toEqual([first, ['file']]);
    expect(log.lines).toEqual(['{"event":"settings-fell-back","fields":"file"}']);
  });

  it('a first start has nothing to complain of', () => {
    const { settings, log } = on();
    expect([settings.read(), settings.fellBack(), log.lines]).toEqual([first, [], []]);
  });
});

describe('a choice', () => {
  it('alone is on disk and told, keeps what a newer Dockpass stored, and settles what was bad', () => {
    const { settings, file } = on('{"later":[1],"theme":"sepia","copiedNotice":false}');
    const told: unknown[] = [];
    settings.onChange(({ clipboardSeconds }) => told.push(clipboardSeconds));
    expect(settings.fellBack()).toEqual(['theme']);
    settings.choose({ clipboardSeconds: 20, theme: undefined });
    expect(told).toEqual([20]);
    expect(settings.fellBack()).toEqual([]);
    expect(JSON.parse(file.text ?? '')).toEqual({ later: [1], copiedNotice: false, clipboardSeconds: 20 });
    expect(createSettings({ file, log: fakeLog() }).read().clipboardSeconds).toBe(20);
  });

  it('that cannot be saved changes nothing and says so', () => {
    const { settings, file } = on('{"theme":');
    file.failing = true;
    expect(() => settings.choose({ theme: 'dark' })).toThrow('save-failed');
    expect([settings.read().theme, settings.fellBack()]).toEqual(['system', ['file']]);
  });

  it('can be taken back altogether; where the panel was stays', () => {
    const { settings } = on('{"theme":"dark","clipboardSeconds":10,"trayNoticeShown":true}');
    settings.reset();
    expect(settings.read()).toEqual({ ...first, trayNoticeShown: true });
  });
});

it('what the app notes by itself costs only the note where the disk refuses, and hides no damage', () => {
  const { settings, file, log } = on('{"theme":');
  settings.remember({ trayNoticeShown: true });
  expect([settings.read().trayNoticeShown, settings.fellBack()]).toEqual([true, ['file']]);
  file.failing = true;
  settings.remember({ panelPlaces: [{ display: 'x', x: 1, y: 2, width: 400, height: 600 }] });
  expect(settings.read().panelPlaces).toEqual([]);
  expect(log.lines.at(-1)).toBe('{"event":"settings-not-saved","code":"save-failed"}');
});

it.each([
  ['Control+Alt+C', true],
  ['Meta+Shift+F12', true],
  ['Alt+Space', true],
  ['Control+`', true],
  ['C', false],
  ['Shift+C', false],
  ['Control+Control+C', false],
  ['Control+', false],
  ['Control+CC', false],
  ['Strg+C', false],
  ['', false],
])('%j as a shortcut: %s', (text, wanted) => {
  expect(isAccelerator(text)).toBe(wanted);
});
