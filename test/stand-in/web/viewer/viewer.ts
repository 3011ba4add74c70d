import { Viewer } from './app-window.ts';
import type { Viewed } from './viewed.ts';

// Windows that a person sees. Pages are always drawn unseen, as in every test; with a display, a bare window of
// Chromium's shows the picture of what lies in a window, one page above the other, and passes on what is typed and clicked.

const isVisibleMode: boolean =
  process.env.DOCKPASS_STAND_IN_VISIBLE === '1' &&
  (process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY));

const viewers = new Map<Viewed, Viewer>();
/** An application that keeps its window although a person closed it gets it back after this. */
const backAfterMs = 1000;

/** Shows a window on the display, where one is wanted (`DOCKPASS_STAND_IN_VISIBLE=1`) and there. */
export function showOnDisplay(viewed: Viewed): void {
  if (!isVisibleMode || viewers.has(viewed)) return;
  const viewer = new Viewer(viewed, () => {
    if (viewers.get(viewed) !== viewer) return;
    viewers.delete(viewed);
    viewed.close();
    setTimeout(() => viewed.isVisible() && showOnDisplay(viewed), backAfterMs).unref();
  });
  viewers.set(viewed, viewer);
}

/** Takes it off the display again. */
export function hideFromDisplay(viewed: Viewed): void {
  const viewer = viewers.get(viewed);
  viewers.delete(viewed);
  viewer?.end();
}
