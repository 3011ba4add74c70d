import { execFile } from 'node:child_process';
import { showsTray } from '../../core/desktop/tray-host.ts';

type Ask = (command: string, args: readonly string[]) => Promise<string>;

const askProgram: Ask = (command, args) =>
  new Promise((resolve, reject) => {
    // A dialog waits for it: no answer in half a second is none.
    execFile(command, args, { timeout: 500, encoding: 'utf8' }, (error, stdout) =>
      error === null ? resolve(stdout) : reject(error),
    );
  });

interface TrayHostOptions {
  readonly platform?: NodeJS.Platform;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly ask?: Ask;
}

const bus = 'org.freedesktop.DBus';

/**
 * Whether this desktop shows tray icons, asked of the session bus by the program that every desktop on GLib brings.
 * https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
 */
export const asksForTray = (options: TrayHostOptions = {}): (() => Promise<boolean>) => {
  const { platform = process.platform, environment = process.env, ask = askProgram } = options;
  const isWatched = async (): Promise<boolean | undefined> => {
    const call = ['call', '--session', '--dest', bus, '--object-path', '/org/freedesktop/DBus'];
    try {
      const answer = await ask('gdbus', [...call, '--method', `${bus}.NameHasOwner`, 'org.kde.StatusNotifierWatcher']);
      return answer.includes('true');
    } catch {
      return undefined;
    }
  };
  const here = {
    platform,
    session: environment.XDG_SESSION_TYPE ?? '',
    desktop: environment.XDG_CURRENT_DESKTOP ?? '',
  };
  // Asked only where the answer decides.
  return async () => showsTray({ ...here, watcher: false }) || showsTray({ ...here, watcher: await isWatched() });
};
