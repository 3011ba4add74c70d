import { randomBytes } from 'node:crypto';
import { type Answer, type Asked, html, json, redirect } from '../local/exchange.ts';
import { type Slash, sentOn } from '../local/slash.ts';
import { tokenMembers } from '../local/token-members.ts';
import type { App, Settings, User } from './settings.ts';

/** One authorization of an app by a user. A refresh changes its refresh token and its end, never the access token. */
export interface Issued {
  readonly appId: string;
  readonly userName: string;
  readonly scopes: readonly string[];
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly issuedAt: number;
  readonly expiresAt: number;
}
/** A grant that was asked for. `outcome`: `granted`, or the error it was refused with. */
export interface Grant {
  readonly type: string;
  readonly outcome: string;
  readonly appId: string;
  readonly at: number;
}

export interface Tokens {
  readonly issued: () => readonly Issued[];
  /** Every access and refresh token there ever was: what a leak test looks for. */
  readonly secrets: () => readonly string[];
  readonly grants: readonly Grant[];
  readonly grantImplicit: (app: App, user: User, scopes: readonly string[]) => Issued;
  readonly find: (accessToken: string) => Issued | undefined;
  /** From now on the API says that it is expired; renewing it still works. */
  readonly expire: (accessToken: string) => void;
  /** From now on neither it nor its refresh token exists. */
  readonly revoke: (accessToken: string) => void;
  /** From now on its refresh token is refused; the access token lives on. */
  readonly spendRefreshToken: (accessToken: string) => void;
  /** The token endpoint. */
  readonly answer: (asked: Asked) => Answer;
}

export interface TokensAround {
  readonly settings: Settings;
  readonly apps: readonly App[];
  readonly now: () => number;
}

const fresh = (kind: 'at' | 'rt'): string => `${kind}${randomBytes(20).toString('base64url')}`;

interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly description: string;
}
const refusal = (error: string, description: string, status = 400): Refusal => ({ status, error, description });

export function createTokens(around: TokensAround): Tokens {
  const { now } = around;
  const store = createStore(around);
  const grants: Grant[] = [];
  return {
    ...store,
    grants,
    grantImplicit: (app, user, scopes) => {
      grants.push({ type: 'implicit', outcome: 'granted', appId: app.appId, at: now() });
      return store.issue({ appId: app.appId, userName: user.name, scopes, accessToken: fresh('at') });
    },
    answer: asked => {
      const unfit = unfitRequest(asked, around.settings.slash);
      if (unfit !== undefined) return unfit;
      const { form } = asked;
      const result = refresh(form, around, store);
      const outcome = 'error' in result ? result.error : 'granted';
      grants.push({ type: form.get('grant_type') ?? '', outcome, appId: form.get('client_id') ?? '', at: now() });
      return 'error' in result
        ? json(result.status, { error: result.error, error_description: result.description })
        : json(200, replyOf(result, form.get('refresh_token'), around.settings));
    },
  };
}

type Store = Pick<Tokens, 'issued' | 'secrets' | 'find' | 'expire' | 'revoke' | 'spendRefreshToken'> & {
  readonly issue: (grant: Pick<Issued, 'appId' | 'userName' | 'scopes' | 'accessToken'>) => Issued;
  /** The same tokens, for as long again. */
  readonly extend: (issued: Issued) => Issued;
};

function createStore({ settings, now }: TokensAround): Store {
  const byAccessToken = new Map<string, Issued>();
  const secrets = new Set<string>();
  const keep = (issued: Issued): Issued => {
    byAccessToken.set(issued.accessToken, issued);
    secrets.add(issued.accessToken);
    if (issued.refreshToken !== undefined) secrets.add(issued.refreshToken);
    return issued;
  };
  const change = (accessToken: string, part: Partial<Issued>): void => {
    const issued = byAccessToken.get(accessToken);
    if (issued === undefined) throw new Error('no such token was issued');
    keep({ ...issued, ...part });
  };
  return {
    issued: () => [...byAccessToken.values()],
    secrets: () => [...secrets],
    find: accessToken => byAccessToken.get(accessToken),
    issue: ({ appId, userName, scopes, accessToken }) =>
      keep({
        appId,
        userName,
        scopes,
        accessToken,
        refreshToken: settings.refreshTokens ? fresh('rt') : undefined,
        issuedAt: now(),
        expiresAt: now() + settings.expiresInSeconds * 1000,
      }),
    extend: issued => keep({ ...issued, expiresAt: now() + settings.expiresInSeconds * 1000 }),
    expire: accessToken => change(accessToken, { expiresAt: now() - 1 }),
    revoke: accessToken => {
      if (!byAccessToken.delete(accessToken)) throw new Error('no such token was issued');
    },
    spendRefreshToken: accessToken => change(accessToken, { refreshToken: fresh('rt') }),
  };
}

function refresh(form: URLSearchParams, { apps, settings }: TokensAround, store: Store): Issued | Refusal {
  const app = clientOf(form, apps);
  if ('error' in app) return app;
  const type = form.get('grant_type');
  if (type === null) return refusal('invalid_request', 'No grant_type provided.');
  if (type !== 'refresh_token') return refusal('unsupported_grant_type', `No grant type: ${type}`);
  const refreshToken = form.get('refresh_token');
  if (refreshToken === null) return refusal('invalid_request', 'No refresh_token provided.');
  const issued = store.issued().find(one => one.refreshToken === refreshToken && one.appId === app.appId);
  if (issued === undefined) return refusal('invalid_request', `No such refresh token: ${refreshToken}`);
  if (settings.renewal !== 'documented' && settings.renewal !== 'new-access-token') return store.extend(issued);
  return store.issue(settings.renewal === 'documented' ? issued : { ...issued, accessToken: fresh('at') });
}

function clientOf(form: URLSearchParams, apps: readonly App[]): App | Refusal {
  const appId = form.get('client_id');
  if (appId === null) return refusal('invalid_request', 'No client_id provided.');
  const app = apps.find(one => one.appId === appId);
  if (app === undefined) return refusal('invalid_client', `client_id ${appId} doesn't exist`, 401);
  return form.get('client_secret') === app.appSecret
    ? app
    : refusal('invalid_client', 'Client authentication failed.', 401);
}

/** What the provider's server cannot do: a lost POST without the slash, a crash over Basic or `scope`, JSONP. */
function unfitRequest(asked: Asked, slash: Slash): Answer | undefined {
  const elsewhere = sentOn(asked, '/api/v1/oauth2/token/', slash);
  if (elsewhere !== undefined) return elsewhere;
  if (slash === 'documented' && !asked.url.pathname.endsWith('/')) return redirect(`${asked.url.pathname}/`, {}, 301);
  if (asked.method !== 'POST')
    return json(400, { error: 'invalid_request', error_description: 'The request must be a POST.' });
  const crashes = asked.headers.authorization?.startsWith('Basic') === true || asked.form.has('scope');
  if (crashes) return html(500, '<h1>Server Error (500)</h1>');
  if (asked.form.has('callback') || asked.url.searchParams.has('callback'))
    return { status: 200, headers: { 'content-type': 'text/javascript' }, body: 'callback({});' };
  return undefined;
}

const replyOf = (issued: Issued, sent: string | null, settings: Settings): Record<string, unknown> => ({
  ...tokenMembers(issued.accessToken, settings.expiresInSeconds, settings),
  refresh_token:
    settings.renewal === 'no-refresh-token' && issued.refreshToken === sent ? undefined : issued.refreshToken,
});
