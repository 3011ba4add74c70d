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
  const receive = (message: object): void =>
    socket.onmessage?.call(Object.create(null), new MessageEvent('message', { data: JSON.stringify(message) }));
  return { socket, sent, receive };
};
const attached = (type: string) => ({
  method: 'Target.attachedToTarget',
  params: { sessionId: 'S', targetInfo: { type, targetId: 'T' } },
});
const letsRun = { id: 7, method: 'Runtime.runIfWaitingForDebugger', sessionId: 'S' };
const asks = { id: 8, method: 'Page.enable', sessionId: 'S' };

it('lets a page run once the other debugger has, and says everything else at once', async () => {
  const { socket, sent, receive } = socketThat(1);
  const other = Promise.withResolvers<void>();
  const mayRun = vi.fn(() => other.promise);
  const transport = debuggerTransport(socket, mayRun);
  const heard: object[] = [];
  transport.onmessage = message => heard.push(message);
  receive(attached('page'));
  transport.send(letsRun);
  transport.send(asks);
  expect(heard).toEqual([attached('page')]);
  expect(sent).toEqual([asks]);
  other.resolve();
  await other.promise;
  expect(sent).toEqual([asks, letsRun]);
  expect(mayRun.mock.calls).toEqual([['T']]);
});

it('lets a page run, too, where the other debugger does not know it', async () => {
  const { socket, sent, receive } = socketThat(1);
  const transport = debuggerTransport(socket, () => Promise.reject(new Error('no such page')));
  receive(attached('page'));
  transport.send(letsRun);
  await vi.waitFor(() => expect(sent).toEqual([letsRun]));
});

it('lets what is no page run at once', () => {
  const { socket, sent, receive } = socketThat(1);
  const transport = debuggerTransport(socket, () => new Promise(() => {}));
  receive(attached('worker'));
  transport.send(letsRun);
  expect(sent).toEqual([letsRun]);
});

it('keeps what is said before the socket is open, in its order', () => {
  const { socket, sent } = socketThat(0);
  const transport = debuggerTransport(socket, () => Promise.resolve());
  transport.send(asks);
  transport.send({ ...asks, id: 9 });
  expect(sent).toEqual([]);
  socket.onopen?.call(Object.create(null), new Event('open'));
  expect(sent).toEqual([asks, { ...asks, id: 9 }]);
});
