import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import type { WebContents } from 'electron';
import type { PageChannel } from '../chromium/cdp.ts';
import { createEvent, emitSafely } from '../event-object.ts';
import { bridgeFunctions, runMainWorld } from './bridge-page.ts';
import { noteDelivered } from './delivered.ts';
import { dispatch, type FromPage } from './dispatch.ts';
import { pageScript } from './page-script.ts';
import { type PreloadSetting, preloadFunctions, runPreloadWorld } from './preload-page.ts';
import { setDelivery } from './send.ts';
import { wireFunctions } from './wire.ts';

type Message =
  | FromPage
  | { readonly kind: 'hello' }
  | { readonly kind: 'preload-error'; readonly message: string; readonly stack: string };

const parameters = 'require, process, exports, module, Buffer, global, setImmediate, clearImmediate';

/** A script of a measurement's own, for every page that has a preload; it runs before the page's. */
const watchingFile = process.env.DOCKPASS_STAND_IN_PAGE_SCRIPT;
const watching = watchingFile === undefined ? undefined : readFileSync(watchingFile, 'utf8');

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

/** Answers the page's messages, which come with the execution context of the document that sent them. */
function listen(page: PageChannel, owner: WebContents, setting: PreloadSetting, fail: (error: Error) => void): void {
  page.on('Runtime.bindingCalled', (call: { name: string; payload: string; executionContextId: number }) => {
    if (call.name !== setting.binding) return;
    const contextId = call.executionContextId;
    const deliver = (payload: string): void => {
      noteDelivered(owner.isDestroyed() ? '' : owner.getURL(), payload);
      const expression = `${setting.receiver}(${JSON.stringify(payload)})`;
      void page.send('Runtime.evaluate', { contextId, expression });
    };
    // Only the preload world's script knows the binding's name, and it writes these messages.
    const message = JSON.parse(call.payload) as Message;
    if (message.kind === 'hello') setDelivery(owner, deliver);
    else if (message.kind === 'preload-error')
      fail(Object.assign(new Error(message.message), { stack: message.stack }));
    else void answer(owner, message, deliver);
  });
}

async function answer(owner: WebContents, message: FromPage, deliver: (payload: string) => void): Promise<void> {
  const reply = await dispatch(owner, message);
  if (reply && message.kind === 'invoke') deliver(JSON.stringify({ id: message.id, ...reply }));
}

function install(page: PageChannel, setting: PreloadSetting, world: string, body: string): void {
  const main = pageScript([...bridgeFunctions, runMainWorld], setting.names);
  const functions = [...wireFunctions, ...bridgeFunctions, ...preloadFunctions, runPreloadWorld];
  void page.send('Runtime.addBinding', { name: setting.binding, executionContextName: world });
  void page.send('Page.addScriptToEvaluateOnNewDocument', { source: main });
  if (watching !== undefined) void page.send('Page.addScriptToEvaluateOnNewDocument', { source: watching });
  void page.send('Page.addScriptToEvaluateOnNewDocument', {
    source: pageScript(functions, setting, body),
    worldName: world,
  });
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
  try {
    const body = preloadBody(preloadPath);
    const names = { toMain: randomName(), toPreload: randomName() };
    const own = { names, binding: randomName(), receiver: randomName() };
    const setting = { ...own, path: preloadPath, process: processSubset() };
    install(page, setting, randomName(), body);
    listen(page, owner, setting, fail);
  } catch (error) {
    fail(error instanceof Error ? error : new Error(String(error)));
  }
}
