import type { IpcMainEvent, IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';
import { createEvent, emitSafely } from '../event-object.ts';
import { handlerOf, ipcMain } from './ipc-main.ts';
import { sendToFrame } from './send.ts';
import { decodeTagged, encodeWire, type Tagged } from './wire.ts';

/** What a preload sends over its binding; written by `preload-page.ts` in the same process tree. */
export type FromPage =
  | { readonly kind: 'send'; readonly channel: string; readonly args: Tagged }
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: Tagged };

/** The answer to an invoke: a value, or the text of the error the page gets. */
export type Reply = { readonly value: Tagged } | { readonly error: string };

function origin(owner: WebContents) {
  const frame: WebFrameMain = owner.mainFrame;
  return {
    sender: owner,
    frameId: frame.routingId,
    processId: frame.processId,
    type: 'frame' as const,
    get senderFrame(): WebFrameMain | null {
      return owner.isDestroyed() || frame.isDestroyed() || frame.detached || frame !== owner.mainFrame ? null : frame;
    },
  };
}

/** `webContents.ipc` and `frame.ipc` where the double has them. */
function scopes(owner: WebContents): object[] {
  const read = (get: () => object | undefined): object[] => {
    try {
      return [get() ?? []].flat();
    } catch {
      return [];
    }
  };
  return [...read(() => owner.mainFrame.ipc), ...read(() => owner.ipc)];
}

function dispatchSend(owner: WebContents, channel: string, args: unknown[]): void {
  const event: IpcMainEvent = createEvent({
    ...Object.create(null),
    ports: [],
    returnValue: undefined,
    reply: (to: string, ...values: unknown[]) => sendToFrame(owner, to, values),
  });
  Object.defineProperties(event, Object.getOwnPropertyDescriptors(origin(owner)));
  emitSafely(owner, 'ipc-message', event, channel, ...args);
  for (const scope of [...scopes(owner), ipcMain]) emitSafely(scope, channel, event, ...args);
}

async function dispatchInvoke(owner: WebContents, channel: string, args: unknown[]): Promise<Reply> {
  const handler = [...scopes(owner), ipcMain]
    .map(scope => handlerOf(scope, channel))
    .find(found => found !== undefined);
  if (!handler) return { error: `Error: No handler registered for '${channel}'` };
  const event: IpcMainInvokeEvent = createEvent(origin(owner));
  try {
    return { value: encodeWire(await handler(event, ...args)) };
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error);
    return { error: String(error) };
  }
}

/** Takes one message of a page. Resolves with the reply to an invoke, and with undefined for a send. */
export async function dispatch(owner: WebContents, message: FromPage): Promise<Reply | undefined> {
  if (owner.isDestroyed()) return undefined;
  // The page's script always encodes an array of arguments.
  const args = decodeTagged(message.args) as unknown[];
  if (message.kind === 'invoke') return dispatchInvoke(owner, message.channel, args);
  dispatchSend(owner, message.channel, args);
  return undefined;
}
