import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Failure } from '../../../preload/contract/errors.ts';
import { DockpassError, toFailure } from '../../core/base/errors.ts';
import { type Caller, type HandOver, type OpenAccount, usualWanted } from '../../core/programs/hand-over.ts';
import { text } from '../../text/text.ts';
import type { PlainTextKey } from '../../text/texts.ts';

// What programs may ask, and what they are answered, as HTTP. main/command/README.md says it to people.

/** What the answers are made of. */
interface ProgramRequestDeps {
  readonly handOver: HandOver;
  readonly version: string;
}

const mostBodyBytes = 256 * 1024;
const longestCall = 4096;
const longestMinValid = 365 * 24 * 3600;

interface Answer {
  readonly type: 'application/json' | 'text/plain; charset=utf-8';
  readonly body: string;
}

/** Answers one request, however it was made. `whole`: all of it is here, and it is no longer one that may be dropped. */
export const answerProgram = async (
  request: IncomingMessage,
  response: ServerResponse,
  whole: () => void,
  deps: ProgramRequestDeps,
): Promise<void> => {
  const hungUp = new AbortController();
  response.on('close', () => hungUp.abort(new DockpassError('cancelled')));
  const { signal } = hungUp;
  try {
    refuseBrowsers(request);
    const { type, body } = await answerOf(request, { program: programOf(request), signal }, whole, deps);
    if (!signal.aborted) send(response, 200, type, body);
  } catch (error) {
    const problem = problemOf(error);
    if (!signal.aborted) send(response, problem.status, 'application/problem+json', JSON.stringify(problem));
  }
};

/** A page in a browser reaches a socket by no means known; should one ever, these give it away. Nobody is asked about it. */
const refuseBrowsers = ({ headers, headersDistinct }: IncomingMessage): void => {
  const { host = [] } = headersDistinct;
  const sentByBrowsers = (name: string): boolean =>
    /^(origin|referer|cookie|upgrade-insecure-requests|sec-.*|access-control-.*)$/.test(name);
  if (host.length !== 1 || host[0] !== 'dockpass' || Object.keys(headers).some(sentByBrowsers))
    throw new DockpassError('not-permitted', { reason: 'browser' });
};

/** What the program says of itself. HTTP gives bytes of a header as Latin-1. */
const programOf = ({ headers }: IncomingMessage): string => {
  const said = headers['dockpass-program'] ?? headers['user-agent'] ?? '';
  return Buffer.from(String(said), 'latin1').toString();
};

const answerOf = async (
  request: IncomingMessage,
  caller: Caller,
  whole: () => void,
  { handOver, version }: ProgramRequestDeps,
): Promise<Answer> => {
  const { method, url = '' } = request;
  if (url.length > longestCall) throw badRequest();
  const { pathname, searchParams } = new URL(url, 'http://dockpass');
  if (method === 'POST' && pathname === '/v1/env') {
    const body = await readBody(request);
    whole();
    return { type: 'text/plain; charset=utf-8', body: (await handOver.resolveEnv(body, caller)).reveal() };
  }
  if (method !== 'GET') throw noSuchCall();
  whole();
  const wantsText = request.headers.accept === 'text/plain';
  if (pathname === '/v1/status') {
    const state = handOver.isLocked() ? 'locked' : 'running';
    return wantsText ? lines([state]) : json({ version, state });
  }
  if (pathname === '/v1/accounts') {
    const open = await handOver.list();
    return wantsText
      ? lines(open.map(({ name, provider, state }) => [name, provider, state].join('\t')))
      : json({ accounts: open.map(viewOpen) });
  }
  const [, id = '', what = '', format] = /^\/v1\/accounts\/([^/]+)\/(token|formats\/([^/]+))$/.exec(pathname) ?? [];
  if (id === '') throw noSuchCall();
  const wanted = {
    account: id === 'by-name' ? (searchParams.get('name') ?? '') : decoded(id),
    format: format === undefined ? usualWanted.format : decoded(format),
    minValidSeconds: secondsOf(searchParams.get('min_valid')),
  };
  const given = await handOver.give(wanted, caller);
  const value = given.text.reveal();
  if (wantsText) return lines([value]);
  return json({ [what === 'token' ? 'token' : 'text']: value, ...ending(given.expiresAt) });
};

