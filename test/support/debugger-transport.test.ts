import { expect, it, vi } from 'vitest';
import { type DebuggerSocket, debuggerTransport } from './debugger-transport.ts';

const socketThat = (readyState: WebSocket['readyState']) => {
  const sent: unknown[] = [];
  const socket: DebuggerSocket = {
    readyState,
    send: text => void sent.push(JSON.parse(String(text))),
    close: vi.fn(),
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
  };
  return { socket, sent };
};
const lets = { id: 7, method: 'Runtime.runIfWaitingForDebugger', sessionId: 'S' };
const asks = { id: 8, method: 'Page.enable', sessionId: 'S' };

it('lets no page run where another debugger is the one that does, and is told that it did', async () => {
  const { socket, sent } = socketThat(1);
  const transport = debuggerTransport(socket, true);
  const heard: object[] = [];
  transport.onmessage = message => heard.push(message);
  transport.send(lets);
  transport.send(asks);
  await Promise.resolve();
  expect(sent).toEqual([asks]);
  expect(heard).toEqual([{ id: 7, result: {}, sessionId: 'S' }]);
});

it('lets pages run where nobody else does', () => {
  const { socket, sent } = socketThat(1);
  debuggerTransport(socket, false).send(lets);
  expect(sent).toEqual([lets]);
});

it('keeps what is said before the socket is open, in its order', () => {
  const { socket, sent } = socketThat(0);
  const transport = debuggerTransport(socket, true);
  transport.send(asks);
  transport.send({ ...asks, id: 9 });
  expect(sent).toEqual([]);
  socket.onopen?.call(Object.create(null), new Event('open'));
  expect(sent).toEqual([asks, { ...asks, id: 9 }]);
});
