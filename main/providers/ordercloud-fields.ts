import { keepFreshField } from '../core/formats/fetch-on-copy.ts';
import type { Environment, ProviderField } from '../core/oauth/provider.ts';
import type { PlainTextKey } from '../text/texts.ts';
import { ordercloudRoles } from './ordercloud-roles.ts';

/** One host per region and environment. The first region has hosts of an older kind. */
const regions = [
  {
    id: 'us-west',
    host: (kind: string) => (kind === 'production' ? 'api.ordercloud.io' : `${kind}api.ordercloud.io`),
  },
  { id: 'us-east', host: (kind: string) => `useast-${kind}.ordercloud.io` },
  { id: 'australia-east', host: (kind: string) => `australiaeast-${kind}.ordercloud.io` },
  { id: 'europe-west', host: (kind: string) => `westeurope-${kind}.ordercloud.io` },
  { id: 'japan-east', host: (kind: string) => `japaneast-${kind}.ordercloud.io` },
] as const;
const kinds = ['sandbox', 'staging', 'production'] as const;

export const customEnvironmentId = 'custom';

export const ordercloudEnvironments: readonly Environment[] = [
  ...regions.flatMap(({ id, host }) =>
    kinds.map(kind => ({
      id: `${id}-${kind}`,
      label: `ordercloud.environment.${id}-${kind}` as const,
      kind: `ordercloud.environment.${kind}` as const,
      ...(kind === 'production' && { isProduction: true as const }),
      origin: `https://${host(kind)}`,
      // Where a new marketplace begins, and where a token of a wrong choice does the least harm.
      ...(id === 'us-west' && kind === 'sandbox' && { preselected: true }),
    })),
  ),
  { id: customEnvironmentId, label: 'ordercloud.environment.custom', origin: '' },
];

export const byPassword = 'password';
const byClient = 'client';
const withPassword = { field: 'way', is: [byPassword] };

const toApiClients: readonly PlainTextKey[] = ['ordercloud.where.sign-in', 'ordercloud.where.api-clients'];
const userSteps: readonly PlainTextKey[] = ['ordercloud.where.user', 'ordercloud.where.users'];

export const ordercloudFields: readonly ProviderField[] = [
  {
    kind: 'text',
    name: 'apiAddress',
    label: 'provider.api-address.label',
    required: true,
    advanced: false,
    placeholder: 'https://api.ordercloud.io',
    when: { field: 'environment', is: [customEnvironmentId] },
  },
  {
    kind: 'choice',
    name: 'way',
    label: 'provider.sign-in-with.label',
    advanced: false,
    options: [
      { value: byPassword, label: 'ordercloud.way.password' },
      { value: byClient, label: 'ordercloud.way.client' },
    ],
  },
  {
    kind: 'text',
    name: 'clientId',
    label: 'ordercloud.client-id.label',
    required: true,
    advanced: false,
    refusedBy: ['wrong-app-id', 'user-inactive.api-client'],
    where: { steps: [...toApiClients, 'ordercloud.where.client-id'] },
  },
  {
    kind: 'secret',
    name: 'clientSecret',
    label: 'provider.client-secret.label',
    required: false,
    advanced: false,
    help: 'ordercloud.client-secret.help',
    refusedBy: ['wrong-app-secret'],
    where: { steps: [...toApiClients, 'ordercloud.where.client-secret', 'ordercloud.where.shown-once'] },
  },
  {
    kind: 'text',
    name: 'username',
    label: 'provider.username.label',
    required: true,
    advanced: false,
    refusedBy: ['wrong-credentials', 'account-locked', 'user-inactive'],
    when: withPassword,
    where: { steps: userSteps },
  },
  {
    kind: 'secret',
    name: 'password',
    label: 'provider.password.label',
    required: true,
    advanced: false,
    refusedBy: ['wrong-credentials', 'password-expired'],
    when: withPassword,
    where: { steps: [...userSteps, 'ordercloud.where.password'] },
  },
  {
    kind: 'checkbox',
    name: 'rememberPassword',
    label: 'provider.remember-password.label',
    help: 'ordercloud.remember-password.help',
    advanced: false,
    preselected: false,
    when: withPassword,
  },
  {
    kind: 'names',
    name: 'roles',
    label: 'ordercloud.roles.label',
    help: 'ordercloud.roles.help',
    refusedBy: ['unknown-scope', 'insufficient-scope'],
    advanced: false,
    preselected: '',
    suggestions: ordercloudRoles,
  },
  {
    kind: 'text',
    name: 'tokenAddress',
    label: 'ordercloud.token-address.label',
    required: false,
    advanced: true,
    help: 'ordercloud.token-address.help',
    placeholder: 'https://auth.ordercloud.io/oauth/token',
  },
  keepFreshField,
];
