import { BaseWindow, type Session, type WebContents, WebContentsView } from 'electron';
import type { SignInBarView } from '../../../preload/contract/sign-in-bar.ts';
import { ownPagePreferences, pagePreferences } from '../security/page-preferences.ts';
import { offerEditing } from '../windows/context-menu.ts';

/** The window of a sign-in before it begins: nobody has seen it, and no page is loaded. */
export interface UnseenWindow {
  readonly base: BaseWindow;
  readonly barView: WebContentsView;
  readonly pageView: WebContentsView;
}

interface SignInWindowOptions {
  readonly title: string;
  readonly signInBarUrl: string;
  /** Not shown until `focus`: someone who is still signed in needs no window. */
  readonly hidden: boolean;
  /** The sign-in bar has a line more, to stay signed in. */
  readonly mayStay: boolean;
  readonly onClosed: () => void;
}

/** The sign-in bar of ours above the provider's page, in one window. */
export interface SignInWindow {
  readonly base: BaseWindow;
  readonly bar: WebContents;
  readonly page: WebContents;
  /** The sign-in bar's height above the page now, in pixels. */
  readonly barHeight: () => number;
  /** The sign-in bar is a bar above the page, or fills the window while there is no page worth showing. */
  readonly arrange: (view: Arranged) => void;
  /** Loads the sign-in bar and shows the window, unless it is to stay hidden; once. */
  readonly unveil: () => void;
  readonly focus: () => void;
  /** Closes the window and ends both pages, whatever they want. */
  readonly destroy: () => void;
}

/** What of the sign-in bar's view decides how much room it gets. */
type Arranged = Pick<SignInBarView, 'mode' | 'problem' | 'otherAddress'>;

const stepsHeight = 88;
const noteHeight = 76;
const stayHeight = 32;

export function makeUnseenWindow(preloadPath: string, session: Session): UnseenWindow {
  const base = new BaseWindow({
    title: '',
    show: false,
    width: 520,
    height: 760,
    minWidth: 400,
    minHeight: 480,
    fullscreenable: false,
    autoHideMenuBar: true,
  });
  const barView = new WebContentsView({ webPreferences: ownPagePreferences(preloadPath) });
  const pageView = new WebContentsView({ webPreferences: { ...pagePreferences, session } });
  base.contentView.addChildView(barView);
  base.contentView.addChildView(pageView);
  return { base, barView, pageView };
}

/** A view's page outlives its window until it is closed: https://www.electronjs.org/docs/latest/api/base-window */
export function destroyWindow({ base, barView, pageView }: UnseenWindow): void {
  for (const { webContents } of [pageView, barView]) if (!webContents.isDestroyed()) webContents.close();
  if (!base.isDestroyed()) base.destroy();
}

/** Begins to use one; it is used once. */
export function openSignInWindow(unseen: UnseenWindow, options: SignInWindowOptions): SignInWindow {
  const { base, barView, pageView } = unseen;
  base.setTitle(options.title);
  let mode: SignInBarView['mode'] = 'page';
  let hasNote = false;
  let isUnveiled = false;
  const barHeight = (): number => stepsHeight + (hasNote ? noteHeight : 0) + (options.mayStay ? stayHeight : 0);
  const layOut = (): void => {
    const { width, height } = base.contentView.getBounds();
    const bar = mode === 'page' ? barHeight() : height;
    barView.setBounds({ x: 0, y: 0, width, height: bar });
    pageView.setBounds({ x: 0, y: bar, width, height: Math.max(0, height - bar) });
    pageView.setVisible(mode === 'page');
  };
  // Not the window's `resize`: on X11 that comes before there is the room (https://github.com/electron/electron/issues/42586).
  base.contentView.on('bounds-changed', layOut);
  base.once('closed', options.onClosed);
  layOut();
  const { webContents: bar } = barView;
  const { webContents: page } = pageView;
  joinKeyboards(bar, page, () => mode === 'page');
  for (const contents of [bar, page]) offerEditing(contents, base);
  bar.on('render-process-gone', () => setImmediate(() => bar.isDestroyed() || bar.reload()));
  return {
    base,
    bar,
    page,
    barHeight,
    arrange: next => {
      const isOther = next.mode !== mode;
      const note = next.problem !== undefined || next.otherAddress !== undefined;
      if (base.isDestroyed() || (!isOther && note === hasNote)) return;
      mode = next.mode;
      hasNote = note;
      layOut();
      if (isOther) (mode === 'page' ? page : bar).focus();
    },
    unveil: () => {
      if (isUnveiled || base.isDestroyed() || bar.isDestroyed()) return;
      isUnveiled = true;
      bar.loadURL(options.signInBarUrl).catch(() => undefined);
      if (!options.hidden) base.show();
    },
    focus: () => {
      if (base.isMinimized()) base.restore();
      base.show();
      base.focus();
    },
    destroy: () => destroyWindow(unseen),
  };
}

/** F6 goes from the sign-in bar to the page and back, as between the parts of a browser window. */
function joinKeyboards(bar: WebContents, page: WebContents, isPageShown: () => boolean): void {
  const pass = (from: WebContents, to: WebContents): void => {
    from.on('before-input-event', (event, input) => {
      if (input.type !== 'keyDown' || input.key !== 'F6') return;
      event.preventDefault();
      if (to === bar || isPageShown()) to.focus();
    });
  };
  pass(bar, page);
  pass(page, bar);
}
