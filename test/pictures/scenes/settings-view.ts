import type { SettingsView } from '../../../preload/contract/settings-view.ts';

/** Settings as they are at first. */
export const settings: SettingsView = {
  startAtLogin: false,
  quickCopyShortcut: '',
  clipboardSeconds: 45,
  lockMinutes: 15,
  theme: 'system',
  notifications: true,
  copiedNotice: true,
  environments: {},
  fixed: [],
  loginNeedsApproval: false,
  loginRefused: false,
  notificationsFail: false,
  showsTray: true,
  shortcut: 'off',
  dataFolder: '/home/sam/.config/Dockpass',
};
