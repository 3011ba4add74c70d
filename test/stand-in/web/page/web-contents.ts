import type {
  HandlerDetails,
  LoadURLOptions,
  NavigationHistory,
  Session,
  WebContents,
  WebFrameMain,
  WebPreferences,
  WindowOpenHandlerResponse,
} from 'electron';
import { app } from '../../app/app.ts';
import { userAgent as defaultUserAgent } from '../../app/user-agent.ts';
import type { AttachedPage } from '../../chromium/targets.ts';
import { createEvent, emitSafely } from '../../event-object.ts';
import { sendToFrame } from '../../ipc/send.ts';
import { notImplemented, withGaps } from '../../not-implemented.ts';
import { asElectron, Double, markDestroyed, nameGaps } from '../double.ts';
import { loadUrl } from '../navigation/load-url.ts';
import { createHistory } from '../navigation/navigation-history.ts';
import { sessionOf, sessionState } from '../session/session.ts';
import { setOpenHandler } from '../windows/window-open.ts';
import { evaluate } from './evaluate.ts';
import { frameOf } from './frames.ts';
import { closePage, createPage } from './page.ts';
import { MAIN, type PageState } from './page-state.ts';

type Built = Pick<
  WebContents,
  | 'close'
  | 'executeJavaScript'
  | 'focus'
  | 'getOrCreateDevToolsTargetId'
  | 'getTitle'
  | 'getType'
  | 'getURL'
  | 'getUserAgent'
  | 'id'
  | 'isCrashed'
  | 'isDestroyed'
  | 'isLoading'
  | 'isLoadingMainFrame'
  | 'loadURL'
  | 'mainFrame'
  | 'navigationHistory'
  | 'reload'
  | 'reloadIgnoringCache'
  | 'send'
  | 'session'
  | 'setUserAgent'
  | 'setWindowOpenHandler'
  | 'stop'
>;

/** What a webContents is made with besides its web preferences. */
export interface ContentsStart {
  readonly preferences: WebPreferences;
  readonly size: { readonly width: number; readonly height: number };
  readonly adopt?: AttachedPage;
}

const pages = new WeakMap<object, PageState>();
const living = new Map<number, WebContentsDouble>();
let nextId = 0;

function refuseWeaker(preferences: WebPreferences): void {
  const { nodeIntegration, sandbox, contextIsolation, webviewTag, webSecurity } = preferences;
  const isWeaker = nodeIntegration || webviewTag || sandbox === false || contextIsolation === false;
  if (isWeaker || webSecurity === false) throw notImplemented('webPreferences that weaken the sandbox');
}

function sessionFor(preferences: WebPreferences): ReturnType<typeof sessionOf> {
  if (preferences.session) return sessionState(preferences.session);
  return sessionOf(preferences.partition ?? '');
}

/** Electron's webContents (docs/api/web-contents.md) over one Chromium page. */
export class WebContentsDouble extends Double implements Built {
  readonly id: number;
  readonly #page: PageState;
  readonly #history: NavigationHistory;
  #isDestroyed = false;

