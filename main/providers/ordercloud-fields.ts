import type { FieldView } from '../../preload/contract/provider-view.ts';
import { keepFreshField } from '../core/formats/fetch-on-copy.ts';
import type { Environment } from '../core/oauth/provider.ts';
import { ordercloudRoles } from './ordercloud-roles.ts';

export const ordercloudSummary = 'Storefronts, buyers and orders. Sign in as a user or as a program.';

/** One host per region and environment. The first region has hosts of an older kind. */
const regions: readonly { readonly id: string; readonly label: string; readonly host: (kind: string) => string }[] = [
  {
    id: 'us-west',
    label: 'US West',
    host: kind => (kind === 'production' ? 'api.ordercloud.io' : `${kind}api.ordercloud.io`),
  },
  { id: 'us-east', label: 'US East', host: kind => `useast-${kind}.ordercloud.io` },
  { id: 'australia-east', label: 'Australia East', host: kind => `australiaeast-${kind}.ordercloud.io` },
  { id: 'europe-west', label: 'Europe West', host: kind => `westeurope-${kind}.ordercloud.io` },
  { id: 'japan-east', label: 'Japan East', host: kind => `japaneast-${kind}.ordercloud.io` },
];
const kinds = ['Sandbox', 'Staging', 'Production'] as const;

export const customEnvironmentId = 'custom';

export const ordercloudEnvironments: readonly Environment[] = [
  ...regions.flatMap(({ id, label, host }) =>
    kinds.map(kind => ({
      id: `${id}-${kind.toLowerCase()}`,
      label: `${label} · ${kind}`,
      origin: `https://${host(kind.toLowerCase())}`,
      // Where a new marketplace begins, and where a token of a wrong choice does the least harm.
      ...(id === 'us-west' && kind === 'Sandbox' && { preselected: true }),
    })),
  ),
  { id: customEnvironmentId, label: 'Another address', origin: '' },
];

export const byPassword = 'password';
export const byClient = 'client';
const withPassword = { field: 'way', is: [byPassword] };

const toApiClients = [
  'Sign in to the OrderCloud Portal and open your marketplace.',
  'Open the API Console and choose Seller, then API Clients.',
];
const userSteps = [
  'This is a user of your marketplace, not the one you sign in to the Portal with.',
  'In the API Console they are listed under Users, Admin Users and Supplier Users.',
];

export const ordercloudFields: readonly FieldView[] = [
  {
    kind: 'text',
    name: 'apiAddress',
    label: 'API address',
    required: true,
    advanced: false,
    placeholder: 'https://api.ordercloud.io',
    when: { field: 'environment', is: [customEnvironmentId] },
  },
  {
    kind: 'choice',
    name: 'way',
    label: 'Sign in with',
    advanced: false,
    options: [
      { value: byPassword, label: 'Username and password' },
      { value: byClient, label: 'Client credentials' },
    ],
  },
  {
    kind: 'text',
    name: 'clientId',
    label: 'API client ID',
    required: true,
    advanced: false,
    where: { steps: [...toApiClients, 'Open the API client your program uses and copy its ID.'] },
  },
  {
    kind: 'secret',
    name: 'clientSecret',
    label: 'Client secret',
    required: false,
    advanced: false,
    help: 'Only if the API client has one; then it is always needed. Client credentials without one sign in an anonymous shopper.',
    where: {
      steps: [
        ...toApiClients,
        'Open the API client and look for its client secret.',
        'Newer secrets are shown only once, when they are made: if nobody kept it, have a new one made.',
      ],
    },
  },
  {
    kind: 'text',
    name: 'username',
    label: 'Username',
    required: true,
    advanced: false,
    when: withPassword,
    where: { steps: userSteps },
  },
  {
    kind: 'secret',
    name: 'password',
    label: 'Password',
    required: true,
    advanced: false,
    when: withPassword,
    where: { steps: [...userSteps, 'If nobody knows the password, have it set anew there.'] },
  },
  {
    kind: 'checkbox',
    name: 'rememberPassword',
    label: 'Remember password',
    help: 'Sealed on this computer, to renew where OrderCloud gives no other way. Otherwise you type it again when the token runs out.',
    advanced: false,
    preselected: false,
    when: withPassword,
  },
  {
    kind: 'names',
    name: 'roles',
    label: 'Roles',
    help: 'Names with spaces between, your own too. Empty: every role this user has.',
    advanced: false,
    preselected: '',
    suggestions: ordercloudRoles,
  },
  keepFreshField,
];
