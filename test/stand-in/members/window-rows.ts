import type { MemberRow } from './member-rows.ts';

const lives = [
  'window: close asks, then closed comes, then the page is destroyed',
  'window: destroy asks nobody',
  'window: a destroyed one throws, its page too, and both ids stay readable',
];

/** Windows, views and their options. */
export const windowRows: readonly MemberRow[] = [
  {
    owner: 'BaseWindow',
    members: ['new', 'contentView'],
    source: 'docs/api/base-window.md',
    cases: ['window: a BaseWindow carries views with pages and sessions of their own'],
    byHand: 'sign-in window',
  },
  {
    owner: 'BaseWindow',
    members: ['getContentBounds', 'on resize'],
    source: 'docs/api/base-window.md',
    byHand: 'sign-in window',
  },
  {
    owner: 'BaseWindow',
    members: ['setTitle'],
    source: 'docs/api/base-window.md',
    cases: ['details: a window has the title that it was given'],
  },
  {
    owner: 'BaseWindow',
    members: ['destroy', 'isDestroyed', 'on closed'],
    source: 'docs/api/base-window.md',
    cases: lives.slice(1),
  },
  {
    owner: 'BaseWindow',
    members: ['focus', 'isMinimized', 'isVisible', 'restore', 'show'],
    source: 'docs/api/base-window.md',
    byHand: 'sign-in window',
  },
  {
    owner: 'BrowserWindow',
    members: ['new', 'webContents'],
    source: 'docs/api/browser-window.md',
    cases: ['window: the page is announced before the window, both within the constructor'],
  },
  {
    owner: 'BrowserWindow',
    members: ['close', 'destroy', 'isDestroyed', 'on close', 'on closed', 'getAllWindows'],
    source: 'spec/api-browser-window-spec.ts',
    cases: [...lives, 'window: close can be prevented'],
  },
  {
    owner: 'BrowserWindow',
    members: ['show', 'hide', 'isVisible', 'on show', 'on hide'],
    source: 'spec/api-browser-window-spec.ts',
    cases: ['window: show and hide are told'],
    byHand: 'panel',
  },
  {
    owner: 'BrowserWindow',
    members: ['setBounds'],
    source: 'spec/api-browser-window-spec.ts',
    cases: ['window: setBounds merges and tells resize'],
    byHand: 'panel',
  },
  {
    owner: 'BrowserWindow',
    members: ['getNormalBounds'],
    source: 'docs/api/browser-window.md',
    cases: ['window: its normal bounds are its bounds while it is neither minimized nor maximized'],
    byHand: 'panel',
  },
  {
    owner: 'BrowserWindow',
    members: ['on ready-to-show'],
    source: 'spec/api-browser-window-spec.ts',
    cases: ['window: ready-to-show comes once for a page with content, also while hidden'],
  },
  {
    owner: 'BrowserWindow',
    members: ['loadURL'],
    source: 'spec/api-browser-window-spec.ts',
    cases: ['loadURL: resolves when the page has loaded, also with status 404'],
  },
  {
    owner: 'BrowserWindow',
    members: ['on page-title-updated', 'setTitle'],
    source: 'docs/api/browser-window.md',
    cases: [
      'navigation: the title arrives before the load ends, and names the window unless prevented',
      'details: a window has the title that it was given',
    ],
    byHand: 'sign-in window',
  },
  {
    owner: 'BrowserWindow',
    members: ['focus', 'isFocused', 'getFocusedWindow', 'on blur'],
    source: 'docs/api/browser-window.md',
    byHand: 'shortcut',
  },
  {
    owner: 'BrowserWindow',
    members: ['isMinimized', 'restore'],
    source: 'docs/api/browser-window.md',
    byHand: 'panel',
  },
  { owner: 'BrowserWindow', members: ['setBackgroundColor'], source: 'docs/api/browser-window.md', byHand: 'panel' },
  {
    owner: 'BrowserWindow',
    members: ['setContentProtection'],
    source: 'docs/api/browser-window.md',
    byHand: '*Show token*',
  },
  {
    owner: 'BrowserWindow',
    members: ['on session-end'],
    source: 'shell/browser/api/electron_api_browser_window.cc',
    byHand: 'lock, sleep, end',
  },
  {
    owner: 'View',
    members: ['addChildView', 'setBounds'],
    source: 'spec/api-view-spec.ts',
    cases: ['window: a BaseWindow carries views with pages and sessions of their own'],
    byHand: 'sign-in window',
  },
  { owner: 'View', members: ['setVisible'], source: 'docs/api/view.md', byHand: 'sign-in window' },
  {
    owner: 'WebContentsView',
    members: ['new', 'webContents'],
    source: 'spec/api-web-contents-view-spec.ts',
    cases: ['window: a BaseWindow carries views with pages and sessions of their own'],
  },
  {
    owner: 'WebContentsViewConstructorOptions',
    members: ['webPreferences'],
    source: 'docs/api/web-contents-view.md',
    cases: ['window: a BaseWindow carries views with pages and sessions of their own'],
  },
  {
    owner: 'Rectangle',
    members: ['x', 'y', 'width', 'height'],
    source: 'docs/api/structures/rectangle.md',
    cases: ['window: setBounds merges and tells resize'],
  },
  {
    owner: 'BrowserWindowConstructorOptions',
    members: ['webPreferences'],
    source: 'docs/api/structures/browser-window-options.md',
    cases: ['session: partitions do not share cookies'],
  },
  {
    owner: 'BaseWindowConstructorOptions',
    members: ['show'],
    source: 'docs/api/structures/base-window-options.md',
    cases: ['window: show and hide are told'],
  },
  {
    owner: 'BaseWindowConstructorOptions',
    members: ['backgroundColor', 'height', 'icon', 'minHeight', 'minWidth', 'title', 'width', 'x', 'y'],
    source: 'docs/api/structures/base-window-options.md',
    byHand: 'panel',
  },
  {
    owner: 'BaseWindowConstructorOptions',
    members: ['alwaysOnTop', 'frame', 'resizable', 'skipTaskbar', 'type'],
    source: 'docs/api/structures/base-window-options.md',
    byHand: 'shortcut',
  },
  {
    owner: 'BaseWindowConstructorOptions',
    members: [
      ...['autoHideMenuBar', 'center', 'closable', 'enableLargerThanScreen', 'focusable', 'fullscreenable'],
      ...['hasShadow', 'maxHeight', 'maxWidth', 'maximizable', 'minimizable', 'modal', 'movable', 'opacity'],
      ...['parent', 'titleBarStyle', 'transparent', 'useContentSize'],
    ],
    source: 'docs/api/structures/base-window-options.md',
    byHand: 'sign-in window',
  },
  {
    owner: 'WindowOpenHandlerResponse',
    members: ['action'],
    source: 'docs/api/structures/window-open-handler-response.md',
    cases: [
      'window.open: denied, nothing is created and nothing is requested',
      'window.open: allowed, the child is announced, shares the session, and its redirect can be stopped',
    ],
  },
  {
    owner: 'WindowOpenHandlerResponse',
    members: ['overrideBrowserWindowOptions'],
    source: 'lib/browser/guest-window-manager.ts',
    cases: ['window.open: allowed, the child is announced, shares the session, and its redirect can be stopped'],
    byHand: 'sign-in window',
  },
  {
    owner: 'WebPreferences',
    members: ['sandbox', 'contextIsolation', 'preload'],
    source: 'docs/api/structures/web-preferences.md',
    cases: ['contextBridge: nothing of Node reaches the page', 'preload: is a function body with few modules'],
  },
  {
    owner: 'WebPreferences',
    members: ['session'],
    source: 'docs/api/structures/web-preferences.md',
    cases: ['window: a BaseWindow carries views with pages and sessions of their own'],
  },
  {
    owner: 'WebPreferences',
    members: [
      ...['allowRunningInsecureContent', 'devTools', 'experimentalFeatures', 'javascript', 'navigateOnDragDrop'],
      ...['nodeIntegration', 'nodeIntegrationInSubFrames', 'nodeIntegrationInWorker', 'safeDialogs', 'spellcheck'],
      ...['webSecurity', 'webviewTag'],
    ],
    source: 'docs/api/structures/web-preferences.md',
  },
];
