import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import type { WebContents } from 'electron';
import type { PageChannel } from '../chromium/cdp.ts';
import { createEvent, emitSafely } from '../event-object.ts';
import { createBridgeEnd, runMainWorld } from './bridge-page.ts';
import { dispatch, type FromPage } from './dispatch.ts';
import { type PreloadSetting, runPreloadWorld } from './preload-page.ts';
import { setDelivery } from './send.ts';
import { decodeTagged, encodeTagged } from './wire.ts';

type Message =
  | FromPage
  | { readonly kind: 'hello' }
  | { readonly kind: 'preload-error'; readonly message: string; readonly stack: string };

const parameters = 'require, process, exports, module, Buffer, global, setImmediate, clearImmediate';

function randomName(): string {
  return `_${randomBytes(12).toString('hex')}`;
}

function processSubset(): Record<string, unknown> {
  const { platform, arch, versions, version, pid, argv, env, execPath } = process;
  const copied = { platform, arch, versions: { ...versions }, version, pid, argv, env: { ...env }, execPath };
  return { ...copied, type: 'renderer', sandboxed: true, contextIsolated: true, defaultApp: true };
}

function preloadBody(path: string): string {
  const body = `(function (${parameters}) {${readFileSync(path, 'utf8')}\n})`;
  // Compiling here finds a syntax error before it could take the whole script with it.
  new Script(body, { filename: path });
  return body;
}

/**
 * Gives a page its preload script. Called for every page target while it still waits for the debugger; sends its
 * commands without waiting for their answers. Without a path it does nothing at all.
 */
export function attachPreload(page: PageChannel, owner: WebContents, preloadPath: string | undefined): void {
  if (preloadPath === undefined) return;
  const fail = (error: Error): void => {
    console.error(`Unable to load preload script: ${preloadPath}`, error);
    emitSafely(owner, 'preload-error', createEvent(), preloadPath, error);
  };
  let body: string;
  try {
    body = preloadBody(preloadPath);
  } catch (error) {
    fail(error instanceof Error ? error : new Error(String(error)));
    return;
  }
  const names = { toMain: randomName(), toPreload: randomName() };
  const world = randomName();
  const binding = randomName();
  const receiver = randomName();
  const setting: PreloadSetting = { names, binding, receiver, path: preloadPath, process: processSubset() };
  const tools = `{ createEnd: ${createBridgeEnd}, encode: ${encodeTagged}, decode: ${decodeTagged} }`;
  page.send('Runtime.addBinding', { name: binding, executionContextName: world });
  page.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `(${runMainWorld})(${JSON.stringify(names)}, ${createBridgeEnd})`,
  });
  page.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `(${runPreloadWorld})(${JSON.stringify(setting)}, ${tools}, ${body})`,
    worldName: world,
  });
  page.on('Runtime.bindingCalled', (call: { name: string; payload: string; executionContextId: number }) => {
    if (call.name !== binding) return;
    const contextId = call.executionContextId;
    const deliver = (payload: string): void => {
      page.send('Runtime.evaluate', { contextId, expression: `${receiver}(${JSON.stringify(payload)})` });
    };
    // Only the script above knows the binding's name, and it writes these messages.
    const message = JSON.parse(call.payload) as Message;
    if (message.kind === 'hello') setDelivery(owner, deliver);
    else if (message.kind === 'preload-error')
      fail(Object.assign(new Error(message.message), { stack: message.stack }));
    else void answer(owner, message, deliver);
  });
}

async function answer(owner: WebContents, message: FromPage, deliver: (payload: string) => void): Promise<void> {
  const reply = await dispatch(owner, message);
  if (reply && message.kind === 'invoke') deliver(JSON.stringify({ kind: 'reply', id: message.id, ...reply }));
}
