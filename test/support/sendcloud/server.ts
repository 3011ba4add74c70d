import { readBasic } from '../local/basic-pair.ts';
import { type Answer, type Asked, html, json } from '../local/exchange.ts';
import { type LocalServer, type Route, startLocalServer } from '../local/server.ts';
import { isFor } from '../local/slash.ts';
import { isTokenHost } from '../local/token-host.ts';
import { type Integration, oauth2Integration, type Settings, sampleIntegration, strict } from './settings.ts';
import { createTokens, type Tokens, tokenPath } from './tokens.ts';

export const userPath = '/api/v2/user';
const parcelsPath = '/api/v2/parcels';
export type SendcloudPlace = 'token' | 'user' | 'v3';

export interface SendcloudOptions extends Partial<Settings> {
  readonly integrations?: readonly Integration[];
  /** Epoch ms; the machine's clock when absent. */
  readonly now?: () => number;
}
export interface SendcloudServer extends LocalServer<SendcloudPlace> {
  readonly settings: Settings;
  readonly integrations: Integration[];
  readonly grants: Tokens['grants'];
  readonly tokens: Pick<Tokens, 'issued' | 'revoke'>;
}

/** Starts a local Sendcloud: its token address (an Ory Hydra) and as much of API v2 and v3 as tells who is asking. */
export async function startSendcloud(options: SendcloudOptions = {}): Promise<SendcloudServer> {
  const { integrations: given, now = Date.now, ...changed } = options;
  const settings: Settings = { ...strict, ...changed };
  const integrations = [...(given ?? [sampleIntegration, oauth2Integration])];
  const tokens = createTokens({ settings, integrations, now });
  const callerOf = createCallers({ settings, integrations, tokens, now });
  const server = await startLocalServer<SendcloudPlace>({
    now,
    wire: settings,
    routesAt:
      () =>
      (asked): Route<SendcloudPlace> => {
        const { url } = asked;
        if (isTokenHost(asked, settings.tokenHost) && isFor(asked, tokenPath, settings.slash))
          return { endpoint: 'token', place: 'token', answer: tokens.answer };
        if (url.pathname === userPath)
          return { endpoint: 'user', place: 'user', answer: one => userAnswer(one, callerOf(one), settings) };
        if (url.pathname === parcelsPath)
          return { endpoint: 'parcels', answer: one => parcelsAnswer(callerOf(one), settings) };
        if (url.pathname.startsWith('/api/v3/'))
          return { endpoint: 'v3', place: 'v3', answer: one => v3Answer(one, callerOf(one)) };
        return { endpoint: 'nothing', answer: () => json(404, { error: { message: 'Not found', code: 404 } }) };
      },
  });
  return { ...server, settings, integrations, grants: tokens.grants, tokens };
}

type Caller = { readonly integration: Integration } | { readonly refusal: string };

const wrongKeys = 'Invalid username/password.';

function createCallers(around: {
  readonly settings: Settings;
  readonly integrations: readonly Integration[];
  readonly tokens: Tokens;
  readonly now: () => number;
}): (asked: Asked) => Caller {
  const { settings, integrations, tokens, now } = around;
  const byKeys = ([publicKey, privateKey]: readonly [string, string]): Caller => {
    const integration = integrations.find(one => one.publicKey === publicKey && one.privateKey === privateKey);
    if (integration === undefined) return { refusal: wrongKeys };
    if (!integration.onlyOAuth2) return { integration };
    const saysSo = settings.onlyOAuth2Says === 'so';
    return { refusal: saysSo ? 'This integration only allows OAuth2 authentication.' : wrongKeys };
  };
  return ({ headers }) => {
    const keys = readBasic(headers.authorization);
    if (keys !== undefined) return byKeys(keys);
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    const issued = token === undefined ? undefined : tokens.find(token);
    const integration = integrations.find(one => one.publicKey === issued?.publicKey);
    if (issued !== undefined && integration !== undefined && issued.expiresAt > now()) return { integration };
    return { refusal: token === undefined ? 'Authentication credentials were not provided.' : 'Invalid token.' };
  };
}

const refusedInV2 = (path: string, code: number, message: string): Answer =>
  json(code, { error: { message, request: path, code } });

function userAnswer(asked: Asked, caller: Caller, { user, userStatus, refusedWith }: Settings): Answer {
  const fail = (code: number, message: string): Answer => refusedInV2('api/v2/user', code, message);
  if (asked.body !== '') return fail(400, 'GET requests may not have a body.');
  if ('refusal' in caller) return fail(refusedWith, caller.refusal);
  if (userStatus !== 200) return fail(userStatus, userStatus === 403 ? 'Forbidden.' : 'Not found.');
  const { companyName, username } = caller.integration;
  const documented = {
    username,
    company_name: companyName,
    telephone: '+31000000000',
    address: 'Kade 1',
    postal_code: '0000 AA',
    city: 'Eindhoven',
    email: `${username}@quay.example`,
    company_logo: null,
    registered: '2022-04-06 11:29:37',
    data: [],
    modules: [],
    invoices: [],
  };
  switch (user) {
    case 'documented':
      return json(200, { user: documented });
    case 'flat':
      return json(200, documented);
    case 'nulls':
      return json(200, { user: { ...documented, company_name: null, username: null } });
    case 'list':
      return json(200, [documented]);
    case 'empty':
      return { status: 200, headers: { 'content-type': 'application/json' }, body: '' };
    case 'page':
      return html(200, '<h1>Welcome</h1>');
  }
}

const parcelsAnswer = (caller: Caller, { refusedWith }: Settings): Answer =>
  'refusal' in caller
    ? refusedInV2('api/v2/parcels', refusedWith, caller.refusal)
    : json(200, { next: null, previous: null, parcels: [] });

function v3Answer(asked: Asked, caller: Caller): Answer {
  if ('refusal' in caller)
    return json(401, { errors: [{ status: '401', code: 'authentication_failed', detail: caller.refusal }] });
  return json(200, { data: asked.url.pathname.endsWith('/metadata') ? { user_id: 1, integration_id: 1 } : [] });
}
