import { webContents } from 'electron';
import { channelOf } from '../../../preload/contract/bridge.ts';
import type { ValueOf } from '../../../preload/contract/call.ts';
import type { Events } from '../../../preload/contract/events.ts';
import { isBundleUrl } from '../security/bundle-scheme.ts';

/** Tells every page of ours, whichever window it is in. */
export const tellPages = <Name extends keyof Events>(name: Name, value: ValueOf<Events[Name]>): void => {
  for (const contents of webContents.getAllWebContents())
    if (isBundleUrl(contents.getURL())) contents.send(channelOf(name), value);
};
