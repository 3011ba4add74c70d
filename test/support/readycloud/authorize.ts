import { randomUUID } from 'node:crypto';
import { type Answer, type Asked, html, redirect } from '../local/exchange.ts';
import { allowPage, formPostPage, landingPage, locationPage, messagePage, openerPage, refreshPage } from './pages.ts';
import { grantedAt, joined, type Pending, type RequestsAround, readRequest, refusedAt } from './requests.ts';
import type { Sessions } from './sessions.ts';
import { decoys, type User, type Variant } from './settings.ts';
import type { Tokens } from './tokens.ts';

export interface AuthorizeAround extends RequestsAround {
  readonly tokens: Tokens;
  readonly sessions: Sessions;
}
/** The pages of the authorization endpoint (RFC 6749 4.2), each answering one address. */
export interface Authorize {
  readonly authorize: (asked: Asked) => Answer;
  readonly allow: (asked: Asked) => Answer;
  /** A frame that is redirected to the redirect address with a decoy. */
  readonly frame: (asked: Asked) => Answer;
  readonly hop: (asked: Asked) => Answer;
  readonly landing: (asked: Asked) => Answer;
  readonly lookalike: (asked: Asked) => Answer;
}

export function createAuthorize(around: AuthorizeAround): Authorize {
  const { sessions } = around;
  const pending = new Map<string, Pending>();
  const tickets = createTickets();
  const consents = new Set<string>();
  const consentOf = ({ app }: Pending, user: User): string => `${app.appId} ${user.name}`;
  return {
    authorize: asked => {
      const request = readRequest(asked, around);
      if ('status' in request) return request;
      const user = sessions.userOf(asked);
      if (user !== undefined && request.variant === 'consented' && consents.has(consentOf(request, user)))
        return redirect(grantedAt(request, user, around.tokens, around.settings));
      if (user !== undefined) return ask(asked, request, user, pending);
      const next = encodeURIComponent(asked.url.pathname + asked.url.search);
      return redirect(`/accounts/login/?next=${next}${request.variant === 'own-error' ? trap : ''}`);
    },
    allow: asked => {
      const said = asked.method === 'POST' ? asked.form : asked.url.searchParams;
      const requestId = said.get('request') ?? '';
      const request = pending.get(requestId);
      const user = sessions.userOf(asked);
      if (request === undefined || user === undefined) return html(400, messagePage('Too late', 'Please start again.'));
      pending.delete(requestId);
      if (said.get('answer') !== 'allow' || request.variant === 'deny') return redirect(deniedAt(request, around));
      consents.add(consentOf(request, user));
      return arrive(request.variant, grantedAt(request, user, around.tokens, around.settings), tickets);
    },
    frame: asked => {
      const request = pending.get(asked.url.searchParams.get('request') ?? '');
      if (request === undefined) return html(404, messagePage('Not found', ''));
      const query = new URLSearchParams(request.state === null ? [] : [['state', request.state]]);
      return redirect(`${joined(request.target, query)}#access_token=${decoys.frame}&token_type=bearer&expires_in=60`);
    },
    hop: asked => redirect(tickets.take(asked) ?? '/'),
    landing: asked => {
      const target = tickets.take(asked);
      return html(200, landingPage(target === undefined ? undefined : new URL(target).hash));
    },
    lookalike: asked => html(200, locationPage(tickets.take(asked) ?? '/')),
  };
}

const trap = `&error=access_denied&access_token=${decoys.signInPage}#access_token=${decoys.signInPage}&token_type=bearer`;

const deniedAt = (request: Pending, { settings }: AuthorizeAround): string =>
  refusedAt(request, { error: 'access_denied', description: 'Access Denied.' }, settings);

function ask(asked: Asked, request: Pending, user: User, pending: Map<string, Pending>): Answer {
  const { variant } = request;
  const here = asked.url.pathname + asked.url.search;
  const inWindow = asked.url.searchParams.has('window');
  if ((variant === 'popup' || variant === 'target-blank') && !inWindow)
    return html(200, openerPage(variant, `${here}&window=1`));
  const requestId = randomUUID();
  pending.set(requestId, request);
  const body = allowPage({
    appName: request.app.name,
    userName: user.name,
    scopes: request.scopes,
    requestId,
    method: variant === 'redirect' ? 'get' : 'post',
    signOut: `/accounts/logout/?next=${encodeURIComponent(here)}`,
    ...(variant === 'iframe' && { frame: `/api/v1/oauth2/frame?request=${requestId}` }),
  });
  return html(200, body, variant === 'form-action' ? { 'content-security-policy': "form-action 'self'" } : {});
}

/** Addresses to go on to, which must not be visible in the address that leads there; each is good once. */
interface Tickets {
  readonly issue: (address: string) => string;
  readonly take: (asked: Asked) => string | undefined;
}
function createTickets(): Tickets {
  const addresses = new Map<string, string>();
  return {
    issue: address => {
      const ticket = randomUUID();
      addresses.set(ticket, address);
      return ticket;
    },
    take: asked => {
      const ticket = asked.url.searchParams.get('ticket') ?? '';
      const address = addresses.get(ticket);
      addresses.delete(ticket);
      return address;
    },
  };
}

/** How the browser gets to the target. */
function arrive(variant: Variant, target: string, tickets: Tickets): Answer {
  const url = new URL(target);
  switch (variant) {
    case 'meta-refresh':
      return html(200, refreshPage(target));
    case 'location':
      return html(200, locationPage(target));
    case 'form-post':
      return html(200, formPostPage(target));
    case 'two-hops':
      return redirect(`/api/v1/oauth2/hop?ticket=${tickets.issue(target)}`);
    case 'hash-only':
      url.hash = '';
      url.searchParams.append('ticket', tickets.issue(target));
      return redirect(url.href);
    case 'lookalike':
      return redirect(
        `${url.origin}${url.pathname}/?ticket=${tickets.issue(target)}#access_token=${decoys.lookalike}&token_type=bearer`,
      );
    default:
      return redirect(target);
  }
}
