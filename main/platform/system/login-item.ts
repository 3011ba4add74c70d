import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { app } from 'electron';
import { DockpassError } from '../../core/base/errors.ts';
import type { LoginItem } from '../../core/ports/desktop.ts';
import { autostartEntry, isAutostartOn } from '../../core/settings/autostart-entry.ts';
import { text } from '../../text/text.ts';
import { saveText } from '../storage/whole-file.ts';

const hidden = '--hidden';

interface LoginItemOptions {
  readonly platform?: NodeJS.Platform;
  readonly application?: Pick<Electron.App, 'setLoginItemSettings' | 'getLoginItemSettings'>;
  readonly file?: string;
  readonly command?: readonly [string, ...string[]];
}

/** Start at login, hidden: a desktop file on Linux, where Electron's own calls do nothing, and those calls elsewhere. */
export const createLoginItem = (options: LoginItemOptions = {}): LoginItem => {
  const { platform = process.platform, application = app } = options;
  if (platform === 'linux') return byDesktopFile(options.file ?? autostartFile(), options.command ?? ownCommand());
  // macOS passes no arguments: there a start at login is known by `wasOpenedAtLogin`.
  const asked = platform === 'win32' ? { args: [hidden] } : {};
  const told = (): 'on' | 'off' | 'needs-approval' => {
    const { openAtLogin, executableWillLaunchAtLogin, status } = application.getLoginItemSettings(asked);
    if (platform === 'darwin' && status === 'requires-approval') return 'needs-approval';
    return openAtLogin && (platform !== 'win32' || executableWillLaunchAtLogin) ? 'on' : 'off';
  };
  let wasRefused = false;
  return {
    state: () => {
      const state = told();
      return state === 'off' && wasRefused ? 'refused' : state;
    },
    set: on => {
      application.setLoginItemSettings({ ...asked, openAtLogin: on });
      // macOS says nothing when it does not take a program that is not signed; it just is not there.
      wasRefused = on && told() === 'off';
    },
  };
};

/** https://specifications.freedesktop.org/autostart-spec/latest/; `appData` is XDG_CONFIG_HOME, or ~/.config. */
const autostartFile = (): string => join(app.getPath('appData'), 'autostart/app.dockpass.Dockpass.desktop');

/** An AppImage runs from a place that is gone when it ends; the file itself is in APPIMAGE. */
const ownCommand = (): readonly [string, ...string[]] =>
  app.isPackaged ? [process.env.APPIMAGE ?? process.execPath, hidden] : [process.execPath, app.getAppPath(), hidden];

function byDesktopFile(path: string, command: readonly [string, ...string[]]): LoginItem {
  const read = (): string | undefined => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  };
  return {
    state: () => (isAutostartOn(read() ?? 'Hidden=true') ? 'on' : 'off'),
    set: on => {
      const entry = autostartEntry({ command, name: 'Dockpass', comment: text('login-item.comment') });
      if (entry === undefined) throw new DockpassError('unexpected', { reason: 'login-item' });
      try {
        if (!on) rmSync(path, { force: true });
        else if (read() !== entry) {
          mkdirSync(dirname(path), { recursive: true });
          // The desktop reads the folder while it is written to: it sees the old file or the new one.
          saveText(dirname(path), basename(path), entry, { whose: 'theirs', mode: 0o644 });
        }
      } catch (problem) {
        throw new DockpassError('unexpected', { reason: 'login-item', cause: problem });
      }
    },
  };
}
