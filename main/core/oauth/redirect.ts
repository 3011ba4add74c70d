import { DockpassError } from '../base/errors.ts';
import { longestPasted } from '../base/limits.ts';
import { Secret } from '../base/secret.ts';
import { answerParameters, isAt, isLoopback, parseAddress, parseRedirectAddress } from './redirect-address.ts';
import { scopesIn, withoutHeader } from './tokens.ts';

/** What the authorization endpoint is asked for (RFC 6749 4.1.1, 4.2.1). */
export interface AuthorizationRequest {
  readonly endpoint: string;
  readonly answer: 'token' | 'code';
  readonly clientId: string;
  /** Empty: no `scope` is sent. */
  readonly scopes: readonly string[];
  readonly state?: string;
  readonly redirectUri?: string;
  /** Further parameters, such as `code_challenge`; none may repeat one of the above. */
  readonly extra?: Readonly<Record<string, string>>;
}

/** Where a sign-in ends, and what its answer must look like. */
export interface ExpectedRedirect {
  readonly address: string;
  /** What was sent as `state`; without it a returned one is ignored. */
  readonly state?: string;
  /** False for a provider that does not document `state`: a missing one passes, a different one never does. */
  readonly stateRequired: boolean;
  readonly answer: 'token' | 'code';
  /** The server's name in its answers (RFC 9207), where it is known: another one never passes. */
  readonly issuer?: string;
  /** The server says that it always names itself: a missing one does not pass either. */
  readonly issuerRequired?: boolean;
  /** False for a provider that is taken at its word where a whole answer names no token type. */
  readonly tokenTypeRequired?: boolean;
}

/** RFC 6749 4.1.2.1 and 4.2.2.1; `invalid_client` is not among them, but ReadyCloud sends it for an unknown App Id. */
const refusals = [
  'invalid_request',
  'invalid_client',
  'unauthorized_client',
  'access_denied',
  'unsupported_response_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
] as const;
export type RefusalCode = (typeof refusals)[number] | 'other';

export type InvalidReason =
  | 'duplicate-parameter'
  | 'state-mismatch'
  | 'state-missing'
  | 'issuer-mismatch'
  | 'issuer-missing'
  | 'bad-token'
  | 'bad-refresh-token'
  | 'bad-token-type'
  | 'token-type-missing'
  | 'bad-code'
  /** Longer than any answer: it is not even taken apart. */
  | 'too-long'
  /** A code where a token was asked for, or the other way round. */
  | 'wrong-answer';

interface TokenReading {
  readonly kind: 'token';
  readonly accessToken: Secret;
  readonly refreshToken?: Secret;
  readonly expiresInSeconds?: number;
  readonly scopes?: readonly string[];
  readonly user?: string;
}
export type RedirectReading =
  /** Not the redirect address, or not an address at all: nothing was read from it. */
  | { readonly kind: 'elsewhere' }
  /** The redirect address, with no error, token or code on it so far. */
  | { readonly kind: 'nothing-yet' }
  | TokenReading
  | { readonly kind: 'code'; readonly code: Secret; readonly iss?: string }
  | { readonly kind: 'refused'; readonly error: RefusalCode }
  | { readonly kind: 'invalid'; readonly reason: InvalidReason };

/** Characters of query and fragment together: two tokens of 8192 characters, each percent-encoded, and room. */
const longestAnswer = 65_536;
const tenYearsInSeconds = 10 * 365 * 24 * 60 * 60;
const visibleAscii = /^[\x21-\x7e]{1,8192}$/;
/** RFC 6749 3.3 scope-token. */
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
const printable = /^[^\p{C}\p{Zl}\p{Zp}]{1,320}$/u;

const authorizationAddress = 'authorizationAddress';

/**
 * The address to open. Parameters are added behind the endpoint's own query, which stays as it is (RFC 6749 3.1).
 * Throws `bad-input` (reason: the parameter) for an unfit endpoint or a parameter given twice.
 */
export function buildAuthorizationUrl(request: AuthorizationRequest): string {
  const url = parseAddress(request.endpoint);
  if (url === undefined || (url.protocol === 'http:' && !isLoopback(url.hostname)))
    throw new DockpassError('bad-input', { field: authorizationAddress });
  const ours = new URLSearchParams({ response_type: request.answer, client_id: request.clientId });
  if (request.scopes.length > 0) ours.append('scope', request.scopes.join(' '));
  if (request.state !== undefined) ours.append('state', request.state);
  if (request.redirectUri !== undefined) ours.append('redirect_uri', request.redirectUri);
  for (const [name, value] of Object.entries(request.extra ?? {})) ours.append(name, value);
  const names = [...url.searchParams.keys(), ...ours.keys()];
  for (const name of new Set(ours.keys()))
    if (names.filter(other => other === name).length > 1)
      throw new DockpassError('bad-input', { field: authorizationAddress, reason: name });
  url.search = `${url.search === '' ? '?' : `${url.search}&`}${ours}`;
  url.hash = '';
  return url.href;
}

