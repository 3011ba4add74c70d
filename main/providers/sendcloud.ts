import { ClientSecretBasic } from 'oauth4webapi';
import * as v from 'valibot';
import { DockpassError } from '../core/base/errors.ts';
import { Secret } from '../core/base/secret.ts';
import { basic, bearer, getJson, packPair } from '../core/oauth/api-request.ts';
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
];
/**
 * For keys at the API. How it words that an integration takes nothing but OAuth2 is not documented, so any refusal that
 * speaks of OAuth counts; one that does not is put to the proof in `withKeys`.
 */
const keyRefusals: readonly RefusalRule[] = [
  { status: 401, description: /\boauth/i, code: 'only-oauth2' },
  { status: 403, description: /\boauth/i, code: 'only-oauth2' },
  { status: 401, code: 'wrong-credentials' },
];

const tokenUseRefusals: readonly RefusalRule[] = [{ status: 401, code: 'needs-sign-in' }];

const usesKeys = (values: Values): boolean => values.way !== 'oauth2';
const at = ({ environment }: FilledForm, path: string): string => new URL(path, environment.origin).href;
const scopesOf = ({ scopes = '' }: Values): readonly string[] => scopes.split(' ').filter(scope => scope !== '');
const publicKey = ({ values }: FilledForm): string => values.publicKey ?? '';
const privateKey = ({ secrets }: FilledForm): Secret => secrets.privateKey ?? new Secret('');
const packed = (filled: FilledForm): Secret => packPair(publicKey(filled), privateKey(filled), 'publicKey');

/** The library form-encodes both keys before it packs them (RFC 6749 section 2.3.1), and Hydra decodes them. */
const requestToken = (filled: FilledForm, scopes: readonly string[], ports: ProviderPorts): Promise<TokenSet> =>
  requestByClientCredentials(
    {
      url: new URL('/oauth2/token', filled.environment.tokenOrigin ?? filled.environment.origin).href,
      clientId: publicKey(filled),
      clientAuthentication: ClientSecretBasic(privateKey(filled).reveal()),
      rules: tokenRefusals,
    },
    scopes,
    ports,
  );

const userSchema = v.object({
  user: v.object({ username: v.nullish(v.string(), ''), company_name: v.nullish(v.string(), '') }),
});

/** The rest of the answer is personal and stays unread. */
const askUser = async (
  filled: FilledForm,
  authorization: Secret,
  rules: readonly RefusalRule[],
  ports: ProviderPorts,
) => {
  const { user } = await getJson(at(filled, '/api/v2/user'), authorization, userSchema, rules, ports);
  return { name: user.company_name || user.username, organizations: [] } satisfies Identity;
};

/** Keys that the API refuses although they get a token belong to an integration that takes nothing but OAuth2. */
const withKeys = (filled: FilledForm, ports: ProviderPorts): Promise<Identity> =>
  askUser(filled, basic(packed(filled)), keyRefusals, ports).catch(async (error: unknown) => {
    if (!(error instanceof DockpassError) || error.code !== 'wrong-credentials') throw error;
    const getsToken = await requestToken(filled, [], ports).then(
      () => true,
      () => false,
    );
    if (!getsToken) throw error;
    throw new DockpassError('only-oauth2', { ...(error.detail !== undefined && { detail: error.detail }) });
  });

const obtain = async (filled: FilledForm, ports: ProviderPorts): Promise<TokenSet> => {
  if (!usesKeys(filled.values)) return requestToken(filled, scopesOf(filled.values), ports);
  await withKeys(filled, ports);
  return { accessToken: packed(filled), neverExpires: true };
};

const endpoints: readonly Endpoint[] = (
  [
    ['sendcloud.endpoint.user', '/api/v2/user'],
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

export const sendcloud: Provider = {
  id: 'sendcloud',
  name: 'Sendcloud',
  monogram: 'SC',
  colour: '#0e7f86',
  summary: 'sendcloud.summary',
  environments: [
    {
      id: 'production',
      label: 'provider.environment.production',
      origin: 'https://panel.sendcloud.sc',
      tokenOrigin: 'https://account.sendcloud.com',
      preselected: true,
    },
  ],
  fields: sendcloudFields,
  check: filled => void packed(filled),
  obtain,
  // https://api.sendcloud.dev/docs/getting-started/rate-limits: requests that are not GET, a minute.
  tokenRequestsPerMinute: 100,
  canRenew: ({ values, secrets }) => !usesKeys(values) && secrets.privateKey !== undefined,
  scheme: values => (usesKeys(values) ? 'Basic' : 'Bearer'),
  formats: values => (usesKeys(values) ? { added: ['public-key', 'private-key'] } : {}),
  endpoints: () => endpoints,
  detail: values => text(usesKeys(values) ? 'sendcloud.way.keys' : 'sendcloud.way.oauth2'),
  askedScopes: values => (usesKeys(values) ? [] : scopesOf(values)),
  identify: (filled, accessToken, ports) =>
    usesKeys(filled.values) ? withKeys(filled, ports) : askUser(filled, bearer(accessToken), tokenUseRefusals, ports),
};
