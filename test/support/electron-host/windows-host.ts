import { BaseWindow, BrowserWindow, type WebContents, WebContentsView } from 'electron';
import type { ControlMethods } from '../../stand-in/control-server.ts';

/** The stand-in has none before Chromium has made the page. */
const targetIdOf = (contents: WebContents): string | null => {
  try {
    return contents.getOrCreateDevToolsTargetId();
  } catch {
    return null;
  }
};
const describePage = (contents: WebContents): object => ({ targetId: targetIdOf(contents), url: contents.getURL() });

const describe = (window: BaseWindow): object => {
  const plain = {
    id: window.id,
    title: window.getTitle(),
    visible: window.isVisible(),
    focused: window.isFocused(),
    bounds: window.getBounds(),
  };
  if (window instanceof BrowserWindow) {
    return { kind: 'BrowserWindow', ...plain, ...describePage(window.webContents), views: [] };
  }
  const pages = window.contentView.children.flatMap(child =>
    child instanceof WebContentsView ? [child.webContents] : [],
  );
  const views = pages.map((page, index) => ({ index, ...describePage(page) }));
  return { kind: 'BaseWindow', ...plain, views };
};

const windowOf = (id: unknown): BaseWindow => {
  const window = BaseWindow.getAllWindows().find(one => one.id === id);
  if (window === undefined) throw new Error(`no window ${id}`);
  return window;
};

/** The windows there are, in creation order, and what a person does to one. */
export const windowsHost = (): ControlMethods => ({
  windows: () =>
    BaseWindow.getAllWindows()
      .sort((one, other) => one.id - other.id)
      .map(describe),
  closeWindow: ({ id }) => windowOf(id).close(),
  moveWindow: ({ id, x, y, width, height }) =>
    windowOf(id).setBounds({ x: Number(x), y: Number(y), width: Number(width), height: Number(height) }),
});
