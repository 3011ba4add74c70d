import * as v from 'valibot';
import type { ErrorCode } from '../../preload/contract/errors.ts';
import { DockpassError } from '../core/base/errors.ts';
import { Secret } from '../core/base/secret.ts';
import { basic, bearer, getJsonIfFit } from '../core/oauth/api-request.ts';
import { packPair, requestWithPair } from '../core/oauth/basic-pair.ts';
import type { Endpoint, FilledForm, Identity, Provider, ProviderPorts, Values } from '../core/oauth/provider.ts';
import type { RefusalRule } from '../core/oauth/refusal.ts';
import { requestByClientCredentials } from '../core/oauth/token-request.ts';
import type { TokenSet } from '../core/oauth/tokens.ts';
import { text } from '../text/text.ts';
import { sendcloudFields } from './sendcloud-fields.ts';

/** At the token address, which answers as Ory Hydra does. */
const tokenRefusals: readonly RefusalRule[] = [
  { error: 'invalid_client', code: 'wrong-credentials' },
  { status: 401, code: 'wrong-credentials' },
  { status: 403, code: 'wrong-credentials', reason: 'forbidden' },
];
/** Something else than the keys is in the way: the integration, or the address. */
const notTheKeys: readonly RefusalRule[] = [
  { status: 403, code: 'insufficient-scope', reason: 'integration' },
  { status: 404, code: 'provider-refused', reason: 'no-such-address' },
];
/**
 * For keys at the API. How it words that an integration takes nothing but OAuth2 is not documented, so any refusal that
 * speaks of OAuth counts; one that does not is put to the proof in `withKeys`.
 */
const keyRefusals: readonly RefusalRule[] = [
  { status: 401, description: /\boauth/i, code: 'only-oauth2' },
  { status: 403, description: /\boauth/i, code: 'only-oauth2' },
  { status: 401, code: 'wrong-credentials' },
  ...notTheKeys,
];

/** How a token that ran out is refused is not documented either: by 401, or by a 403 that says so. */
const tokenUseRefusals: readonly RefusalRule[] = [
  { status: 401, code: 'needs-sign-in' },
  {
    status: 403,
    description: /\b(?:invalid|expired)\b.*\btoken\b|\btoken\b.*\b(?:invalid|expired)\b/i,
    code: 'needs-sign-in',
  },
  ...notTheKeys,
];

const usesKeys = (values: Values): boolean => values.way !== 'oauth2';
const at = ({ environment }: FilledForm, path: string): string => new URL(path, environment.origin).href;
const scopesOf = ({ scopes = '' }: Values): readonly string[] => scopes.split(' ').filter(scope => scope !== '');
const publicKey = ({ values }: FilledForm): string => values.publicKey ?? '';
const privateKey = ({ secrets }: FilledForm): Secret => secrets.privateKey ?? new Secret('');
const packed = (filled: FilledForm): Secret => packPair(publicKey(filled), privateKey(filled), 'publicKey');

/** The guide sends the pair as it is; Hydra, which answers there, form-decodes it. */
const requestToken = (filled: FilledForm, scopes: readonly string[], ports: ProviderPorts): Promise<TokenSet> => {
  const { environment, values } = filled;
  const url = new URL('/oauth2/token', environment.tokenOrigin ?? environment.origin).href;
  const pair = { clientId: publicKey(filled), secret: privateKey(filled), idField: 'publicKey', values };
  return requestWithPair(pair, clientAuthentication =>
    requestByClientCredentials(
      { url, clientId: pair.clientId, clientAuthentication, rules: tokenRefusals, tokenTypeRequired: false },
      scopes,
      ports,
    ),
  );
};

const name = v.nullish(v.string(), '');
const userSchema = v.object({ user: v.object({ username: name, company_name: name }) });

/** Any answer with 200 is proof, whatever it holds. Beside the name all of it is personal and stays unread. */
const askUser = async (
  filled: FilledForm,
  authorization: Secret,
  rules: readonly RefusalRule[],
  ports: ProviderPorts,
) => {
  const found = await getJsonIfFit(at(filled, '/api/v2/user'), authorization, userSchema, rules, ports);
  return { name: found?.user.company_name || found?.user.username || '', organizations: [] } satisfies Identity;
};

const isCode = (error: unknown, codes: readonly ErrorCode[]): error is DockpassError =>
  error instanceof DockpassError && codes.includes(error.code);
const works = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  );

