import { type Answer, type Asked, html, json } from '../local/exchange.ts';
import type { Org, Settings, User } from './settings.ts';
import type { Issued, Tokens } from './tokens.ts';

export interface OrgsAround {
  readonly settings: Settings;
  readonly users: readonly User[];
  readonly tokens: Tokens;
  readonly now: () => number;
  readonly origin: string;
}

/** The API behind a token: v2 organizations, and as much of v1 as tells that it answers. */
export function createApi(around: OrgsAround): (asked: Asked) => Answer {
  const limit = createRateLimit(around);
  return asked => {
    const caller = callerOf(asked, around);
    if ('status' in caller) return caller;
    return limit(caller.appId, asked.method) ?? answerTo(asked, caller, around);
  };
}

function answerTo(asked: Asked, issued: Issued, around: OrgsAround): Answer {
  if (asked.method !== 'GET') return json(405, { detail: `Method "${asked.method}" not allowed.` });
  const path = asked.url.pathname;
  if (/^\/api\/v1\/(?:company|orders|boxes)\/$/.test(path))
    return json(200, {
      meta: { limit: 20, next: null, offset: 0, previous: null, total_count: 0 },
      objects: [],
    });
  const orgs = around.users.find(user => user.name === issued.userName)?.orgs ?? [];
  if (path === '/api/v2/orgs/') return orgsPage(asked, orgs, issued, around);
  const id = /^\/api\/v2\/orgs\/([^/]+)\/$/.exec(path)?.[1];
  const org = orgs.find(one => encodeURIComponent(one.id) === id);
  return org === undefined ? json(404, { detail: 'Not found.' }) : json(200, orgReply(org, around));
}

function orgsPage(asked: Asked, orgs: readonly Org[], issued: Issued, around: OrgsAround): Answer {
  const { settings, origin } = around;
  const needed = settings.orgsScope;
  if (needed !== undefined && !issued.scopes.includes(needed) && !issued.scopes.includes(`${needed}-read_only`))
    return refused(403, 'insufficient_scope', `Access token has insufficient scope: ${issued.scopes.join(' ')}`);
  const whole = (name: string, otherwise: number): number => {
    const text = asked.url.searchParams.get(name) ?? '';
    return /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
  };
  const limit = Math.min(Math.max(1, whole('limit', settings.pageSize)), settings.pageSize);
  const offset = whole('offset', 0);
  if (offset > 0 && settings.secondPage === 'fails') return json(502, { detail: 'Bad gateway.' });
  const nextOrigin = (settings.nextOrigin ?? origin).replace(
    /^https?/,
    scheme => ({ same: scheme, http: 'http', https: 'https' })[settings.nextScheme],
  );
  const at = (start: number): string => `${nextOrigin}/api/v2/orgs/?limit=${limit}&offset=${start}`;
  return shapedAs(settings.orgsPage, {
    count: orgs.length,
    next: offset + limit < orgs.length ? at(offset + limit) : null,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    results: orgs.slice(offset, offset + limit).map(org => orgReply(org, around)),
  });
}

interface OrgsPage {
  readonly count: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly unknown[];
}
const shapedAs = (shape: Settings['orgsPage'], documented: OrgsPage): Answer => {
  switch (shape) {
    case 'documented':
      return json(200, documented);
    case 'only-results':
      return json(200, { results: documented.results });
    case 'list':
      return json(200, documented.results);
    case 'empty':
      return { status: 200, headers: {}, body: '' };
    case 'page':
      return html(200, '<h1>Organizations</h1>');
  }
};

const orgReply = (org: Org, { settings, origin }: OrgsAround): Record<string, unknown> => ({
  url: `${settings.orgUrl === 'whole' ? origin : ''}/api/v2/orgs/${encodeURIComponent(org.id)}/`,
  name: settings.orgName === 'null' ? null : org.name,
  fees_paid_by: 'org',
  app_seat_licenses: 0,
  payment_plan: null,
  user_slots: 5,
  subscriptions: { integration: null, storage: null, user: null },
  avatar: null,
  website: null,
  deleted_at: org.deletedAt ?? null,
});

const refused = (status: number, error: string, description: string, told = true): Answer =>
  json(
    status,
    { error, error_description: description },
    { 'www-authenticate': `Bearer realm=""${told ? `, error="${error}", error_description="${description}"` : ''}` },
  );

function callerOf(asked: Asked, { settings, tokens, now }: OrgsAround): Issued | Answer {
  const header = /^bearer +(\S+)$/i.exec(asked.headers.authorization ?? '')?.[1];
  const token = header ?? asked.url.searchParams.get('bearer_token');
  if (token === null || token === undefined)
    return refused(
      settings.refusedWith,
      'invalid_request',
      'Request authentication failed, no authentication credentials provided.',
      false,
    );
  const issued = tokens.find(token);
  if (issued === undefined) return refused(settings.refusedWith, 'invalid_token', "Token doesn't exist");
  return issued.expiresAt <= now() ? refused(settings.refusedWith, 'invalid_token', 'Token is expired') : issued;
}

function createRateLimit({ settings, now }: OrgsAround): (appId: string, method: string) => Answer | undefined {
  const counted = new Map<string, { minute: number; count: number }>();
  return (appId, method) => {
    if (settings.rateLimit === undefined) return undefined;
    const key = `${method === 'GET'} ${appId}`;
    const minute = Math.floor(now() / 60_000);
    const before = counted.get(key);
    const count = before?.minute === minute ? before.count + 1 : 1;
    counted.set(key, { minute, count });
    if (count <= settings.rateLimit.perMinute) return undefined;
    const { retryAfterSeconds } = settings.rateLimit;
    return json(
      429,
      { detail: 'Request was throttled.' },
      retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
    );
  };
}
