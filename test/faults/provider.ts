import { randomBytes } from 'node:crypto';
import { type Answer, type Asked, html, json, redirect } from '../support/local/exchange.ts';
import { type LocalServer, startLocalServer } from '../support/local/server.ts';

// ReadyCloud's addresses over refresh tokens that work once. It outlives the program that is killed.

/**
 * `strict`: a refresh token is spent the moment its successor is made. `lenient`: it works until the successor was used,
 * as RFC 9700 section 4.14.2 lets a provider do.
 */
export const appIds = ['strict', 'lenient'] as const;
export const appSecret = 'not+a/real=secret';

/** Refresh tokens of one sign-in, each the successor of the one before. */
interface Family {
  readonly app: string;
  readonly tokens: string[];
}

export interface RotatingProvider extends LocalServer<never> {
  /** Whether it would still take this refresh token. */
  readonly accepts: (refreshToken: string | undefined) => boolean;
  /** Whether it is the last one that was made for its sign-in. */
  readonly isNewest: (refreshToken: string) => boolean;
  /** Which token of its sign-in it is; undefined for one that never was. */
  readonly placeOf: (refreshToken: string) => { readonly family: number; readonly at: number } | undefined;
  readonly rotations: () => number;
  /** Asked with each new refresh token before its answer goes out; the result is asked once it is on its way. */
  onRotation: () => (() => void) | undefined;
}

export const startRotatingProvider = async (): Promise<RotatingProvider> => {
  const families: Family[] = [];
  const places = new Map<string, { readonly family: number; readonly at: number }>();
  let rotations = 0;
  const add = (family: number): string => {
    const token = `rt-${randomBytes(18).toString('base64url')}`;
    const tokens = families[family]?.tokens ?? [];
    places.set(token, { family, at: tokens.length });
    tokens.push(token);
    return token;
  };
  const accepts = (refreshToken: string | undefined): boolean => {
    const place = places.get(refreshToken ?? '');
    const family = place === undefined ? undefined : families[place.family];
    if (place === undefined || family === undefined || family.tokens[place.at] !== refreshToken) return false;
    const newest = family.tokens.length - 1;
    return place.at === newest || (family.app === 'lenient' && place.at === newest - 1);
  };
  const reply = (app: string, refreshToken: string) => ({
    access_token: `at-${randomBytes(18).toString('base64url')}`,
    token_type: 'bearer',
    // Every other sign-in is always due, so that each start renews in the background too.
    expires_in: (places.get(refreshToken)?.family ?? 0) % 2 === 0 ? 3600 : 30,
    scope: 'order',
    refresh_token: refreshToken,
    ...(app === '' && { app }),
  });
  const signIn = ({ url }: Asked): Answer => {
    const app = url.searchParams.get('client_id') ?? '';
    families.push({ app, tokens: [] });
    const answer = { ...reply(app, add(families.length - 1)), state: url.searchParams.get('state') ?? '' };
    const fragment = Object.entries(answer).map(([name, value]): [string, string] => [name, String(value)]);
    return redirect(`/api/v1/oauth2/auth_code#${new URLSearchParams(fragment)}`);
  };
  const refresh = ({ form }: Asked): Answer => {
    const given = form.get('refresh_token') ?? '';
    const place = places.get(given);
    if (!accepts(given) || place === undefined)
      return json(400, { error: 'invalid_request', error_description: 'No such refresh token.' });
    // Used once more, an unconfirmed successor is replaced, not followed: then the newest is always one step ahead.
    const family = families[place.family];
    if (family !== undefined && place.at < family.tokens.length - 1) family.tokens.length = place.at + 1;
    rotations += 1;
    const answer = json(200, reply(family?.app ?? '', add(place.family)));
    const sent = provider.onRotation();
    if (sent !== undefined) setImmediate(sent);
    return answer;
  };
  const answers: Readonly<Record<string, (asked: Asked) => Answer>> = {
    '/api/v1/oauth2/authorize': signIn,
    '/api/v1/oauth2/auth_code': () => html(200, '<!doctype html><title>Done</title>'),
    '/api/v1/oauth2/token/': refresh,
    '/api/v2/orgs/': () => json(200, { next: null, results: [{ url: '/api/v2/orgs/7/', name: 'Acme Goods' }] }),
  };
  const server = await startLocalServer<never>({
    routesAt: () => asked => ({
      endpoint: asked.url.pathname,
      answer: answers[asked.url.pathname] ?? (() => json(404, {})),
    }),
  });
  const provider: RotatingProvider = {
    ...server,
    accepts,
    isNewest: token => families[places.get(token)?.family ?? -1]?.tokens.at(-1) === token,
    placeOf: token => places.get(token),
    rotations: () => rotations,
    onRotation: () => undefined,
  };
  return provider;
};
