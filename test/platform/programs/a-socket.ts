import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder with a path short enough for sockets; it goes with the test process. */
export const socketFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'dp-'));
  folders.push(folder);
  return folder;
};
const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** A connection on which nothing was said yet. */
export const connected = async (path: string): Promise<Socket> => {
  const socket = connect({ path });
  await once(socket, 'connect');
  socket.on('error', () => {});
  return socket;
};

/** However it ends. */
export const closed = (socket: Socket): Promise<void> =>
  new Promise(resolve => {
    if (socket.closed) resolve();
    socket.resume().once('close', () => resolve());
  });

/** All that comes back on a connection until its other end is over. */
export const answerOn = async (socket: Socket): Promise<RawAnswer> => {
  let text = '';
  socket.setEncoding('utf8').on('data', piece => {
    text += piece;
  });
  await closed(socket);
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') };
};

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The bytes of a request, as somebody writes them who needs no library. */
export const requestText = (target: string, { method = 'GET', headers = {}, body }: Asked = {}): string => {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries({ host: 'dockpass', ...length, ...headers }).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
};

export const ask = async (path: string, target: string, asked?: Asked): Promise<RawAnswer> => {
  const socket = await connected(path);
  const answer = answerOn(socket);
  socket.write(requestText(target, asked));
  return answer;
};
