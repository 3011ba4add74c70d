import type { Secret } from '../base/secret.ts';

/** What a JSON Web Token says of itself. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * The claims of a JWT, not verified (RFC 7519 section 3 in the form of RFC 7515 section 7.1): for words on the screen,
 * and for when it ends where nothing else says so; never to trust. Undefined for every other token.
 */
export const readClaims = (token: Secret): Claims | undefined => {
  const parts = token.reveal().split('.');
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(fromBase64Url(parts[1] ?? ''));
    return isClaims(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
};

/** A claim that is one text or a list of them (RFC 7519 section 4.1.3); what is no text is left out. */
export const textsOf = (claim: unknown): readonly string[] =>
  (Array.isArray(claim) ? claim : [claim]).filter((one: unknown) => typeof one === 'string' && one !== '');

const isClaims = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 7515 section 2: base64url without padding. Throws for anything else, and for bytes that are no UTF-8. */
const fromBase64Url = (text: string): string => {
  if (!/^[\w-]+$/.test(text)) throw new Error('no base64url');
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), one => one.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
};
