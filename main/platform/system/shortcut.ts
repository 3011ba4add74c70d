import { globalShortcut } from 'electron';
import type { Shortcut, ShortcutState } from '../../core/ports/desktop.ts';

interface ShortcutOptions {
  readonly onPress: () => void;
  readonly system?: Pick<Electron.GlobalShortcut, 'register' | 'unregister'>;
  readonly platform?: NodeJS.Platform;
  readonly session?: string | undefined;
}

/**
 * One key for the whole desktop. Only after the app is ready. Under Wayland the desktop's portal decides, asks the
 * person, and may pass nothing on: Electron's own yes is no proof there.
 * https://www.electronjs.org/docs/latest/api/global-shortcut
 */
export const createShortcut = (options: ShortcutOptions): Shortcut => {
  const { onPress, system = globalShortcut, platform = process.platform } = options;
  const session = options.session ?? process.env.XDG_SESSION_TYPE;
  let held = '';
  let state: ShortcutState = 'off';
  const take = (accelerator: string): ShortcutState => {
    try {
      if (!system.register(accelerator, onPress)) return 'taken';
    } catch {
      // Keys that this system does not have.
      return 'taken';
    }
    held = accelerator;
    return platform === 'linux' && session === 'wayland' ? 'unsure' : 'works';
  };
  return {
    set: accelerator => {
      if (held !== '') system.unregister(held);
      held = '';
      state = accelerator === '' ? 'off' : take(accelerator);
    },
    state: () => state,
  };
};
