import type { WebContents } from 'electron';
import { encodeWire } from './wire.ts';

type Deliver = (payload: string) => void;

const documents = new WeakMap<object, Deliver>();

/** Tells where messages for this page's current document go; undefined while it has no preload. */
export function setDelivery(owner: WebContents, deliver: Deliver | undefined): void {
  if (deliver) documents.set(owner, deliver);
  else documents.delete(owner);
}

/**
 * `webContents.send`: copies the arguments now (throws `An object could not be cloned.`) and hands them to the current
 * document. A page without a preload, or one that has not started its script yet, loses the message, as in Electron.
 */
export function sendToFrame(owner: WebContents, channel: string, args: readonly unknown[]): void {
  if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
  const payload = JSON.stringify({ channel, args: encodeWire(args) });
  documents.get(owner)?.(payload);
}
