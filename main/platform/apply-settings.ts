import { app, nativeTheme } from 'electron';
import type { PanelRequests } from '../core/desktop/panel-requests.ts';
import type { Shortcut } from '../core/ports/desktop.ts';
import type { Log } from '../core/ports/log.ts';
import type { ManagedSettings } from '../core/settings/managed.ts';
import type { SettingsStore } from '../core/settings/settings.ts';
import { createSettingsChooser, type SettingsChooser } from '../core/settings/settings-chooser.ts';
import { createLoginItem } from './system/login-item.ts';
import type { SystemNotifier } from './system/notifications.ts';

interface ChosenSettingsOptions {
  readonly settings: SettingsStore;
  readonly managed: ManagedSettings;
  readonly shortcut: Shortcut;
  readonly notifications: Pick<SystemNotifier, 'fails' | 'onFailsChanged'>;
  readonly showsTray: () => Promise<boolean>;
  readonly dataFolder: string;
  readonly log: Log;
  readonly tell: PanelRequests['tell'];
}

/** Puts the settings in force on the desktop, now and after every change, and tells the panel. */
export const applySettings = ({ tell, notifications, ...options }: ChosenSettingsOptions): SettingsChooser => {
  const { settings, managed } = options;
  const useTheme = (): void => {
    nativeTheme.themeSource = settings.read().theme;
  };
  useTheme();
  const chooser = createSettingsChooser({
    ...options,
    isPackaged: app.isPackaged,
    loginItem: createLoginItem(),
    notificationsFail: notifications.fails,
  });
  chooser.follow();
  settings.onChange(() => {
    useTheme();
    tell('settingsChanged', chooser.view());
  });
  notifications.onFailsChanged(() => tell('settingsChanged', chooser.view()));
  managed.onChange(() => {
    chooser.follow();
    tell('readyMadeChanged', managed.readyMade());
  });
  return chooser;
};
