import { BaseWindow, Menu, type Session, type WebContents, WebContentsView } from 'electron';
import type { StripView } from '../../../preload/contract/sign-in-bar-view.ts';
import { ownPagePreferences, pagePreferences } from '../security/page-preferences.ts';

export interface SignInWindowOptions {
  readonly title: string;
  readonly preloadPath: string;
  readonly stripUrl: string;
  readonly session: Session;
  /** Not shown until `focus`: someone who is still signed in needs no window. */
  readonly hidden: boolean;
  /** The strip has a line more, to stay signed in. */
  readonly mayStay: boolean;
  readonly onClosed: () => void;
}

/** The strip of ours above the provider's page, in one window. */
export interface SignInWindow {
  readonly base: BaseWindow;
  readonly strip: WebContents;
  readonly page: WebContents;
  /** The strip's height above the page now, in pixels. */
  readonly barHeight: () => number;
  /** The strip is a bar above the page, or fills the window while there is no page worth showing. */
  readonly arrange: (view: Arranged) => void;
  readonly focus: () => void;
  /** Closes the window and ends both pages, whatever they want. */
  readonly destroy: () => void;
}

/** What of the strip's view decides how much room it gets. */
type Arranged = Pick<StripView, 'mode' | 'problem' | 'otherAddress'>;

const stripHeight = 88;
const noteHeight = 56;
const stayHeight = 32;

export function openSignInWindow(options: SignInWindowOptions): SignInWindow {
  const base = new BaseWindow({
    title: options.title,
    show: !options.hidden,
    width: 520,
    height: 760,
    minWidth: 400,
    minHeight: 480,
    fullscreenable: false,
    autoHideMenuBar: true,
  });
  const stripView = new WebContentsView({ webPreferences: ownPagePreferences(options.preloadPath) });
  const pageView = new WebContentsView({ webPreferences: { ...pagePreferences, session: options.session } });
  base.contentView.addChildView(stripView);
  base.contentView.addChildView(pageView);
  let mode: StripView['mode'] = 'page';
  let hasNote = false;
  const barHeight = (): number => stripHeight + (hasNote ? noteHeight : 0) + (options.mayStay ? stayHeight : 0);
  const layOut = (): void => {
    const { width, height } = base.getContentBounds();
    const bar = mode === 'page' ? barHeight() : height;
    stripView.setBounds({ x: 0, y: 0, width, height: bar });
    pageView.setBounds({ x: 0, y: bar, width, height: Math.max(0, height - bar) });
    pageView.setVisible(mode === 'page');
  };
  base.on('resize', layOut);
  base.once('closed', options.onClosed);
  layOut();
  const { webContents: strip } = stripView;
  const { webContents: page } = pageView;
  joinKeyboards(strip, page, () => mode === 'page');
  for (const contents of [strip, page]) offerEditing(contents, base);
  strip.on('render-process-gone', () => setImmediate(() => strip.isDestroyed() || strip.reload()));
  strip.loadURL(options.stripUrl).catch(() => undefined);
  return {
    base,
    strip,
    page,
    barHeight,
    arrange: next => {
      const isOther = next.mode !== mode;
      const note = next.problem !== undefined || next.otherAddress !== undefined;
      if (base.isDestroyed() || (!isOther && note === hasNote)) return;
      mode = next.mode;
      hasNote = note;
      layOut();
      if (isOther) (mode === 'page' ? page : strip).focus();
    },
    focus: () => {
      if (base.isMinimized()) base.restore();
      base.show();
      base.focus();
    },
    destroy: () => {
      // A view's page outlives its window until it is closed: https://www.electronjs.org/docs/latest/api/base-window
      for (const contents of [page, strip]) if (!contents.isDestroyed()) contents.close();
      if (!base.isDestroyed()) base.destroy();
    },
  };
}

/** F6 goes from the strip to the page and back, as between the parts of a browser window. */
function joinKeyboards(strip: WebContents, page: WebContents, isPageShown: () => boolean): void {
  const pass = (from: WebContents, to: WebContents): void => {
    from.on('before-input-event', (event, input) => {
      if (input.type !== 'keyDown' || input.key !== 'F6') return;
      event.preventDefault();
      if (to === strip || isPageShown()) to.focus();
    });
  };
  pass(strip, page);
  pass(page, strip);
}

/** The context menu every text field has elsewhere on the computer. */
export function offerEditing(contents: WebContents, window: BaseWindow): void {
  contents.on('context-menu', (_event, { editFlags }) => {
    Menu.buildFromTemplate([
      { role: 'cut', enabled: editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste },
    ]).popup({ window });
  });
}