/**
 * Reads the answer of a sign-in from an address, if it is the expected redirect address. Every input has a reading;
 * nothing throws. Query and fragment are read together: a `state` may stand in one and the token in the other.
 */
export function readRedirect(address: string, expected: ExpectedRedirect): RedirectReading {
  const url = parseAddress(address);
  const registered = parseRedirectAddress(expected.address);
  if (url === undefined || registered === undefined) return { kind: 'elsewhere' };
  if (!isAt(url, registered, true)) return { kind: 'elsewhere' };
  if (isTooLong(url)) return invalid('too-long');
  // URLSearchParams, because the provider's own example has a broken percent escape that decodeURIComponent throws at.
  const answer = new URLSearchParams([...url.searchParams, ...new URLSearchParams(url.hash.slice(1))]);
  if (!answer.has('error') && !answer.has('access_token') && !answer.has('code')) return { kind: 'nothing-yet' };
  if (answerParameters.some(name => answer.getAll(name).length > 1)) return invalid('duplicate-parameter');
  const stranger = stateProblemOf(answer.get('state'), expected) ?? issuerProblemOf(answer.get('iss'), expected);
  if (stranger !== undefined) return invalid(stranger);
  const error = answer.get('error');
  if (error !== null) return { kind: 'refused', error: refusals.find(code => code === error) ?? 'other' };
  return expected.answer === 'token' ? readToken(answer, expected) : readCode(answer);
}

/**
 * The address, without query and fragment, to which a provider sent our answer instead of the expected one: it carries
 * an answer, whose value is not read, and our `state`. Where the provider may leave that out, it is one that a redirect
 * of the authorization origin `from` led to: elsewhere, or at its own landing address but for the slash at its end.
 * Undefined when it could not be registered as redirect address.
 */
export function readOtherAddress(address: string, expected: ExpectedRedirect, from?: string): string | undefined {
  const url = parseAddress(address);
  if (url === undefined || expected.state === undefined || readRedirect(address, expected).kind !== 'elsewhere') return;
  if (isTooLong(url)) return;
  const answer = new URLSearchParams([...url.searchParams, ...new URLSearchParams(url.hash.slice(1))]);
  const states = answer.getAll('state');
  if (states.length === 0 ? !isLikeAnswer(url, expected, from) : states.length > 1 || states[0] !== expected.state)
    return;
  // A sign-in page may carry the whole request onward, our state included; only an answer tells a redirect address.
  if (!answer.has('error') && !answer.has('access_token') && !answer.has('code')) return;
  return parseRedirectAddress(`${url.origin}${url.pathname}`)?.href;
}

/**
 * Without our `state` only a fragment counts: a sign-in page, or one of another site, has an `?error=` of its own. What
 * says one thing twice could not be read there either.
 */
function isLikeAnswer(url: URL, { stateRequired, address }: ExpectedRedirect, from: string | undefined): boolean {
  const fragment = new URLSearchParams(url.hash.slice(1));
  if (from === undefined || stateRequired || !(fragment.has('access_token') || fragment.has('error'))) return false;
  if (answerParameters.some(name => url.searchParams.has(name) && fragment.has(name))) return false;
  const registered = parseRedirectAddress(address);
  return url.origin !== from || (registered !== undefined && isAt(url, registered, false));
}

const isTooLong = (url: URL): boolean => url.search.length + url.hash.length > longestAnswer;

const invalid = (reason: InvalidReason): RedirectReading => ({ kind: 'invalid', reason });

function stateProblemOf(returned: string | null, expected: ExpectedRedirect): InvalidReason | undefined {
  if (expected.state === undefined) return expected.stateRequired ? 'state-missing' : undefined;
  if (returned === null) return expected.stateRequired ? 'state-missing' : undefined;
  return returned === expected.state ? undefined : 'state-mismatch';
}

/** RFC 9207 section 2.4, for refusals as well as for codes; compared as it is, letter by letter. */
function issuerProblemOf(returned: string | null, { issuer, issuerRequired }: ExpectedRedirect) {
  if (issuer === undefined) return undefined;
  if (returned === null) return issuerRequired === true ? ('issuer-missing' as const) : undefined;
  return returned === issuer ? undefined : ('issuer-mismatch' as const);
}

