import type { Log } from '../../core/ports.ts';

interface Reloaded {
  readonly isDestroyed: () => boolean;
  readonly webContents: Pick<NodeJS.EventEmitter, 'on'> & { readonly reload: () => void };
}

interface ReloadOptions {
  readonly log: Log;
  /** The page is loaded anew and hears nothing yet. */
  readonly onReloading: () => void;
  readonly soon?: (work: () => void) => void;
}

/** A crash is often a passing one; a second one of the same window would only be shown again and again. */
export const reloadOnce = (window: Reloaded, { log, onReloading, soon = setImmediate }: ReloadOptions): void => {
  let reloaded = false;
  window.webContents.on('render-process-gone', (_event: unknown, { reason }: Electron.RenderProcessGoneDetails) => {
    log.write('panel-gone', { reason, reloaded });
    if (reason === 'clean-exit' || reloaded) return;
    reloaded = true;
    onReloading();
    // Never from within the event: the page's process is still being taken down.
    soon(() => window.isDestroyed() || window.webContents.reload());
  });
};
