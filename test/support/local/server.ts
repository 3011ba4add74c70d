import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, type Asked, readAsked } from './exchange.ts';
import { createFaults, deliver, type Fault, type FaultHandle, type Faults } from './faults.ts';
import { onWire, plainWire, type Wire } from './wire.ts';

// What every pretended provider is built on: a server on loopback that writes down what arrives and breaks when told.

/** A request that arrived, with its form and headers, so with its secrets: for tests to compare, never to print. */
export interface Received extends Asked {
  /** Which page or endpoint answered. */
  readonly endpoint: string;
  readonly at: number;
}

/** What answers one request. Faults named `place` are met there. */
export interface Route<Place extends string> {
  readonly endpoint: string;
  readonly place?: Place;
  readonly answer: (asked: Asked) => Answer;
}

export interface LocalServerOptions<Place extends string> {
  /** Called once, as soon as the server's own address is known. */
  readonly routesAt: (origin: string) => (asked: Asked) => Route<Place>;
  /** How every answer is written; may be changed while the server runs. */
  readonly wire?: Wire;
  /** Epoch ms; the machine's clock when absent. */
  readonly now?: () => number;
  /** A free one when absent. */
  readonly port?: number;
}

/** A pretended provider as tests handle it. */
export interface LocalServer<Place extends string> {
  /** http://127.0.0.1:port */
  readonly origin: string;
  readonly received: readonly Received[];
  /** How many requests this path got, without query. */
  readonly requestsTo: (path: string) => number;
  readonly fault: (fault: Fault<Place>) => FaultHandle;
  /** Breaks every connection and stops listening, until `comeBack`. */
  readonly goDown: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a server on loopback. */
export async function startLocalServer<Place extends string>({
  routesAt,
  wire = plainWire,
  now = Date.now,
  port: wantedPort = 0,
}: LocalServerOptions<Place>): Promise<LocalServer<Place>> {
  const faults = createFaults<Place>();
  const received: Received[] = [];
  const server = createServer();
  const port = await listen(server, wantedPort);
  const origin = `http://127.0.0.1:${port}`;
  const routeOf = routesAt(origin);
  const log = (asked: Asked, endpoint: string): void => void received.push({ ...asked, endpoint, at: now() });
  const handle = createHandler({ origin, routeOf, faults, log, wire });
  server.on('request', (request, response) => void handle(request, response));
  return {
    origin,
    received,
    requestsTo: path => received.filter(({ url }) => url.pathname === path).length,
    fault: faults.add,
    goDown: () => stop(server),
    comeBack: async () => void (await listen(server, port)),
    close: async () => {
      faults.clear();
      await stop(server);
    },
  };
}

interface HandlerAround<Place extends string> {
  readonly origin: string;
  readonly routeOf: (asked: Asked) => Route<Place>;
  readonly faults: Faults<Place>;
  readonly log: (asked: Asked, endpoint: string) => void;
  readonly wire: Wire;
}
function createHandler<Place extends string>({ origin, routeOf, faults, log, wire }: HandlerAround<Place>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const asked = await readAsked(request, origin);
      const { endpoint, place, answer: answerPlainly } = routeOf(asked);
      const answer = (one: Asked): Answer => onWire(answerPlainly(one), wire);
      log(asked, endpoint);
      const met = place === undefined ? undefined : faults.take(place);
      const hangs = met?.fault.kind === 'hang';
      // A request that hangs is carried out before it hangs or once it is released, as the fault says.
      const early = met === undefined || met.performed ? answer(asked) : undefined;
      met?.meet();
      if (hangs) await met.released;
      await deliver(response, early ?? (hangs ? answer(asked) : unperformed), met);
    } catch (problem) {
      // A client that went away in the middle of its request is what many tests are about.
      if (response.headersSent || request.destroyed) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end(String(problem));
    }
  };
}

/** What a fault that stands in place of the answer replaces. */
const unperformed: Answer = { status: 200, headers: {}, body: '' };

/** An origin on loopback where nobody listens. */
export async function findDeadOrigin(): Promise<string> {
  const server = createServer();
  const port = await listen(server, 0);
  await stop(server);
  return `http://127.0.0.1:${port}`;
}

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
};

async function listen(server: Server, port: number): Promise<number> {
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen(port, '127.0.0.1', listening.resolve);
  await listening.promise;
  server.off('error', listening.reject);
  return portOf(server.address());
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const stopped = new Promise<void>(done => server.close(() => done()));
  server.closeAllConnections();
  await stopped;
}
