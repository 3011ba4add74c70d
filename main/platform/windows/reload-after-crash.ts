import type { Log } from '../../core/ports/log.ts';

interface Reloaded {
  readonly isDestroyed: () => boolean;
  readonly destroy: () => void;
  readonly webContents: Pick<NodeJS.EventEmitter, 'on'> & Pick<Electron.WebContents, 'reload'>;
}

interface ReloadOptions {
  readonly log: Log;
  /** The page is loaded anew and hears nothing yet. */
  readonly onReloading: () => void;
  readonly soon?: (work: () => void) => void;
}

/**
 * A crash is often a passing one, so the page is loaded once more. After a second one the window goes: it would stay
 * blank, and the next time that it is asked for there is a new one.
 */
export const reloadOnce = (window: Reloaded, { log, onReloading, soon = setImmediate }: ReloadOptions): void => {
  let reloaded = false;
  window.webContents.on('render-process-gone', (_event: unknown, { reason }: Electron.RenderProcessGoneDetails) => {
    log.write('panel-gone', { reason, reloaded });
    if (reason === 'clean-exit') return;
    const isFirst = !reloaded;
    reloaded = true;
    onReloading();
    // Never from within the event: the page's process is still being taken down.
    soon(() => {
      if (window.isDestroyed()) return;
      if (isFirst) window.webContents.reload();
      else window.destroy();
    });
  });
};
