import { ClientSecretPost } from 'oauth4webapi';
import * as v from 'valibot';
import { DockpassError } from '../core/base/errors.ts';
import { parseIsoInstant } from '../core/base/iso-instant.ts';
import type { Secret } from '../core/base/secret.ts';
import { bearer, getAllPages, getJson } from '../core/oauth/api-request.ts';
import type { Endpoint, FilledForm, Identity, Provider, ProviderPorts, Values } from '../core/oauth/provider.ts';
import { buildAuthorizationUrl } from '../core/oauth/redirect.ts';
import { parseRedirectAddress } from '../core/oauth/redirect-address.ts';
import type { RefusalRule } from '../core/oauth/refusal.ts';
import { requestByRefreshToken } from '../core/oauth/token-request.ts';
import type { Organization } from '../core/ports/account-record.ts';
import { readycloudFields } from './readycloud-fields.ts';

/** What ReadyCloud answers with when no address was registered; its page shows the token that the fragment carries. */
const defaultLanding = '/api/v1/oauth2/auth_code';

/**
 * ReadyCloud words some refusals with the wrong RFC code, so its texts decide: a spent refresh token comes as
 * `invalid_request`, and an unknown App Id and a wrong App Secret are both `invalid_client`.
 */
const readycloudRefusals: readonly RefusalRule[] = [
  { error: 'invalid_request', description: /^No such refresh token/, code: 'needs-sign-in' },
  { error: 'invalid_client', description: /^client_id /, code: 'wrong-app-id' },
  { error: 'invalid_client', code: 'wrong-app-secret' },
];

const at = (filled: FilledForm, path: string): string => new URL(path, filled.environment.origin).href;
const value = (filled: FilledForm, name: string): string => filled.values[name] ?? '';
const scopesOf = ({ permissions = '' }: Values): readonly string[] =>
  permissions.split(' ').filter(scope => scope !== '');

const pageSchema = v.object({
  next: v.nullish(v.string(), null),
  results: v.array(
    v.object({ url: v.string(), name: v.nullish(v.string(), ''), deleted_at: v.nullish(v.string(), null) }),
  ),
});

/** Empty for a broken percent escape. */
const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
};

/**
 * The org's id is the last non-empty segment of its URL's path, however long: three characters in the guide, one in the
 * reference's own example.
 */
const organizationOf = (org: { readonly url: string; readonly name: string }): Organization => {
  const path = URL.parse(org.url, 'https://any.invalid')?.pathname ?? '';
  const id = decoded(path.split('/').findLast(segment => segment !== '') ?? '');
  if (id === '') throw new DockpassError('bad-reply', { reason: 'org' });
  return { id, name: org.name || id };
};

const identify = async (filled: FilledForm, accessToken: Secret, ports: ProviderPorts): Promise<Identity> => {
  const { items, incomplete } = await getAllPages(at(filled, '/api/v2/orgs/'), async url => {
    const page = await getJson(url, bearer(accessToken), pageSchema, readycloudRefusals, ports);
    return { items: page.results, next: page.next };
  });
  const now = ports.now();
  const isGone = (deletedAt: string | null): boolean => (parseIsoInstant(deletedAt ?? '') ?? now) < now;
  const organizations = items.filter(org => !isGone(org.deleted_at)).map(organizationOf);
  return {
    name: organizations.length === 1 ? (organizations[0]?.name ?? '') : '',
    organizations,
    ...(incomplete !== undefined && { incomplete }),
  };
};

/** A typed redirect address must be one that an App can be registered with. */
const check = (filled: FilledForm): void => {
  const address = value(filled, 'redirectAddress');
  if (address !== '' && parseRedirectAddress(address) === undefined)
    throw new DockpassError('bad-input', { field: 'redirectAddress' });
};

const endpoints: readonly Endpoint[] = [
  { label: 'readycloud.endpoint.organizations', url: environment => `${environment.origin}/api/v2/orgs/` },
  ...(['orders', 'packaging', 'products', 'contacts', 'webhooks'] as const).map(path => ({
    label: `readycloud.endpoint.${path}` as const,
    needsOrganization: true,
    url: (environment: { readonly origin: string }, org: string | undefined) =>
      `${environment.origin}/api/v2/orgs/${encodeURIComponent(org ?? '')}/${path}/`,
  })),
];

/** The deprecated version knows no organizations. */
const endpointsOfV1: readonly Endpoint[] = (['company', 'orders', 'boxes', 'webhooks'] as const).map(path => ({
  label: `readycloud.endpoint.${path}`,
  url: environment => `${environment.origin}/api/v1/${path}/`,
}));
const isV1 = ({ apiVersion }: Values): boolean => apiVersion === 'v1';

export const readycloud: Provider = {
  id: 'readycloud',
  name: 'ReadyCloud',
  monogram: 'RC',
  colour: '#1463c9',
  summary: 'readycloud.summary',
  guide: 'https://readycloud-crm.helpscoutdocs.com/article/320-creating-and-refreshing-an-api-token-in-readycloud',
  environments: [
    {
      id: 'production',
      label: 'provider.environment.production',
      isProduction: true,
      origin: 'https://www.readycloud.com',
      preselected: true,
    },
  ],
  fields: readycloudFields,
  check,
  window: async (filled, { state }) => ({
    authorizationUrl: buildAuthorizationUrl({
      endpoint: at(filled, '/api/v1/oauth2/authorize'),
      answer: 'token',
      clientId: value(filled, 'appId'),
      scopes: scopesOf(filled.values),
      state,
      ...(value(filled, 'redirectAddress') !== '' && { redirectUri: value(filled, 'redirectAddress') }),
    }),
    expected: {
      address: value(filled, 'redirectAddress') || at(filled, defaultLanding),
      state,
      // Not documented to come back, so its absence is accepted and a different one is not.
      stateRequired: false,
      answer: 'token',
      // A token without a word of its type is not thrown away: no other type is documented.
      tokenTypeRequired: false,
    },
  }),
  askedScopes: scopesOf,
  formats: values => (isV1(values) ? { omitted: ['org'] } : {}),
  commands: { curl: ['--location', '-g', '--request', 'GET'] },
  endpoints: values => (isV1(values) ? endpointsOfV1 : endpoints),
  badge: values => (isV1(values) ? 'readycloud.badge.v1' : undefined),
  withoutSignIn: ['apiVersion'],
  // "The access_token will expire and need to be refreshed every 365 days."
  usualLifeSeconds: 365 * 86_400,
  canRenew: (filled, tokens) => filled.secrets.appSecret !== undefined && tokens.refreshToken !== undefined,
  renew: (filled, refreshToken, ports) =>
    requestByRefreshToken(
      {
        url: at(filled, '/api/v1/oauth2/token/'),
        clientId: value(filled, 'appId'),
        clientAuthentication: ClientSecretPost(filled.secrets.appSecret?.reveal() ?? ''),
        rules: readycloudRefusals,
        tokenTypeRequired: false,
      },
      refreshToken,
      ports,
    ),
  identify,
};
