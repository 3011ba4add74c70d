import type { SettingName } from '../../preload/contract/settings-view.ts';

const names: Record<SettingName, string> = {
  startAtLogin: 'start at login',
  quickCopyShortcut: 'shortcut for quick copy',
  clipboardSeconds: 'clipboard time',
  lockMinutes: 'lock time',
  theme: 'theme',
  notifications: 'notifications',
  copiedNotice: 'notice after copying',
  environments: 'environments',
};

/** Which settings have their defaults because the file could not be used, and what to do about it. */
export function fellBackWords(fellBack: readonly (SettingName | 'file')[]): string {
  const read = fellBack.flatMap(name => (name === 'file' ? [] : [names[name]]));
  const what = read.length === 0 ? 'The settings file' : `In the settings file, ${read.join(' and ')}`;
  return `${what} could not be read, so defaults are in force. Accounts are not affected; choose anew in Settings.`;
}
