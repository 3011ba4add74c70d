import { chmodSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { createKeyedQueue } from '../../core/base/keyed-queue.ts';
import type { Log } from '../../core/ports/log.ts';
import type { HandOver } from '../../core/programs/hand-over.ts';
import { systemCodeOf } from '../system/system-code.ts';
import { answerProgram } from './program-requests.ts';
import { prepareSocketPlace } from './socket-place.ts';

interface LocalInterfaceOptions {
  /** Throws unexpected where there can be none. */
  readonly place: () => string;
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
  let server: Server | undefined;
  let state: ReturnType<LocalInterface['state']> = 'off';

  const open = async (): Promise<void> => {
    if (server !== undefined) return;
    try {
      const path = options.place();
      prepareSocketPlace(path);
      server = await listen(path, options);
      // Whoever got in before that came through a folder that is closed to others.
      chmodSync(path, 0o600);
      state = 'on';
    } catch (problem) {
      close();
      state = 'failed';
      log.write('programs-not-listening', { reason: systemCodeOf(problem) });
    }
  };
  const close = (): void => {
    server?.close();
    server?.closeAllConnections();
    server = undefined;
    state = 'off';
  };
  return {
    use: isOn => queue.run('use', async () => (isOn ? open() : close())),
    state: () => state,
  };
};

const listen = async (path: string, options: LocalInterfaceOptions): Promise<Server> => {
  const { handOver, version, requestLimitMs = usualLimitMs } = options;
  // Loaded here, as few people need it: it takes 20 ms.
  const { createServer } = await import('node:http');
  const server = createServer({
    requestTimeout: requestLimitMs,
    headersTimeout: requestLimitMs,
    connectionsCheckingInterval: requestLimitMs / 10,
    maxHeaderSize: mostHeaderBytes,
  });
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
    const [oldest] = silent;
    if (silent.size > mostSilent) oldest?.destroy();
  });
  server.on('request', (request, response) => {
    const whole = (): void => void silent.delete(request.socket);
    void answerProgram(request, response, whole, { handOver, version });
  });
  // Whoever wants another protocol, or to be told to go on sending, is not one of ours.
  for (const name of ['upgrade', 'connect']) server.on(name, (_request: unknown, socket: Socket) => socket.destroy());
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ path }, resolve);
  await promise;
  server.off('error', reject);
  return server;
};
