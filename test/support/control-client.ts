import { connect, type Socket } from 'node:net';

/** The test's end of the stand-in's control socket. */
export interface ControlClient {
  /** Asks once; rejects with the stand-in's own message, or when no answer comes within `deadlineMs`. */
  ask<T>(method: string, params?: object, deadlineMs?: number): Promise<T>;
  close(): void;
}

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

function connectOnce(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

function readReplies(socket: Socket, waiting: Map<number, Waiting>): void {
  let rest = '';
  const take = (line: string): void => {
    // The stand-in's control.ts writes these lines.
    const reply = JSON.parse(line) as Reply;
    const entry = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.error === undefined) entry?.resolve(reply.result);
    else entry?.reject(new Error(reply.error));
  };
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  });
}

/** Rejects with `late` unless `answer` comes within the deadline. */
function within<T>(deadlineMs: number, late: () => Error, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), deadlineMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Connects to a control socket that exists already; `context` is added to what its errors say. */
export async function connectControl(path: string, context: () => string): Promise<ControlClient> {
  const socket = await connectOnce(path);
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const ended = (): Error => new Error(`the application has ended\n${context()}`);
  readReplies(socket, waiting);
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const entry of waiting.values()) entry.reject(ended());
    waiting.clear();
  });
  return {
    ask<T>(method: string, params: object = {}, deadlineMs = 15_000) {
      if (socket.destroyed) return Promise.reject(ended());
      lastId += 1;
      const id = lastId;
      const answer = new Promise<T>((resolve, reject) => {
        // The caller names the answer's type; control.ts holds the same list of methods.
        waiting.set(id, { resolve: value => resolve(value as T), reject });
      });
      socket.write(`${JSON.stringify({ id, method, params })}\n`);
      return within(
        deadlineMs,
        () => new Error(`no answer to '${method}' within ${deadlineMs} ms\n${context()}`),
        answer,
      );
    },
    close: () => socket.destroy(),
  };
}
