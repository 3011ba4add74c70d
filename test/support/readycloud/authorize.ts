import { randomUUID } from 'node:crypto';
import { type Answer, type Asked, html, redirect } from './exchange.ts';
import { allowPage, landingPage, locationPage, messagePage, openerPage, refreshPage, signInPage } from './pages.ts';
import { type App, allScopes, decoys, type Settings, type User, type Variant } from './settings.ts';
import type { Tokens } from './tokens.ts';

export interface AuthorizeAround {
  readonly settings: Settings;
  readonly users: readonly User[];
  readonly apps: readonly App[];
  readonly tokens: Tokens;
  readonly origin: () => string;
  /** The address a request without `redirect_uri` ends at, and those it may name. */
  readonly addresses: (app: App | undefined) => {
    readonly landing: string;
    readonly dead: string;
    readonly all: readonly string[];
  };
}
/** The pages of the authorization endpoint (RFC 6749 4.2), each answering one address. */
export interface Authorize {
  readonly authorize: (asked: Asked) => Answer;
  readonly signIn: (asked: Asked) => Answer;
  readonly signOut: (asked: Asked) => Answer;
  readonly allow: (asked: Asked) => Answer;
  /** A frame that is redirected to the redirect address with a decoy. */
  readonly frame: (asked: Asked) => Answer;
  readonly hop: (asked: Asked) => Answer;
  readonly landing: (asked: Asked) => Answer;
  readonly lookalike: (asked: Asked) => Answer;
}