function readToken(answer: URLSearchParams, { tokenTypeRequired = true }: ExpectedRedirect): RedirectReading {
  const accessToken = answer.get('access_token');
  if (accessToken === null) return invalid('wrong-answer');
  if (!visibleAscii.test(accessToken)) return invalid('bad-token');
  // RFC 6749 4.2.2 requires it and 7.1 forbids using a token of a type one does not know; half a pasted address lacks it.
  const tokenType = answer.get('token_type') || null;
  if (tokenType === null && tokenTypeRequired) return invalid('token-type-missing');
  if (tokenType !== null && tokenType.toLowerCase() !== 'bearer') return invalid('bad-token-type');
  // One that nobody can read says nothing; the token is as good as it was.
  const lifetime = answer.get('expires_in') ?? '';
  const refreshToken = answer.get('refresh_token') || null;
  if (refreshToken !== null && !visibleAscii.test(refreshToken)) return invalid('bad-refresh-token');
  const scope = answer.get('scope') || null;
  const user = answer.get('user');
  return {
    kind: 'token',
    accessToken: new Secret(accessToken),
    ...(refreshToken !== null && { refreshToken: new Secret(refreshToken) }),
    ...(isLifetime(lifetime) && { expiresInSeconds: Number(lifetime) }),
    ...(scope !== null && { scopes: scopesIn(scope).filter(name => scopeToken.test(name)) }),
    // Shown to people, so what cannot be shown is left out.
    ...(user !== null && printable.test(user) && { user }),
  };
}

const isLifetime = (text: string): boolean =>
  /^\d{1,12}$/.test(text) && Number(text) > 0 && Number(text) <= tenYearsInSeconds;

function readCode(answer: URLSearchParams): RedirectReading {
  const code = answer.get('code');
  if (code === null) return invalid('wrong-answer');
  if (!visibleAscii.test(code)) return invalid('bad-code');
  const iss = answer.get('iss');
  return { kind: 'code', code: new Secret(code), ...(iss !== null && { iss }) };
}

export type PastedReading =
  | Exclude<RedirectReading, { readonly kind: 'nothing-yet' }>
  | { readonly kind: 'bare-token'; readonly accessToken: Secret }
  | { readonly kind: 'empty' }
  /** Part of the right address: cut off, without its beginning, or without what stands behind the `#`. */
  | { readonly kind: 'half-address' }
  /** Neither an address nor a token: too short, too long, or with characters no token has. */
  | { readonly kind: 'unreadable' };

/**
 * Reads what a person pasted: the address they ended on, or a bare token (8 to 8192 visible ASCII characters). Spaces,
 * line breaks and invisible characters, as mail and chat programs add them, are removed first; a sentence is no token.
 */
export function readPasted(text: string, expected: ExpectedRedirect): PastedReading {
  if (text.length > longestPasted) return { kind: 'unreadable' };
  const pasted = withoutHeader(text)
    .replace(/[\s\p{Cf}]+/gu, '')
    .replace(/^[<"'](.*)[>"']$/u, '$1');
  if (pasted === '') return { kind: 'empty' };
  if (/^https?:/i.test(pasted)) return readPastedAddress(pasted, expected);
  const host = parseAddress(expected.address)?.host ?? '';
  const looksCut = /access_token|token_type|expires_in|refresh_token|[?#&](?:code|error|state)=/.test(pasted);
  if (looksCut || (host !== '' && pasted.toLowerCase().includes(`${host}/`))) return { kind: 'half-address' };
  if (URL.canParse(pasted)) return { kind: 'elsewhere' };
  if (pasted.length < 8 || !visibleAscii.test(pasted) || isProse(text)) return { kind: 'unreadable' };
  return { kind: 'bare-token', accessToken: new Secret(pasted) };
}

/** Several short words in one line: somebody copied a sentence, which a program that wraps a token never makes of it. */
const isProse = (text: string): boolean =>
  text.split(/[\r\n]+/).some(line => {
    const words = line.trim().split(/\s+/);
    return words.length >= 4 && words.every(word => word.length <= 20);
  });

function readPastedAddress(pasted: string, expected: ExpectedRedirect): PastedReading {
  // Half of an address lacks what stands at its end, so here the type has to be there.
  const reading = readRedirect(pasted, { ...expected, tokenTypeRequired: true });
  if (reading.kind === 'nothing-yet') return { kind: 'half-address' };
  if (reading.kind === 'invalid' && reading.reason === 'token-type-missing') return { kind: 'half-address' };
  const isBeginning = expected.address.toLowerCase().startsWith(pasted.toLowerCase());
  return reading.kind === 'elsewhere' && isBeginning ? { kind: 'half-address' } : reading;
}
