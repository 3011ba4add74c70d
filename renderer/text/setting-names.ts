import type { SettingName } from '../../preload/contract/settings-fields.ts';
import { locale, text } from './text.ts';
import type { PlainTextKey } from './texts.ts';

const keys: Readonly<Record<SettingName, PlainTextKey>> = {
  startAtLogin: 'setting-name.start-at-login',
  quickCopyShortcut: 'setting-name.quick-copy-shortcut',
  clipboardSeconds: 'setting-name.clipboard-seconds',
  lockMinutes: 'setting-name.lock-minutes',
  language: 'setting-name.language',
  theme: 'setting-name.theme',
  listOrder: 'setting-name.list-order',
  notifications: 'setting-name.notifications',
  copiedNotice: 'setting-name.copied-notice',
  qrCodes: 'setting-name.qr-codes',
  ownFormats: 'setting-name.own-formats',
  programs: 'setting-name.programs',
  environments: 'setting-name.environments',
};

/** Which settings have their defaults because the file could not be used, and what to do about it. */
export function fellBackWords(fellBack: readonly (SettingName | 'file')[]): string {
  const read = fellBack.flatMap(name => (name === 'file' ? [] : [text(keys[name])]));
  if (read.length === 0) return text('setting-name.unread-file');
  return text('setting-name.unread', { names: new Intl.ListFormat(locale()).format(read) });
}