  constructor(start: ContentsStart) {
    super();
    this.setMaxListeners(0);
    refuseWeaker(start.preferences);
    nextId += 1;
    this.id = nextId;
    this.#page = createPage({
      owner: asElectron<WebContents>(this),
      id: this.id,
      session: sessionFor(start.preferences),
      preload: start.preferences.preload,
      size: start.size,
      adopt: start.adopt,
      onGone: () => endContents(this),
    });
    this.#history = createHistory(this.#page);
    pages.set(this, this.#page);
    living.set(this.id, this);
    emitSafely(app, 'web-contents-created', createEvent(), this);
  }

  get session(): Session {
    return this.#page.session.double;
  }

  get mainFrame(): WebFrameMain {
    return frameOf(this.#page, this.#page.mainFrameId ?? '').double;
  }

  get navigationHistory(): NavigationHistory {
    return this.#history;
  }

  loadURL(url: string, options?: LoadURLOptions): Promise<void> {
    return loadUrl(this.#page, url, options);
  }

  /** The committed address, whatever is on its way (electron_api_web_contents.cc, GetURL: GetLastCommittedURL). */
  getURL(): string {
    return this.#page.frames.get(this.#page.mainFrameId ?? '')?.url ?? '';
  }

  getTitle(): string {
    return this.#page.title;
  }

  getType(): ReturnType<WebContents['getType']> {
    return 'window';
  }

  getOrCreateDevToolsTargetId(): string {
    const { targetId } = this.#page;
    if (targetId === undefined) throw notImplemented('webContents.getOrCreateDevToolsTargetId before there is a page');
    return targetId;
  }

  isLoading(): boolean {
    return this.#page.loading.size > 0;
  }

  isLoadingMainFrame(): boolean {
    return this.#page.loading.has(MAIN);
  }

  isCrashed(): boolean {
    return this.#page.isCrashed;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  stop(): void {
    void this.#page.channel?.send('Page.stopLoading');
  }

  reload(): void {
    this.#page.isCrashed = false;
    void this.#page.channel?.send('Page.reload');
  }

  reloadIgnoringCache(): void {
    void this.#page.channel?.send('Page.reload', { ignoreCache: true });
  }

  executeJavaScript(code: string, userGesture?: boolean): Promise<unknown> {
    if (this.getURL() !== '' && !this.isLoadingMainFrame()) return evaluate(this.#page, code, userGesture);
    return new Promise((resolve, reject) => {
      this.once('did-stop-loading', () => evaluate(this.#page, code, userGesture).then(resolve, reject));
    });
  }

  send(channel: string, ...args: unknown[]): void {
    sendToFrame(asElectron<WebContents>(this), channel, args);
  }

  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void {
    setOpenHandler(this.#page, handler);
  }

  setUserAgent(userAgent: string): void {
    this.#page.userAgent = userAgent;
    void this.#page.channel?.send('Network.setUserAgentOverride', { userAgent });
  }

  getUserAgent(): string {
    return this.#page.userAgent ?? this.#page.session.userAgent ?? defaultUserAgent();
  }

  focus(): void {
    void this.#page.channel?.send('Page.bringToFront');
    emitSafely(this, '-focus-wanted');
  }

  close(options?: { waitForBeforeUnload?: boolean }): void {
    if (options?.waitForBeforeUnload) askToClose(this);
    else {
      void closePage(this.#page);
      setImmediate(() => endContents(this));
    }
  }

  /** The page is gone: not Electron's, called by what closes it. */
  destroyed(): void {
    this.#isDestroyed = true;
    void closePage(this.#page);
    living.delete(this.id);
    markDestroyed(this);
    emitSafely(this, '-gone');
    emitSafely(this, 'destroyed', createEvent());
  }
}

nameGaps(WebContentsDouble, 'webContents');

/** The page behind a webContents. */
export function pageOf(contents: object): PageState {
  const page = pages.get(contents);
  if (!page) throw new TypeError('Error processing argument: not a WebContents');
  return page;
}

/** Destroys a webContents, unless it is destroyed already. */
export function endContents(contents: WebContentsDouble): void {
  if (!contents.isDestroyed()) contents.destroyed();
}

/** Closes as a person would: the page's `beforeunload` is asked, and the owner emits `-unload-refused` if it stays. */
export function askToClose(contents: WebContentsDouble): void {
  const page = pageOf(contents);
  const { channel } = page;
  if (!channel || page.isCrashed || page.isGone) {
    endContents(contents);
    return;
  }
  page.isClosing = true;
  channel.send('Page.close').catch(() => endContents(contents));
}

const members = {
  getAllWebContents: (): WebContents[] => [...living.values()].map(contents => asElectron<WebContents>(contents)),
  fromId: (id: number): WebContents | undefined => {
    const contents = living.get(id);
    return contents && asElectron<WebContents>(contents);
  },
};

/** Electron's `webContents` module. */
export const webContents: typeof members = withGaps('webContents', members);
