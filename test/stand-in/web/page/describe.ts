import { BrowserWindowDouble } from '../windows/browser-window.ts';
import { WebContentsViewDouble } from '../windows/web-contents-view.ts';
import { windows } from '../windows/window-registry.ts';
import { pageOf } from './web-contents.ts';

interface ViewDescription {
  readonly index: number;
  readonly targetId: string | undefined;
  readonly url: string;
  readonly partition: string;
}

/** One window as tests see it. */
export interface WindowDescription {
  readonly kind: 'BrowserWindow' | 'BaseWindow';
  readonly id: number;
  readonly title: string;
  readonly visible: boolean;
  readonly focused: boolean;
  readonly bounds: Electron.Rectangle;
  readonly url: string | undefined;
  readonly targetId: string | undefined;
  readonly views: readonly ViewDescription[];
}

async function describePage(contents: Electron.WebContents): Promise<Omit<ViewDescription, 'index'>> {
  const page = pageOf(contents);
  await page.ready.catch(() => undefined);
  const url = contents.isDestroyed() ? '' : contents.getURL();
  return { targetId: page.targetId, url, partition: page.session.partition };
}

async function describe(window: Electron.BaseWindow): Promise<WindowDescription> {
  const plain = {
    id: window.id,
    title: window.getTitle(),
    visible: window.isVisible(),
    focused: window.isFocused(),
    bounds: window.getBounds(),
  };
  const double: object = window;
  if (double instanceof BrowserWindowDouble) {
    const { url, targetId } = await describePage(double.webContents);
    return { kind: 'BrowserWindow', ...plain, url, targetId, views: [] };
  }
  const children: object[] = window.contentView.children;
  const pages = children.filter(child => child instanceof WebContentsViewDouble).map(child => child.webContents);
  const views = await Promise.all(pages.map(async (page, index) => ({ index, ...(await describePage(page)) })));
  return { kind: 'BaseWindow', ...plain, url: undefined, targetId: undefined, views };
}

/** Every living window, in creation order. */
export function describeWindows(): Promise<WindowDescription[]> {
  return Promise.all([...windows].filter(window => !window.isDestroyed()).map(describe));
}
