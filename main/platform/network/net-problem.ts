import type { ErrorCode } from '../../../preload/contract/errors.ts';
import { DockpassError } from '../../core/base/errors.ts';

/** Where a request stood when it failed: a connection lost in the middle of a body is a broken reply. */
export type Stage = 'request' | 'body';

/** Chromium's error names (net/base/net_error_list.h) by what a person can do about them; the first match counts. */
const codes: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^(INTERNET_DISCONNECTED|NETWORK_IO_SUSPENDED)$/, 'offline'],
  [/^(CONNECTION_)?TIMED_OUT$/, 'timed-out'],
  [/^(PROXY|TUNNEL|SOCKS)_|^(UNEXPECTED_PROXY_AUTH|MANDATORY_PROXY_CONFIGURATION_FAILED|PAC_)/, 'proxy-auth'],
  [/^(CERT|CERTIFICATE|SSL|BAD_SSL)_|^ECH_/, 'certificate'],
  [/REDIRECT/, 'bad-reply'],
  [/^(CONTENT|INCOMPLETE|INVALID|RESPONSE|HTTP2|QUIC)_/, 'bad-reply'],
];

/**
 * What a failed request means. Chromium tells it by name inside a message only. The result quotes that name and the
 * host, never the message, which may hold an address with a query.
 */
export function netProblem(problem: unknown, stage: Stage, host: string, isOnline: boolean): DockpassError {
  if (problem instanceof DockpassError) return problem;
  const message = problem instanceof Error ? problem.message : '';
  const name = /\bERR_([A-Z0-9_]+)/.exec(message)?.[1];
  if (name === undefined) {
    // Electron's own words for a redirect that `redirect: 'error'` refused (lib/browser/api/net-fetch.ts).
    if (/redirect/i.test(message)) return new DockpassError('bad-reply', { detail: host, reason: 'redirect' });
    return stage === 'body' ? new DockpassError('bad-reply', { detail: host }) : new DockpassError('unexpected');
  }
  const unreachable = neverReached.test(name);
  return new DockpassError(codeOf(name, stage, isOnline), {
    detail: host,
    cause: new Error(`net::ERR_${name}`),
    ...(unreachable && { reason: 'unreachable' }),
    ...(/REDIRECT/.test(name) && { reason: 'redirect' }),
  });
}

/** No connection was made, so nothing of the request can have arrived. */
const neverReached =
  /^(CONNECTION_REFUSED|CONNECTION_FAILED|NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED)$/;

function codeOf(name: string, stage: Stage, isOnline: boolean): ErrorCode {
  const known = codes.find(([pattern]) => pattern.test(name))?.[1];
  if (known === 'certificate' || known === 'proxy-auth') return known;
  if (!isOnline) return 'offline';
  return known ?? (stage === 'body' ? 'bad-reply' : 'provider-down');
}
