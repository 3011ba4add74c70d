import type { SettingsChange } from '../../../preload/contract/settings-fields.ts';
import type { SettingsView } from '../../../preload/contract/settings-view.ts';
import { toFailure } from '../base/errors.ts';
import type { LoginItem, Shortcut } from '../ports/desktop.ts';
import type { Log } from '../ports/log.ts';
import type { ManagedSettings } from './managed.ts';
import type { SettingsStore } from './settings.ts';
import { viewSettings, willStart } from './settings-view.ts';

/** Settings that reach beyond the file: the system is told first, and what it refuses is not saved. */
export interface SettingsChooser {
  readonly view: () => SettingsView;
  /** The same after asking the desktop anew what it shows. */
  readonly ask: () => Promise<SettingsView>;
  /** Throws bad-input (reason fixed), save-failed, unexpected (reason login-item). */
  readonly choose: (change: SettingsChange) => SettingsView;
  readonly reset: () => SettingsView;
  /** Provider id -> id of the environment that a person prefers. */
  readonly preferred: () => SettingsView['environments'];
  /** At the start and when an organization decided anew: brings the system in line with what is wanted, or the other way round. */
  readonly follow: () => void;
}

interface SettingsChooserDeps {
  readonly settings: SettingsStore;
  readonly managed: Pick<ManagedSettings, 'current'>;
  readonly loginItem: LoginItem;
  readonly shortcut: Shortcut;
  readonly log: Log;
  /** Whether the system refused the last notification. */
  readonly notificationsFail: () => boolean;
  readonly showsTray: () => Promise<boolean>;
  readonly dataFolder: string;
  readonly isPackaged: boolean;
}

export const createSettingsChooser = (ports: SettingsChooserDeps): SettingsChooser => {
  const { settings, managed, loginItem, shortcut, log, dataFolder, isPackaged } = ports;
  const isFixed = (): boolean => Object.hasOwn(managed.current().fixed, 'startAtLogin');
  let showsTray = true;
  const view = (): SettingsView =>
    viewSettings(settings.read(), {
      login: loginItem.state(),
      shortcut: shortcut.state(),
      notificationsFail: ports.notificationsFail(),
      showsTray,
      dataFolder,
      isPackaged,
      managed: managed.current(),
    });
  let keys = '';
  const useShortcut = (): void => {
    const wanted = settings.read().quickCopyShortcut;
    if (wanted !== keys) shortcut.set(wanted);
    keys = wanted;
  };
  settings.onChange(useShortcut);
  useShortcut();
  const isOn = (): boolean => willStart(loginItem.state());
  const tell = (on: boolean): void => {
    loginItem.set(on);
    if (settings.read().loginItemMade !== on) settings.remember({ loginItemMade: on });
  };
  const follow = (): void => {
    const { startAtLogin, loginItemMade } = settings.read();
    if (startAtLogin && !isOn() && loginItemMade && !isFixed()) {
      // It was on and is not: someone switched it off in the system's own settings.
      settings.choose({ startAtLogin: false });
      settings.remember({ loginItemMade: false });
    } else if (startAtLogin || (isOn() && loginItemMade)) tell(startAtLogin);
  };
  return {
    view,
    ask: async () => {
      showsTray = await ports.showsTray();
      return view();
    },
    choose: change => {
      const { startAtLogin } = change;
      const tells = startAtLogin !== undefined && !isFixed() && startAtLogin !== isOn();
      if (tells) loginItem.set(startAtLogin);
      settings.choose(change);
      if (tells) settings.remember({ loginItemMade: startAtLogin });
      return view();
    },
    reset: () => {
      settings.reset();
      follow();
      return view();
    },
    preferred: () => settings.read().environments,
    follow: () => {
      try {
        follow();
      } catch (error) {
        log.write('login-item-not-followed', { code: toFailure(error).code });
      }
    },
  };
};
