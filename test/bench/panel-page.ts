import type { StartedApp } from '../support/started-app.ts';
import { waitFor } from '../support/wait-for.ts';

/** The panel's page, over one plain channel: whoever measures the windows beside it must not attach to those. */
export interface PanelPage {
  /** What the expression comes to, awaited. Throws where it throws. */
  readonly evaluate: <T>(expression: string) => Promise<T>;
  readonly close: () => void;
}

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

const deadlineMs = 30_000;

/** The app must have been started with a debugging port. */
export async function openPanelPage(app: StartedApp): Promise<PanelPage> {
  const port = await app.control.ask<number>('debugPort', {}, deadlineMs);
  const find = async (): Promise<Target | undefined> => {
    // Chromium's own list (https://chromedevtools.github.io/devtools-protocol/).
    const targets: readonly Target[] = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
    return targets.find(({ type, url }) => type === 'page' && url.includes('index.html'));
  };
  const { webSocketDebuggerUrl } = await waitFor('the panel', find, deadlineMs, app.lastLines);
  const socket = new WebSocket(webSocketDebuggerUrl);
  const waiting = new Map<number, (reply: Reply) => void>();
  socket.addEventListener('message', ({ data }) => {
    const reply: Reply = JSON.parse(String(data));
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  await new Promise(resolve => socket.addEventListener('open', resolve, { once: true }));
  let last = 0;
  return {
    evaluate: async <T>(expression: string): Promise<T> => {
      last += 1;
      const id = last;
      const params = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
      const { result } = await new Promise<Reply>(resolve => waiting.set(id, resolve));
      if (result?.exceptionDetails !== undefined) throw new Error(`the panel's page threw at: ${expression}`);
      return result?.result.value as T;
    },
    close: () => socket.close(),
  };
}

interface Reply {
  readonly id: number;
  readonly result?: { readonly result: { readonly value?: unknown }; readonly exceptionDetails?: object };
}