const lines = (some: readonly string[]): Answer => ({
  type: 'text/plain; charset=utf-8',
  body: some.map(line => `${line}\n`).join(''),
});
const json = (value: object): Answer => ({ type: 'application/json', body: `${JSON.stringify(value)}\n` });

/** In seconds since 1970, as the JSON that is copied has it. */
const ending = (expiresAt: number | undefined): { readonly expires_at?: number } =>
  expiresAt === undefined ? {} : { expires_at: Math.floor(expiresAt / 1000) };
const viewOpen = ({ expiresAt, ...rest }: OpenAccount): object => ({ ...rest, ...ending(expiresAt) });

const secondsOf = (given: string | null): number => {
  if (given === null) return usualWanted.minValidSeconds;
  if (!/^\d{1,8}$/.test(given) || Number(given) > longestMinValid) throw badRequest();
  return Number(given);
};
const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badRequest();
  }
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = [];
  let length = 0;
  // Read to its end, or until its time is over: whoever is cut off in the middle never sees the answer.
  for await (const piece of request) {
    length += piece.length;
    if (length <= mostBodyBytes) pieces.push(piece);
  }
  if (length > mostBodyBytes) throw new DockpassError('bad-input', { reason: 'too-large' });
  return Buffer.concat(pieces).toString();
};

const badRequest = (): DockpassError => new DockpassError('bad-input', { reason: 'request' });
const noSuchCall = (): DockpassError => new DockpassError('bad-input', { reason: 'no-such-call' });

/** RFC 9457. `code`, `reason` and `detail` are those of every failure of Dockpass. */
interface Problem extends Omit<Failure, 'field' | 'waitSeconds'> {
  readonly status: number;
  readonly title: string;
}

/** The status tells the command how to end; the words tell a person why. */
const kinds = {
  'bad-request': 400,
  browser: 403,
  refused: 403,
  'unknown-account': 404,
  'no-such-call': 405,
  'sign-in-needed': 409,
  'too-large': 413,
  locked: 423,
  'too-many': 429,
  unexpected: 500,
  ending: 503,
  offline: 504,
} as const satisfies Readonly<Record<string, number>>;
type Kind = keyof typeof kinds;

const kindOf = ({ code, field, reason }: Failure): Kind => {
  switch (code) {
    case 'not-permitted':
      return reason === 'browser' ? 'browser' : 'refused';
    case 'bad-input':
      if (field === 'account') return 'unknown-account';
      return reason === 'too-large' || reason === 'no-such-call' ? reason : 'bad-request';
    case 'locked':
    case 'keyring-locked':
    case 'keyring-missing':
      return 'locked';
    case 'cancelled':
      return 'ending';
    case 'busy':
      return reason === 'questions' ? 'too-many' : 'ending';
    case 'offline':
    case 'timed-out':
    case 'provider-down':
    case 'rate-limited':
    case 'bad-reply':
    case 'certificate':
    case 'proxy-auth':
      return 'offline';
    case 'unexpected':
    case 'save-failed':
      return 'unexpected';
    case 'record-unreadable':
      return 'unknown-account';
    default:
      // Whatever else a provider answers, a person is needed.
      return 'sign-in-needed';
  }
};

const problemOf = (error: unknown): Problem => {
  const failure = toFailure(error);
  const kind = kindOf(failure);
  const title: PlainTextKey = `programs.problem.${kind}`;
  const { code, reason, detail } = failure;
  return {
    status: kinds[kind],
    title: text(title),
    code,
    ...(reason !== undefined && { reason }),
    ...(detail !== undefined && { detail }),
  };
};

const send = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(body);
};
