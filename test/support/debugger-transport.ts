import type { ConnectOverCDPTransport } from 'playwright-core';

/** What of a `WebSocket` is used here. */
export type DebuggerSocket = Pick<
  WebSocket,
  'readyState' | 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose' | 'onerror'
>;

interface Command {
  readonly id: number;
  readonly method: string;
  readonly sessionId?: string;
}

const resume = 'Runtime.runIfWaitingForDebugger';

/**
 * Playwright's way to Chromium's debugging port. A new page waits until a debugger lets it run, and the first one that
 * does so speaks for all. The stand-in is one, and has to say first what may leave the page: with `onlyOther` no word of
 * Playwright's lets a page run, and it is told that it did.
 */
export function debuggerTransport(socket: DebuggerSocket, onlyOther: boolean): ConnectOverCDPTransport {
  const early: string[] = [];
  const transport: ConnectOverCDPTransport = {
    send(message) {
      // Commands of the protocol, as Playwright makes them.
      const { id, method, sessionId } = message as Command;
      if (onlyOther && method === resume) {
        const answer = { id, result: {}, ...(sessionId !== undefined && { sessionId }) };
        return queueMicrotask(() => transport.onmessage?.(answer));
      }
      const text = JSON.stringify(message);
      if (socket.readyState === 0) early.push(text);
      else socket.send(text);
    },
    close: () => socket.close(),
  };
  socket.onopen = () => {
    for (const text of early.splice(0)) socket.send(text);
  };
  socket.onmessage = ({ data }) => transport.onmessage?.(JSON.parse(data));
  // Whatever went wrong, the socket is closed after it.
  socket.onerror = () => {};
  socket.onclose = ({ reason }) => transport.onclose?.(reason);
  return transport;
}
