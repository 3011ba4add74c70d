import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** One CDP session attached to a page. `send` rejects with the protocol's message, or once the session is gone. */
export interface PageChannel {
  send<T = unknown>(method: string, params?: object): Promise<T>;
  on(method: string, listener: (params: never) => void): void;
}

/** The browser-level CDP session, which also opens the channels of attached targets. */
export interface BrowserChannel extends PageChannel {
  /** The channel of one flat session. Ask for it while handling `Target.attachedToTarget`, so that no event is lost. */
  page(sessionId: string): PageChannel;
  /** Called once when Chromium has gone. */
  onClosed(listener: () => void): void;
}

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly sessionId: string | undefined;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Splits a stream into NUL-terminated UTF-8 texts. */
function readMessages(stream: Readable, take: (text: string) => void): void {
  let rest: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      take(Buffer.concat([...rest, chunk.subarray(start, end)]).toString());
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  });
}

function createEmitter(): { emit(method: string, params: unknown): void; on: PageChannel['on'] } {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    emit(method, params) {
      // One failing listener must not keep the others from a protocol event: each runs on its own.
      for (const listener of emitter.listeners(method)) {
        try {
          listener(params);
        } catch (error) {
          process.nextTick(() => {
            throw error;
          });
        }
      }
    },
    // `never` lets callers state the payload type that the protocol documents for this event.
    on: (method, listener) => void emitter.on(method, listener as (params: unknown) => void),
  };
}

interface Pending {
  send(sessionId: string | undefined, method: string, params: object): Promise<unknown>;
  settle(message: Message): void;
  /** Rejects what is unanswered: of one session, or of all. */
  abandon(reason: string, sessionId?: string): void;
}

function createPending(write: (text: string) => void): Pending {
  const waiting = new Map<number, Waiting>();
  let nextId = 0;
  return {
    send(sessionId, method, params) {
      const answer = new Promise<unknown>((resolve, reject) => {
        nextId += 1;
        waiting.set(nextId, { sessionId, resolve, reject: error => reject(new Error(`${method}: ${error.message}`)) });
        write(`${JSON.stringify({ id: nextId, method, params, ...(sessionId && { sessionId }) })}\0`);
      });
      // Most commands are sent without waiting; one that fails because its page went away is not a defect.
      answer.catch(() => undefined);
      return answer;
    },
    settle(message) {
      const entry = waiting.get(message.id ?? 0);
      waiting.delete(message.id ?? 0);
      if (message.error) entry?.reject(new Error(message.error.message));
      else entry?.resolve(message.result);
    },
    abandon(reason, sessionId) {
      for (const [id, entry] of waiting) {
        if (sessionId !== undefined && entry.sessionId !== sessionId) continue;
        waiting.delete(id);
        entry.reject(new Error(reason));
      }
    },
  };
}

type Emitters = Map<string | undefined, ReturnType<typeof createEmitter>>;

function emitterOf(emitters: Emitters, sessionId: string | undefined): ReturnType<typeof createEmitter> {
  const known = emitters.get(sessionId);
  if (known) return known;
  const made = createEmitter();
  emitters.set(sessionId, made);
  return made;
}

function dispatch(text: string, pending: Pending, emitters: Emitters): void {
  const message: Message = JSON.parse(text);
  if (message.id !== undefined) {
    pending.settle(message);
    return;
  }
  if (message.method === undefined) return;
  emitters.get(message.sessionId)?.emit(message.method, message.params);
  if (message.method !== 'Target.detachedFromTarget') return;
  // The protocol documents `sessionId` for this event.
  const { sessionId } = message.params as { sessionId: string };
  emitters.delete(sessionId);
  pending.abandon('the page is gone', sessionId);
}

/** Speaks CDP over the two pipes of `--remote-debugging-pipe`; events are handed on synchronously, in arrival order. */
export function createBrowserChannel(output: Writable, input: Readable): BrowserChannel {
  const emitters: Emitters = new Map();
  const closed = new EventEmitter().setMaxListeners(0);
  let open = true;
  const pending = createPending(text => {
    if (open) output.write(text);
  });
  const sendTo = (sessionId: string | undefined, method: string, params: object): Promise<unknown> => {
    const answer = pending.send(sessionId, method, params);
    if (!open) pending.abandon('Chromium is not running');
    return answer;
  };
  const channel = (sessionId: string | undefined): PageChannel => ({
    // The result type is the caller's statement of what the protocol documents for this method.
    send: <T>(method: string, params: object = {}) => sendTo(sessionId, method, params) as Promise<T>,
    on: (method, listener) => emitterOf(emitters, sessionId).on(method, listener),
  });
  const close = (): void => {
    if (!open) return;
    open = false;
    pending.abandon('Chromium is not running');
    closed.emit('closed');
  };
  readMessages(input, text => dispatch(text, pending, emitters));
  input.on('close', close);
  input.on('error', close);
  output.on('error', close);
  return { ...channel(undefined), page: channel, onClosed: listener => void closed.on('closed', listener) };
}
