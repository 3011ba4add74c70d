import { type Answer, type Asked, html, redirect } from '../local/exchange.ts';
import { tokenMembers } from '../local/token-members.ts';
import { messagePage } from './pages.ts';
import { type App, allScopes, type Settings, type User, type Variant } from './settings.ts';
import type { Tokens } from './tokens.ts';

export interface RequestsAround {
  readonly settings: Settings;
  readonly apps: readonly App[];
  /** The address a request without `redirect_uri` ends at, and those it may name. */
  readonly addresses: (app: App | undefined) => {
    readonly landing: string;
    readonly dead: string;
    readonly all: readonly string[];
  };
}

/** A valid request that waits for a person's answer. */
export interface Pending {
  readonly app: App;
  readonly scopes: readonly string[];
  readonly state: string | null;
  readonly target: string;
  readonly variant: Variant;
}
interface Problem {
  readonly error: string;
  readonly description: string;
}

const authorizePath = '/api/v1/oauth2/authorize';

/** Checks a request as the provider's server does; what cannot be told at a redirect address is told on a page. */
export function readRequest(asked: Asked, around: RequestsAround): Pending | Answer {
  const { settings, apps } = around;
  const said = asked.url.searchParams;
  const app = apps.find(one => one.appId === said.get('client_id'));
  const variant = app?.variant ?? settings.variant;
  const { landing, dead, all } = around.addresses(app);
  const named = said.get('redirect_uri');
  const registered = named === null || all.some(address => sameAddress(address, named));
  if (!registered) return html(400, messagePage('Not possible', 'redirect_uri does not match.'));
  const target = named ?? (variant === 'dead-host' ? dead : landing);
  const wanted = (said.get('scope') ?? '').split(' ').filter(scope => scope !== '');
  const request = { state: said.get('state'), target };
  const refuse = (error: string, description: string): Answer =>
    redirect(refusedAt({ ...request, appName: app?.name ?? '' }, { error, description }, settings));
  if (app === undefined) {
    const description = `client_id ${said.get('client_id') ?? ''} doesn't exist`;
    const onPage = settings.unknownApp === 'page';
    return onPage ? html(400, messagePage('Not possible', description)) : refuse('invalid_client', description);
  }
  if (said.get('response_type') !== 'token')
    return refuse('unsupported_response_type', `response_type must be token at ${authorizePath}.`);
  const missing = wanted.filter(scope => !allScopes.includes(scope) || !app.scopesAllowed.includes(scope));
  if (missing.length > 0) return refuse('invalid_scope', `The following scopes do not exist: ${missing.join(', ')}`);
  return { ...request, app, variant, scopes: wanted.length > 0 ? wanted : app.scopesAllowed };
}

/** Scheme, host, port and path; the query is free. */
function sameAddress(registered: string, named: string): boolean {
  const [one, other] = [URL.parse(registered), URL.parse(named)];
  return one !== null && other !== null && one.origin === other.origin && one.pathname === other.pathname;
}

export const joined = (address: string, added: URLSearchParams): string => {
  const sign = address.includes('?') ? '&' : '?';
  return added.size === 0 ? address : `${address}${sign}${added}`;
};

const stateOf = (sent: string | null, settings: Settings): URLSearchParams =>
  new URLSearchParams(
    sent === null || settings.state === 'omit' ? [] : [['state', settings.state === 'wrong' ? `${sent}x` : sent]],
  );

/** On success `state` is in the query, and all else in the fragment, scopes unordered and joined by plus signs. */
export function grantedAt(request: Pending, user: User, tokens: Tokens, settings: Settings): string {
  const issued = tokens.grantImplicit(request.app, user, request.scopes);
  const { token_type, access_token, expires_in } = tokenMembers(
    issued.accessToken,
    settings.expiresInSeconds,
    settings,
  );
  const { user: userAs, scope } = settings;
  const scopes = scope === 'fewer' ? issued.scopes.slice(1) : issued.scopes;
  const members = {
    access_token,
    user: userAs === 'missing' ? undefined : user.name.replace('@', userAs === 'escaped' ? '%40' : '%'),
    refresh_token: issued.refreshToken,
    expires_in,
    scope: scope === 'missing' ? undefined : scopes.toReversed().join('+'),
    token_type,
  };
  const fragment = Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value ?? ''}`],
  );
  return `${joined(request.target, stateOf(request.state, settings))}#${fragment.join('&')}`;
}

export function refusedAt(
  request: Pick<Pending, 'state' | 'target'> & { readonly app?: App; readonly appName?: string },
  problem: Problem,
  settings: Settings,
): string {
  const said = new URLSearchParams({
    error: problem.error,
    error_description: problem.description,
    app_name: request.app?.name ?? request.appName ?? '',
  });
  for (const [name, value] of stateOf(request.state, settings)) said.append(name, value);
  return settings.errorPlace === 'fragment' ? `${request.target}#${said}` : joined(request.target, said);
}