/** Keys that the API refuses although they get a token belong to an integration that takes nothing but OAuth2. */
const withKeys = (filled: FilledForm, ports: ProviderPorts): Promise<Identity> =>
  askUser(filled, basic(packed(filled)), keyRefusals, ports).catch(async (error: unknown) => {
    if (!isCode(error, ['wrong-credentials', 'insufficient-scope'])) throw error;
    if (!(await works(requestToken(filled, ['api'], ports)))) throw error;
    throw new DockpassError('only-oauth2', { ...(error.detail !== undefined && { detail: error.detail }) });
  });

/** And keys that get no token although the API takes them, to one that has OAuth2 switched off. */
const withToken = (filled: FilledForm, ports: ProviderPorts): Promise<TokenSet> =>
  requestToken(filled, scopesOf(filled.values), ports).catch(async (error: unknown) => {
    if (!isCode(error, ['wrong-credentials', 'not-allowed-for-app'])) throw error;
    if (!(await works(askUser(filled, basic(packed(filled)), keyRefusals, ports)))) throw error;
    throw new DockpassError('only-keys', { detail: text('sendcloud.way.oauth2-box'), stopTrying: true });
  });

const obtain = async (filled: FilledForm, ports: ProviderPorts): Promise<TokenSet> => {
  if (!usesKeys(filled.values)) return withToken(filled, ports);
  await withKeys(filled, ports);
  return { accessToken: packed(filled), neverExpires: true };
};

const endpoints: readonly Endpoint[] = (
  [
    ['sendcloud.endpoint.user', '/api/v2/user'],
    ['sendcloud.endpoint.parcels', '/api/v2/parcels'],
    ['sendcloud.endpoint.credentials', '/api/v3/user/auth/metadata'],
    ['sendcloud.endpoint.organization', '/api/v3/organization'],
    ['sendcloud.endpoint.integrations', '/api/v3/integrations'],
    ['sendcloud.endpoint.orders', '/api/v3/orders'],
    ['sendcloud.endpoint.shipments', '/api/v3/shipments'],
    ['sendcloud.endpoint.returns', '/api/v3/returns'],
    ['sendcloud.endpoint.contracts', '/api/v3/contracts'],
    ['sendcloud.endpoint.pickups', '/api/v3/pickups'],
    ['sendcloud.endpoint.parcel-statuses', '/api/v3/parcels/statuses'],
    ['sendcloud.endpoint.sender-addresses', '/api/v3/addresses/sender-addresses'],
  ] as const
).map(([label, path]) => ({ label, url: ({ origin }) => `${origin}${path}` }));

/** For integrations with the setting "Service Points". The guide names the host only. */
const servicePoints: Endpoint = {
  label: 'sendcloud.endpoint.service-points',
  url: ({ origin, usedAt: [host = origin] = [] }) => `${host}/api/v2/service-points`,
};

export const sendcloud: Provider = {
  id: 'sendcloud',
  name: 'Sendcloud',
  monogram: 'SC',
  colour: '#0e7f86',
  summary: 'sendcloud.summary',
  guide: 'https://sendcloud.dev/docs/getting-started/authentication/',
  environments: [
    {
      id: 'production',
      label: 'provider.environment.production',
      isProduction: true,
      origin: 'https://panel.sendcloud.sc',
      tokenOrigin: 'https://account.sendcloud.com',
      usedAt: ['https://servicepoint.sendcloud.sc'],
      preselected: true,
    },
  ],
  fields: sendcloudFields,
  check: filled => void packed(filled),
  obtain,
  usualLifeSeconds: 3599,
  // https://api.sendcloud.dev/docs/getting-started/rate-limits: requests that are not GET, a minute.
  tokenRequestsPerMinute: 100,
  canRenew: ({ values, secrets }) => !usesKeys(values) && secrets.privateKey !== undefined,
  scheme: values => (usesKeys(values) ? 'Basic' : 'Bearer'),
  formats: values => (usesKeys(values) ? { added: ['public-key', 'private-key'] } : {}),
  endpoints: () => [...endpoints, servicePoints],
  commands: { curl: ['--location'], headers: { Accept: 'application/json' } },
  detail: values => text(usesKeys(values) ? 'sendcloud.way.keys' : 'sendcloud.way.oauth2'),
  askedScopes: values => (usesKeys(values) ? [] : scopesOf(values)),
  identify: (filled, accessToken, ports) =>
    usesKeys(filled.values) ? withKeys(filled, ports) : askUser(filled, bearer(accessToken), tokenUseRefusals, ports),
};