/** A valid request that waits for a person's answer; used once. */
interface Pending {
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

export function createAuthorize(around: AuthorizeAround): Authorize {
  const { settings, users, tokens, origin } = around;
  const sessions = new Map<string, User>();
  const pending = new Map<string, Pending>();
  /** Addresses to go on to, which must not be visible in the address that leads there. */
  const tickets = new Map<string, string>();
  const ticketFor = (address: string): string => {
    const ticket = randomUUID();
    tickets.set(ticket, address);
    return ticket;
  };
  const takeTicket = (asked: Asked): string | undefined => {
    const ticket = asked.url.searchParams.get('ticket') ?? '';
    const address = tickets.get(ticket);
    tickets.delete(ticket);
    return address;
  };
  const userOf = (asked: Asked): User | undefined => sessions.get(asked.cookies.get('sessionid') ?? '');

  const ask = (asked: Asked, request: Pending, user: User): Answer => {
    const inWindow = asked.url.searchParams.has('window');
    const { variant } = request;
    if ((variant === 'popup' || variant === 'target-blank') && !inWindow)
      return html(200, openerPage(variant, `${asked.url.pathname}${asked.url.search}&window=1`));
    const requestId = randomUUID();
    pending.set(requestId, request);
    const body = allowPage({
      appName: request.app.name,
      userName: user.name,
      scopes: request.scopes,
      requestId,
      method: variant === 'redirect' ? 'get' : 'post',
      signOut: `/accounts/logout/?next=${encodeURIComponent(asked.url.pathname + asked.url.search)}`,
      ...(variant === 'iframe' && { frame: `/api/v1/oauth2/frame?request=${requestId}` }),
    });
    return html(200, body, variant === 'form-action' ? { 'content-security-policy': "form-action 'self'" } : {});
  };

  return {
    authorize: asked => {
      const request = readRequest(asked, around);
      if ('status' in request) return request;
      const user = userOf(asked);
      if (user !== undefined) return ask(asked, request, user);
      const next = encodeURIComponent(asked.url.pathname + asked.url.search);
      const trap = `&error=access_denied&access_token=${decoys.signInPage}#access_token=${decoys.signInPage}&token_type=bearer`;
      return redirect(`/accounts/login/?next=${next}${request.variant === 'own-error' ? trap : ''}`);
    },
    signIn: asked => {
      const next = (asked.method === 'POST' ? asked.form : asked.url.searchParams).get('next') ?? '/';
      if (asked.method !== 'POST') return html(200, signInPage(next));
      const user = users.find(one => one.name === asked.form.get('username')?.trim());
      if (user === undefined || user.password !== asked.form.get('password'))
        return html(200, signInPage(next, 'Please enter a correct username and password.'));
      const session = randomUUID();
      sessions.set(session, user);
      // Only a path on this server: an open redirect would make every test of addresses doubtful.
      const onward = new URL(next, origin()).origin === origin() ? next : '/';
      return redirect(onward, { 'set-cookie': `sessionid=${session}; Path=/; HttpOnly; SameSite=Lax` });
    },
    signOut: asked => {
      sessions.delete(asked.cookies.get('sessionid') ?? '');
      const next = encodeURIComponent(asked.url.searchParams.get('next') ?? '/');
      return redirect(`/accounts/login/?next=${next}`, { 'set-cookie': 'sessionid=; Path=/; Max-Age=0' });
    },
    allow: asked => {
      const said = asked.method === 'POST' ? asked.form : asked.url.searchParams;
      const requestId = said.get('request') ?? '';
      const request = pending.get(requestId);
      const user = userOf(asked);
      if (request === undefined || user === undefined) return html(400, messagePage('Too late', 'Please start again.'));
      pending.delete(requestId);
      if (said.get('answer') !== 'allow' || request.variant === 'deny')
        return redirect(refusedAt(request, { error: 'access_denied', description: 'Access Denied.' }, settings));
      return arrive(request.variant, grantedAt(request, user, tokens, settings), ticketFor);
    },
    frame: asked => {
      const request = pending.get(asked.url.searchParams.get('request') ?? '');
      if (request === undefined) return html(404, messagePage('Not found', ''));
      const query = new URLSearchParams(request.state === null ? [] : [['state', request.state]]);
      return redirect(`${joined(request.target, query)}#access_token=${decoys.frame}&token_type=bearer&expires_in=60`);
    },
    hop: asked => redirect(takeTicket(asked) ?? '/'),
    landing: asked => {
      const target = takeTicket(asked);
      return html(200, landingPage(target === undefined ? undefined : new URL(target).hash));
    },
    lookalike: asked => html(200, locationPage(takeTicket(asked) ?? '/')),
  };
}

/** How the browser gets to the target. */
function arrive(variant: Variant, target: string, ticketFor: (address: string) => string): Answer {
  const url = new URL(target);
  switch (variant) {
    case 'meta-refresh':
      return html(200, refreshPage(target));
    case 'location':
      return html(200, locationPage(target));
    case 'two-hops':
      return redirect(`/api/v1/oauth2/hop?ticket=${ticketFor(target)}`);
    case 'hash-only':
      url.hash = '';
      url.searchParams.append('ticket', ticketFor(target));
      return redirect(url.href);
    case 'lookalike':
      return redirect(
        `${url.origin}${url.pathname}/?ticket=${ticketFor(target)}#access_token=${decoys.lookalike}&token_type=bearer`,
      );
    default:
      return redirect(target);
  }
}

/** Checks a request as the provider's server does; what cannot be told at a redirect address is told on a page. */
function readRequest(asked: Asked, around: AuthorizeAround): Pending | Answer {
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

const joined = (address: string, added: URLSearchParams): string => {
  const sign = address.includes('?') ? '&' : '?';
  return added.size === 0 ? address : `${address}${sign}${added}`;
};

const stateOf = (sent: string | null, settings: Settings): URLSearchParams =>
  new URLSearchParams(
    sent === null || settings.state === 'omit' ? [] : [['state', settings.state === 'wrong' ? `${sent}x` : sent]],
  );

/** On success `state` is in the query, and all else in the fragment, scopes unordered and joined by plus signs. */
function grantedAt(request: Pending, user: User, tokens: Tokens, settings: Settings): string {
  const issued = tokens.grantImplicit(request.app, user, request.scopes);
  const fragment = [
    `access_token=${issued.accessToken}`,
    // The provider's own example shows the @ as a bare percent sign, which is no valid escape.
    `user=${user.name.replace('@', '%')}`,
    ...(issued.refreshToken === undefined ? [] : [`refresh_token=${issued.refreshToken}`]),
    `expires_in=${settings.expiresInSeconds}`,
    `scope=${issued.scopes.toReversed().join('+')}`,
    'token_type=bearer',
  ];
  return `${joined(request.target, stateOf(request.state, settings))}#${fragment.join('&')}`;
}

function refusedAt(
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
