import { longestAddress } from '../base/limits.ts';

/** Names an answer uses (RFC 6749 4.1.2, 4.2.2; RFC 9207): a registered address may not carry them itself. */
export const answerParameters: readonly string[] = [
  'error',
  'state',
  'access_token',
  'refresh_token',
  'expires_in',
  'scope',
  'token_type',
  'user',
  'code',
  'iss',
];

// The address as browsers report it: one scheme we know, an authority without user info, nothing raw that a URL parser
// would quietly drop (tabs, line breaks, spaces around it).
const plainAddress = /^https?:\/\/[^/?#\\@]+(?:[/?#]|$)/i;
const withoutControls = /^[^\p{Cc}\s]*$/u;

/**
 * Reads an http(s) address without user info, controls or spaces; undefined for anything else. Never throws. Of an
 * address that is longer than any, only the beginning is read.
 */
export function parseAddress(address: string): URL | undefined {
  const text = address.slice(0, longestAddress);
  if (!withoutControls.test(text) || !plainAddress.test(text)) return undefined;
  return URL.parse(text) ?? undefined;
}

/** True for the loopback names and addresses of RFC 8252 7.3, the only hosts plain http is for. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Reads an address fit to be registered as redirect address (RFC 6749 3.1.2): absolute, without fragment, https or
 * loopback http, and without a query parameter that an answer would use. Undefined otherwise.
 */
export function parseRedirectAddress(text: string): URL | undefined {
  const url = parseAddress(text);
  if (url === undefined || text.includes('#')) return undefined;
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return undefined;
  return answerParameters.some(name => url.searchParams.has(name)) ? undefined : url;
}

/**
 * True when `url` is the registered address: scheme, host, port and path equal after parsing, and each registered query
 * parameter present with exactly its registered values. Further parameters are the answer's own.
 */
export function isAt(url: URL, registered: URL, trailingSlashMatters: boolean): boolean {
  if (url.protocol !== registered.protocol || url.host !== registered.host) return false;
  if (url.username !== '' || url.password !== '') return false;
  const pathOf = (address: URL): string =>
    trailingSlashMatters ? address.pathname : address.pathname.replace(/\/$/, '');
  if (pathOf(url) !== pathOf(registered)) return false;
  return [...new Set(registered.searchParams.keys())].every(name =>
    sameTexts(url.searchParams.getAll(name), registered.searchParams.getAll(name)),
  );
}

const sameTexts = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((text, index) => text === others[index]);
