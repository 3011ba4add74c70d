import { chmodSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { createKeyedQueue } from '../../core/base/keyed-queue.ts';
import type { Log } from '../../core/ports/log.ts';
import type { HandOver } from '../../core/programs/hand-over.ts';
import { systemCodeOf } from '../system/system-code.ts';
import { shakeHands } from './pipe-handshake.ts';
import { answerProgram } from './program-requests.ts';
import { prepareSocketPlace } from './socket-place.ts';

/** The path of a socket, or of a pipe with its key. */
export interface ProgramPlace {
  readonly path: string;
  readonly key?: Buffer;
}

interface LocalInterfaceOptions {
  /** Where to listen; with a key, both ends prove first that they know it. Throws where there is no place. */
  readonly place: () => ProgramPlace;
  readonly handOver: HandOver;
  readonly version: string;
  readonly log: Log;
  /** For a request to be there whole; shorter in tests. */
  readonly requestLimitMs?: number;
}

/** Where programs of this computer ask: HTTP on a socket that only this person reaches, never on a network. */
export interface LocalInterface {
  /** Opens or closes it, in the order of asking. Never throws. */
  readonly use: (isOn: boolean) => Promise<void>;
  readonly state: () => 'off' | 'on' | 'failed';
}

const usualLimitMs = 10_000;
const mostHeaderBytes = 8 * 1024;
/** Connections that have not sent a whole request. The oldest makes room: nobody is kept out by those that say nothing. */
const mostSilent = 1000;

export const createLocalInterface = (options: LocalInterfaceOptions): LocalInterface => {
  const { log } = options;
  const queue = createKeyedQueue();
  let listener: Listener | undefined;
  let state: ReturnType<LocalInterface['state']> = 'off';

  const open = async (): Promise<void> => {
    if (listener !== undefined) return;
    try {
      const place = options.place();
      if (place.key === undefined) prepareSocketPlace(place.path);
      listener = await listen(place, options);
      // Whoever got in before that came through a folder that is closed to others.
      if (place.key === undefined) chmodSync(place.path, 0o600);
      state = 'on';
    } catch (problem) {
      close();
      state = 'failed';
      log.write('programs-not-listening', { reason: systemCodeOf(problem) });
    }
  };
  const close = (): void => {
    listener?.close();
    listener = undefined;
    state = 'off';
  };
  return {
    use: isOn => queue.run('use', async () => (isOn ? open() : close())),
    state: () => state,
  };
};

interface Listener {
  /** Nobody is listened to any more, and every connection ends. */
  readonly close: () => void;
}

const listen = async ({ path, key }: ProgramPlace, options: LocalInterfaceOptions): Promise<Listener> => {
  const { handOver, version, requestLimitMs = usualLimitMs } = options;
  // Loaded here, as few people need it: it takes 20 ms.
  const { createServer: createHttpServer } = await import('node:http');
  const http = createHttpServer({
    requestTimeout: requestLimitMs,
    headersTimeout: requestLimitMs,
    connectionsCheckingInterval: requestLimitMs / 10,
    maxHeaderSize: mostHeaderBytes,
  });
  http.on('request', (request, response) => {
    const whole = (): void => void silent.delete(request.socket);
    void answerProgram(request, response, whole, { handOver, version });
  });
  // Whoever wants another protocol, or to be told to go on sending, is not one of ours.
  for (const name of ['upgrade', 'connect']) http.on(name, (_request: unknown, socket: Socket) => socket.destroy());
  const server = key === undefined ? http : createPipeServer(http, key, requestLimitMs);
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
    const [oldest] = silent;
    if (silent.size > mostSilent) oldest?.destroy();
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ path }, resolve);
  await promise;
  server.off('error', reject);
  return {
    close: () => {
      server.close();
      http.closeAllConnections();
      for (const socket of silent) socket.destroy();
    },
  };
};

/** Hands a connection to HTTP once its other end has proved to know the key. */
const createPipeServer = (http: HttpServer, key: Buffer, limitMs: number): Server =>
  createServer(socket => {
    socket.on('error', () => socket.destroy());
    shakeHands(socket, key, limitMs).then(
      () => http.emit('connection', socket),
      () => socket.destroy(),
    );
  });
