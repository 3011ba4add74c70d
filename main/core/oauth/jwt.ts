import { longestTypedSecret } from '../base/limits.ts';
import type { Secret } from '../base/secret.ts';

/** What a JSON Web Token says of itself. */
export type Claims = Readonly<Record<string, unknown>>;

/** A number of a JWT that JavaScript's numbers cannot hold as it is written there. */
export class WrittenNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** What a token is by its form, and what can be read of it. */
export type TokenForm =
  | { readonly kind: 'jwt'; readonly header: Claims; readonly claims: Claims }
  | { readonly kind: 'jwt-encrypted' | 'jwt-unreadable'; readonly header: Claims }
  | { readonly kind: 'opaque' };

/**
 * The claims of a JWT, not verified (RFC 7519 section 3 in the form of RFC 7515 section 7.1): for words on the screen,
 * and for when it ends where nothing else says so; never to trust. Undefined for every other token.
 */
export const readClaims = (token: Secret): Claims | undefined => {
  const parts = partsOf(token);
  return parts.length === 3 ? readObject(parts[1] ?? '') : undefined;
};

/** The form of a token, with header and claims where they can be read; numbers as they are written. Nothing is verified. */
export const readTokenForm = (token: Secret): TokenForm => {
  const parts = partsOf(token);
  const [first = '', second = ''] = parts;
  const header = parts.length === 3 || parts.length === 5 ? readObject(first) : undefined;
  // RFC 7515 section 4.1.1, RFC 7516 section 4.1.1: what has no algorithm is no JWT.
  if (header === undefined || typeof header.alg !== 'string') return { kind: 'opaque' };
  // RFC 7516 section 7.1: an encrypted one has five parts.
  if (parts.length === 5) return { kind: 'jwt-encrypted', header };
  const claims = readObject(second, keepWritten);
  return claims === undefined ? { kind: 'jwt-unreadable', header } : { kind: 'jwt', header, claims };
};

/** A claim that is one text or a list of them (RFC 7519 section 4.1.3); what is no text is left out. */
export const textsOf = (claim: unknown): readonly string[] =>
  (Array.isArray(claim) ? claim : [claim]).filter((one: unknown) => typeof one === 'string' && one !== '');

const partsOf = (token: Secret): readonly string[] => {
  const text = token.reveal();
  return text.length > longestTypedSecret ? [] : text.split('.');
};

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

const keepWritten: Reviver = (_key, value, { source }) =>
  typeof value === 'number' && source !== undefined && String(value) !== source ? new WrittenNumber(source) : value;

/** Undefined for what is no JSON object, and with a reviver for what is nested more deeply than the stack holds. */
const readObject = (part: string, reviver?: Reviver): Claims | undefined => {
  try {
    const read: unknown = JSON.parse(fromBase64Url(part), reviver as Parameters<typeof JSON.parse>[1]);
    return isClaims(read) ? read : undefined;
  } catch {
    return undefined;
  }
};

/** An object, as claims are one and may hold others. */
export const isClaims = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WrittenNumber);

/** RFC 7515 section 2: base64url without padding. Throws for anything else, and for bytes that are no UTF-8. */
const fromBase64Url = (text: string): string => {
  if (!/^[\w-]+$/.test(text)) throw new Error('no base64url');
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), one => one.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
};
