import type { NavigationHistory } from 'electron';
import type { PageChannel } from '../../chromium/cdp.ts';
import { withGaps } from '../../not-implemented.ts';
import { fromWire } from '../network/protocol.ts';
import type { PageState } from '../page/page-state.ts';

interface Entry {
  readonly id: number;
  readonly url: string;
  readonly title: string;
}

interface History {
  entries: readonly Entry[];
  active: number;
}

const histories = new WeakMap<PageState, History>();

async function refresh(state: PageState, page: PageChannel): Promise<void> {
  const answer = await page.send<{ currentIndex: number; entries: readonly Entry[] }>('Page.getNavigationHistory');
  // The blank page every target starts with is no entry of Electron's.
  const skipped = answer.entries[0]?.url === 'about:blank' ? 1 : 0;
  histories.set(state, { entries: answer.entries.slice(skipped), active: answer.currentIndex - skipped });
}

/** Keeps the page's list of visited addresses, as `navigationHistory` answers at once. */
export function watchHistory(state: PageState, page: PageChannel): void {
  const read = (): void => {
    refresh(state, page).catch(() => undefined);
  };
  page.on('Page.frameNavigated', read);
  page.on('Page.navigatedWithinDocument', read);
}

/** `webContents.navigationHistory`. It lags behind a commit by one protocol round trip. */
export function createHistory(state: PageState): NavigationHistory {
  const now = (): History => histories.get(state) ?? { entries: [], active: -1 };
  const move = async (offset: number): Promise<void> => {
    const page = await state.ready;
    await refresh(state, page);
    const { entries, active } = now();
    const entry = entries[active + offset];
    if (entry) await page.send('Page.navigateToHistoryEntry', { entryId: entry.id });
  };
  const go = (offset: number): void => {
    // A page that goes away meanwhile has nowhere to go.
    move(offset).catch(() => undefined);
  };
  const shown = (entry: Entry) => ({ url: fromWire(entry.url), title: entry.title });
  const double = {
    canGoBack: () => now().active > 0,
    canGoForward: () => now().active < now().entries.length - 1,
    goBack: () => go(-1),
    goForward: () => go(1),
    length: () => now().entries.length,
    getActiveIndex: () => now().active,
    getAllEntries: () => now().entries.map(shown),
    clear: () => {
      void state.channel?.send('Page.resetNavigationHistory');
      const { entries, active } = now();
      histories.set(state, { entries: entries.slice(active, active + 1), active: 0 });
    },
  } satisfies Partial<NavigationHistory>;
  // The members left out throw when read.
  return withGaps('navigationHistory', double) as unknown as NavigationHistory;
}
