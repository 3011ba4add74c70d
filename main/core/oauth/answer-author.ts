import { type ExpectedRedirect, type RedirectReading, readRedirect } from './redirect.ts';
import { parseAddress } from './redirect-address.ts';

/**
 * How a page came to an address: the origin of the page that began it, then each address that answered with a redirect,
 * in order. An empty text stands for what nobody told.
 */
export type Trail = readonly string[];

/**
 * Reads an address that a page of the sign-in went to. Without `state` an answer could be anyone's, so it counts only if
 * `origin`, where the authorization endpoint is, wrote it: as a redirect, or as the page that led there. Another's is
 * invalid (`state-missing`).
 */
export function readVisited(
  address: string,
  trail: Trail,
  expected: ExpectedRedirect,
  origin: string,
): RedirectReading {
  const reading = readRedirect(address, expected);
  if (reading.kind === 'elsewhere' || reading.kind === 'nothing-yet' || reading.kind === 'invalid') return reading;
  const answer = answerOf(address);
  // One that came back was compared already.
  if (expected.state !== undefined && answer.has('state')) return reading;
  return authorOf(answer, trail) === origin ? reading : { kind: 'invalid', reason: 'state-missing' };
}

const answerOf = (address: string): URLSearchParams => {
  const url = parseAddress(address);
  return new URLSearchParams([...(url?.searchParams ?? []), ...new URLSearchParams(url?.hash.slice(1))]);
};

/**
 * The origin that wrote this answer; empty where nobody knows. Browsers carry a fragment on over redirects, and servers a
 * query or an address to return to: who answers with what stood in the address already, wrote none of it.
 */
const authorOf = (answer: URLSearchParams, trail: Trail): string => {
  const value = answer.get('access_token') ?? answer.get('code') ?? answer.get('error') ?? '';
  const author = trail.findLast(address => !holds(address, value)) ?? '';
  return parseAddress(author)?.origin ?? '';
};

/** An address inside an address is escaped once more each time. */
const mostEscapes = 3;

const holds = (address: string, value: string): boolean => {
  let text = address;
  for (let times = 0; times <= mostEscapes; times += 1) {
    if (text.includes(value)) return true;
    text = unescaped(text);
  }
  return false;
};

/** As forms are read: what is no escape stays as it is. */
const unescaped = (text: string): string =>
  text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_escape, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
