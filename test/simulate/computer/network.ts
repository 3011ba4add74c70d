import { DockpassError } from '../../../main/core/base/errors.ts';
import type { Http, HttpReply, HttpRequest } from '../../../main/core/ports/network.ts';
import type { Answer } from '../servers/providers.ts';
import type { VirtualTime } from './virtual-clock.ts';

// Requests on their way. Each has a fate of its own, drawn when it is sent; a step may decide otherwise.

/** `before`: lost on its way there; `after`: its answer was lost, and the server has done what was asked. */
export type Fate = 'answered' | 'lost-before' | 'lost-after' | 'down' | 'pause';

export interface Exchange {
  readonly number: number;
  readonly computer: number;
  readonly program: number;
  /** When it was sent, by what `asked` counts. */
  readonly askedAt: number;
  readonly request: HttpRequest;
  /** By the true time, where nothing else happens to it. */
  readonly endsAt: number;
  readonly fate: Fate;
  /** What the server said, from the moment on that it acted. */
  answer: Answer | undefined;
  actedAt: number;
  readonly end: (fate: Fate) => void;
}

export interface Network {
  readonly underWay: readonly Exchange[];
  readonly port: (computer: number, program: number, isOnline: () => boolean) => Http;
  readonly act: (exchange: Exchange) => void;
  /** The program is no more: what it waited for comes to nobody. */
  readonly forget: (program: number) => void;
}

interface NetworkDeps {
  readonly time: VirtualTime;
  readonly draw: (request: HttpRequest, computer: number) => { readonly fate: Fate; readonly delayMs: number };
  /** Counts what happens, to tell what came first. */
  readonly asked: () => number;
  readonly isAsleep: (computer: number) => boolean;
  readonly serve: (request: HttpRequest, computer: number) => Answer;
  /** The result is called once its end has come. */
  readonly onSend: (request: HttpRequest, computer: number, program: number) => () => void;
  /** An answer reaches the program that asked; `ended`: anything else became of it. */
  readonly onEnd: (exchange: Exchange, ended: 'delivered' | 'lost') => void;
}

const longestMs = 20_000;

export const createNetwork = (deps: NetworkDeps): Network => {
  const { time } = deps;
  let count = 0;
  const underWay: Exchange[] = [];
  const ends = new Map<Exchange, () => void>();
  const leave = (exchange: Exchange): boolean => {
    const at = underWay.indexOf(exchange);
    if (at >= 0) underWay.splice(at, 1);
    ends.get(exchange)?.();
    ends.delete(exchange);
    return at >= 0;
  };
  const act = (exchange: Exchange): void => {
    if (exchange.answer !== undefined) return;
    exchange.answer = deps.serve(exchange.request, exchange.computer);
    exchange.actedAt = time.now();
  };

  /** Unless it has acted already. */
  const refuse = (exchange: Exchange, answer: Answer): void => {
    if (exchange.answer !== undefined) return;
    exchange.answer = answer;
    exchange.actedAt = time.now();
  };

  const replyOf = ({ answer, actedAt }: Exchange): HttpReply => {
    const { status, body, retryAfterMs } = answer ?? { status: 500, body: '' };
    const headers = { 'content-type': 'application/json' };
    return {
      response: new Response(status === 204 ? null : body, { status, headers }),
      serverAt: Math.floor(actedAt / 1000) * 1000,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  };

  const send = (request: HttpRequest, computer: number, program: number): Promise<HttpReply> =>
    new Promise((resolve, reject) => {
      const onEnd = deps.onSend(request, computer, program);
      count += 1;
      const { fate, delayMs } = deps.draw(request, computer);
      const endsAt = time.now() + Math.min(delayMs, longestMs);
      let cancel = (): void => {};
      const end = (became: Fate): void => {
        cancel();
        if (!leave(exchange)) return;
        if (became === 'down') refuse(exchange, { status: 503, body: '{}' });
        if (became === 'pause') refuse(exchange, { status: 429, body: '{}', retryAfterMs: 60_000 });
        if (became === 'lost-before' || became === 'lost-after') {
          if (became === 'lost-after') act(exchange);
          deps.onEnd(exchange, 'lost');
          reject(new DockpassError(time.now() >= endsAt && delayMs >= longestMs ? 'timed-out' : 'offline'));
          return;
        }
        act(exchange);
        deps.onEnd(exchange, 'delivered');
        resolve(replyOf(exchange));
      };
      const exchange: Exchange = {
        number: count,
        computer,
        program,
        askedAt: deps.asked(),
        request,
        endsAt,
        fate,
        answer: undefined,
        actedAt: 0,
        end,
      };
      underWay.push(exchange);
      ends.set(exchange, onEnd);
      cancel = time.when(
        () => (deps.isAsleep(computer) ? undefined : endsAt),
        () => end(fate),
      );
    });

  return {
    underWay,
    act,
    forget: program => {
      for (const exchange of underWay.filter(one => one.program === program)) {
        leave(exchange);
        // What was sent is done all the same.
        if (exchange.fate !== 'lost-before') act(exchange);
        deps.onEnd(exchange, 'lost');
      }
    },
    port: (computer, program, isOnline) => ({
      send: async request => {
        if (!isOnline()) throw new DockpassError('offline', { reason: 'unreachable' });
        return send(request, computer, program);
      },
    }),
  };
};
