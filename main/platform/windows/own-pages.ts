import { type BrowserWindow, webContents } from 'electron';
import { channelOf } from '../../../preload/contract/bridge.ts';
import type { ValueOf } from '../../../preload/contract/call.ts';
import type { Events } from '../../../preload/contract/events.ts';
import type { Sender } from '../ipc/ipc.ts';
import { isBundleUrl } from '../security/bundle-scheme.ts';

/** Tells every page of ours, whichever window it is in. */
export const tellPages = <Name extends keyof Events>(name: Name, value: ValueOf<Events[Name]>): void => {
  for (const contents of webContents.getAllWebContents())
    if (isBundleUrl(contents.getURL())) contents.send(channelOf(name), value);
};

/** Whether a call comes from the main frame of a window of ours, and from a page of ours in it. Ask before anything is awaited. */
export const isMainFrameOf = (window: BrowserWindow | undefined, { senderFrame }: Sender): boolean =>
  senderFrame !== null &&
  window !== undefined &&
  !window.isDestroyed() &&
  senderFrame === window.webContents.mainFrame &&
  isBundleUrl(senderFrame.url);
