import { setTimeout as pause } from 'node:timers/promises';
import type { WebContents } from 'electron';
import { userAgent as defaultUserAgent } from '../../app/user-agent.ts';
import type { PageChannel } from '../../chromium/cdp.ts';
import { type AttachedPage, browserChannel, onTargetGone, openTarget } from '../../chromium/targets.ts';
import { attachPreload } from '../../ipc/preload.ts';
import { watchNavigation } from '../navigation/navigation.ts';
import { watchHistory } from '../navigation/navigation-history.ts';
import { intercept } from '../network/interception.ts';
import { watchDownloads } from '../session/downloads.ts';
import { watchLogin } from '../session/login-and-certificates.ts';
import { contextOf } from '../session/session-context.ts';
import type { SessionState } from '../session/session-state.ts';
import { applySize, emulate } from '../windows/emulation.ts';
import { watchWindowOpen } from '../windows/window-open.ts';
import { watchBeside } from './beside-page.ts';
import { frameOf } from './frames.ts';
import { watchConduct } from './page-conduct.ts';
import { MAIN, type PageState } from './page-state.ts';

/** What a page is made from. `adopt` gives a page that Chromium opened itself; otherwise one is opened. */
export interface PageStart {
  readonly owner: WebContents;
  readonly id: number;
  readonly session: SessionState;
  readonly preload: string | undefined;
  readonly size: { readonly width: number; readonly height: number };
  readonly adopt: AttachedPage | undefined;
  readonly onGone: () => void;
}

/** Everything a page needs before it runs; commands are sent without waiting, as the page waits for us. */
function setUp(state: PageState, page: PageChannel): void {
  for (const run of state.session.forNextPage.splice(0)) run(page).catch(() => undefined);
  watchNavigation(state, page);
  watchBeside(state, page);
  watchWindowOpen(state, page);
  watchConduct(state, page);
  watchDownloads(state, page);
  watchHistory(state, page);
  for (const domain of ['Page', 'Network', 'Runtime']) void page.send(`${domain}.enable`);
  // Where a debugger listens, V8 looks up the place of each error that a page makes, for which it parses the script anew:
  // React makes one while it is loaded, for 10 ms. Electron has no debugger on its pages.
  void page.send('Runtime.setMaxCallStackSizeToCapture', { size: 0 });
  void page.send('Page.setLifecycleEventsEnabled', { enabled: true });
  intercept(state, page);
  watchLogin(state, page);
  const userAgent = state.userAgent ?? state.session.userAgent ?? defaultUserAgent();
  void page.send('Network.setUserAgentOverride', { userAgent });
  applySize(page, state.size);
  attachPreload(page, state.owner, state.preload);
}

/** Pages that Chromium has no more, and those that were told to go. */
const left = new WeakSet<PageState>();
const leaving = new WeakSet<PageState>();

function attach(state: PageState, attached: AttachedPage, onGone: () => void): Promise<void> {
  const { channel, targetId } = attached;
  state.channel = channel;
  state.targetId = targetId;
  // A page target and its main frame share their id.
  state.mainFrameId = targetId;
  frameOf(state, targetId);
  setUp(state, channel);
  const emulation = emulate(channel);
  onTargetGone(targetId, () => {
    left.add(state);
    emulation.release();
    state.session.pages.delete(state);
    state.isGone = true;
    onGone();
  });
  return attached.resume();
}

async function open(state: PageState, onGone: () => void): Promise<PageChannel> {
  const browserContextId = await contextOf(state.session);
  const resumed = Promise.withResolvers<void>();
  await openTarget({ browserContextId, ...state.size }, attached => {
    if (state.isGone) return attached.refuse();
    attach(state, attached, onGone).then(resumed.resolve, resumed.reject);
  });
  await resumed.promise;
  const { channel } = state;
  if (!channel) throw new Error('the page is gone');
  return channel;
}

const nextProcess = { id: 1 };

/** Makes a page's state and, behind it, the page in Chromium. */
export function createPage(start: PageStart): PageState {
  const ready = Promise.withResolvers<PageChannel>();
  nextProcess.id += 1;
  const state: PageState = {
    owner: start.owner,
    id: start.id,
    session: start.session,
    preload: start.preload,
    size: start.size,
    processId: nextProcess.id,
    ready: ready.promise,
    channel: undefined,
    targetId: undefined,
    mainFrameId: undefined,
    isGone: false,
    isCrashed: false,
    title: '',
    userAgent: undefined,
    frames: new Map(),
    pending: new Map(),
    requested: new Set(),
    loading: new Set(),
    sent: [],
    requests: new Map(),
    announcedLoading: new Set(),
    isClosing: false,
  };
  ready.promise.catch(() => undefined);
  start.session.pages.add(state);
  const { adopt } = start;
  if (adopt) {
    // What opens a page is what navigates it first: its page's script, not the application.
    state.requested.add(MAIN);
    const resumed = attach(state, adopt, start.onGone);
    resumed.then(() => ready.resolve(adopt.channel), ready.reject);
  } else open(state, start.onGone).then(ready.resolve, ready.reject);
  return state;
}

/** Removes the page from Chromium without asking it. */
export async function closePage(state: PageState): Promise<void> {
  state.isGone = true;
  state.session.pages.delete(state);
  const { targetId } = state;
  if (targetId === undefined || leaving.has(state)) return;
  leaving.add(state);
  const browser = await browserChannel();
  // Chromium says that it closes a page whose document is just changing, and forgets it over the new document.
  for (let tries = 0; tries < mostTries && !left.has(state); tries += 1) {
    await browser.send('Target.closeTarget', { targetId }).catch(() => undefined);
    await pause(betweenTriesMs, undefined, { ref: false });
  }
}
const mostTries = 50;
const betweenTriesMs = 100;

/** Sizes the page's content. */
export function resizePage(state: PageState, size: { readonly width: number; readonly height: number }): void {
  state.size = size;
  if (state.channel) applySize(state.channel, size);
}
