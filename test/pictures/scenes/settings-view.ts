import type { SettingsView } from '../../../preload/contract/settings-view.ts';
import { languages } from '../../../preload/text/languages.ts';

/** Settings as they are at first. */
export const settings: SettingsView = {
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
  givenFormats: [],
  programs: false,
  environments: {},
  fixed: [],
  languages,
  loginNeedsApproval: false,
  loginRefused: false,
  notificationsFail: false,
  showsTray: true,
  shortcut: 'off',
  dataFolder: '/home/sam/.config/Dockpass',
};
