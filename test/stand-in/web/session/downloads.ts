import type { DownloadItem } from 'electron';
import type { PageChannel } from '../../chromium/cdp.ts';
import { createEvent, emitSafely } from '../../event-object.ts';
import { withGaps } from '../../not-implemented.ts';
import { shownFrame } from '../navigation/navigation-events.ts';
import { fromWire } from '../network/protocol.ts';
import { keyOf, type PageState } from '../page/page-state.ts';

interface WillBegin {
  readonly frameId: string;
  readonly url: string;
  readonly suggestedFilename: string;
}

function onDownload(state: PageState, download: WillBegin): void {
  const item = {
    getURL: () => fromWire(download.url),
    getFilename: () => download.suggestedFilename,
    cancel: () => undefined,
  } satisfies Partial<DownloadItem>;
  const event = createEvent();
  const frame = shownFrame(state, keyOf(state, download.frameId))?.double ?? null;
  emitSafely(state.session.double, 'will-download', event, withGaps('downloadItem', item), state.owner, frame);
  if (!event.defaultPrevented) console.error('stand-in: saving downloads is not implemented; the download was dropped');
}

/** Announces downloads to the session. None is ever carried out: the browser context refuses them all. */
export function watchDownloads(state: PageState, page: PageChannel): void {
  page.on('Page.downloadWillBegin', (event: WillBegin) => onDownload(state, event));
}
