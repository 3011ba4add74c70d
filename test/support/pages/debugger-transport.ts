import type { ConnectOverCDPTransport } from 'playwright-core';

/** What of a `WebSocket` is used here. */
export type DebuggerSocket = Pick<
  WebSocket,
  'readyState' | 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose' | 'onerror'
>;

interface Command {
  readonly method: string;
  readonly sessionId?: string;
}
interface Attached {
  readonly method?: string;
  readonly params?: {
    readonly sessionId: string;
    readonly targetInfo: { readonly type: string; readonly targetId: string };
  };
}

/**
 * Playwright's way to Chromium's debugging port. A new page waits until its debuggers let it run, and for a page that
 * another one opened the first of them speaks for all. The stand-in is one, and has to say first what may leave the page:
 * Playwright's word waits for `mayRun`, which is told the page's target.
 */
export function debuggerTransport(
  socket: DebuggerSocket,
  mayRun: (targetId: string) => Promise<unknown>,
): ConnectOverCDPTransport {
  const early: string[] = [];
  const pages = new Map<string, string>();
  const put = (text: string): void => {
    if (socket.readyState === 0) early.push(text);
    else if (socket.readyState === 1) socket.send(text);
  };
  const transport: ConnectOverCDPTransport = {
    send(message) {
      const text = JSON.stringify(message);
      // Commands of the protocol, as Playwright makes them.
      const { method, sessionId = '' } = message as Command;
      const targetId = method === 'Runtime.runIfWaitingForDebugger' ? pages.get(sessionId) : undefined;
      if (targetId === undefined) return put(text);
      const go = (): void => put(text);
      mayRun(targetId).then(go, go);
    },
    close: () => socket.close(),
  };
  socket.onopen = () => {
    for (const text of early.splice(0)) socket.send(text);
  };
  socket.onmessage = ({ data }) => {
    // Chromium's own messages.
    const message = JSON.parse(data) as Attached;
    const { method, params } = message;
    if (method === 'Target.attachedToTarget' && params?.targetInfo.type === 'page')
      pages.set(params.sessionId, params.targetInfo.targetId);
    transport.onmessage?.(message);
  };
  // Whatever went wrong, the socket is closed after it.
  socket.onerror = () => {};
  socket.onclose = ({ reason }) => transport.onclose?.(reason);
  return transport;
}
