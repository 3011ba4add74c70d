import { keepFreshField } from '../core/formats/fetch-on-copy.ts';
import type { ProviderField } from '../core/oauth/provider.ts';
import { text } from '../text/text.ts';
import type { PlainTextKey } from '../text/texts.ts';

/** Ways to sign in, by their names in RFC 6749 and RFC 7591 section 2. */
export const byCode = 'authorization_code';
export const byImplicit = 'implicit';
export const byClient = 'client_credentials';
export const byPassword = 'password';
/** RFC 8628 section 7.2. */
export const byDevice = 'urn:ietf:params:oauth:grant-type:device_code';

/** Where a sign-in ends that was registered with no address of its own: on this computer, at whatever port. */
export const ownRedirectAddress = 'http://127.0.0.1/callback';

/** What the server calls itself in its answers, and what else discovery found. Kept with the account; no field shows it. */
export const found = {
  issuer: 'issuer',
  namesItself: 'issuerInAnswers',
  clientAuthentication: 'clientAuthenticationFound',
  userinfoAddress: 'userinfoAddress',
  revocationAddress: 'revocationAddress',
  revocationAuthentication: 'revocationAuthentication',
  /** Beside another way of signing in. */
  deviceAddress: 'deviceAddressFound',
} as const;

const onPages = { field: 'way', is: [byCode, byImplicit] };
const onDevice = { field: 'way', is: [byDevice] };
const withPassword = { field: 'way', is: [byPassword] };

const registration: readonly PlainTextKey[] = ['oauth2.where.settings', 'oauth2.where.program'];

const addresses: readonly ProviderField[] = [
  {
    kind: 'text',
    name: 'discoverFrom',
    label: 'oauth2.discover-from.label',
    required: false,
    advanced: false,
    help: 'oauth2.discover-from.help',
    placeholder: 'https://login.example.com',
  },
  {
    kind: 'select',
    name: 'way',
    label: 'oauth2.way.label',
    advanced: false,
    options: [
      { value: byCode, label: 'oauth2.way.code' },
      { value: byImplicit, label: 'oauth2.way.implicit' },
      { value: byDevice, label: 'device.way' },
      { value: byClient, label: 'oauth2.way.client' },
      { value: byPassword, label: 'oauth2.way.password' },
    ],
  },
  {
    kind: 'text',
    name: 'authorizationAddress',
    label: 'oauth2.authorization-address.label',
    required: false,
    advanced: false,
    help: 'oauth2.authorization-address.help',
    placeholder: 'https://login.example.com/authorize',
    when: onPages,
  },
  {
    kind: 'text',
    name: 'deviceAddress',
    label: 'device.address.label',
    required: false,
    advanced: false,
    help: 'device.address.help',
    placeholder: 'https://login.example.com/device/code',
    when: onDevice,
  },
  {
    kind: 'text',
    name: 'tokenAddress',
    label: 'oauth2.token-address.label',
    required: false,
    advanced: false,
    help: 'oauth2.token-address.help',
    placeholder: 'https://login.example.com/token',
  },
];

const credentials: readonly ProviderField[] = [
  {
    kind: 'text',
    name: 'clientId',
    label: 'provider.client-id.label',
    required: true,
    advanced: false,
    refusedBy: ['wrong-app-id', 'wrong-credentials.client'],
    where: { steps: [...registration, 'oauth2.where.client-id'] },
  },
  {
    kind: 'secret',
    name: 'clientSecret',
    label: 'provider.client-secret.label',
    required: false,
    advanced: false,
    help: 'oauth2.client-secret.help',
    refusedBy: ['wrong-credentials.client'],
    where: { steps: [...registration, 'oauth2.where.client-secret'] },
  },
  {
    kind: 'text',
    name: 'username',
    label: 'provider.username.label',
    required: true,
    advanced: false,
    refusedBy: ['wrong-credentials'],
    when: withPassword,
    where: { steps: ['oauth2.where.sign-in-page'] },
  },
  {
    kind: 'secret',
    name: 'password',
    label: 'provider.password.label',
    required: true,
    advanced: false,
    refusedBy: ['wrong-credentials'],
    when: withPassword,
    where: { steps: ['oauth2.where.sign-in-page', 'oauth2.where.password'] },
  },
  {
    kind: 'checkbox',
    name: 'rememberPassword',
    label: 'provider.remember-password.label',
    help: 'oauth2.remember-password.help',
    advanced: false,
    preselected: false,
    when: withPassword,
  },
  {
    kind: 'names',
    name: 'scopes',
    label: 'provider.scopes.label',
    help: 'oauth2.scopes.help',
    refusedBy: ['unknown-scope'],
    advanced: false,
    preselected: '',
    suggestions: [],
  },
  {
    kind: 'text',
    name: 'redirectAddress',
    label: 'provider.redirect-address.label',
    required: false,
    advanced: false,
    refusedBy: ['redirect-mismatch'],
    help: () => text('oauth2.redirect-address.help', { address: ownRedirectAddress }),
    placeholder: ownRedirectAddress,
    when: onPages,
  },
];

export const oauth2Fields: readonly ProviderField[] = [
  ...addresses,
  ...credentials,
  {
    kind: 'select',
    name: 'clientAuthentication',
    label: 'oauth2.client-authentication.label',
    help: 'oauth2.client-authentication.help',
    advanced: true,
    options: [
      { value: '', label: 'oauth2.client-authentication.discovered' },
      { value: 'basic', label: 'oauth2.client-authentication.basic' },
      { value: 'body', label: 'oauth2.client-authentication.body' },
      { value: 'none', label: 'oauth2.client-authentication.none' },
    ],
  },
  {
    kind: 'text',
    name: 'apiAddress',
    label: 'provider.api-address.label',
    required: false,
    advanced: true,
    help: 'oauth2.api-address.help',
    placeholder: 'https://api.example.com/v1/orders',
  },
  { ...keepFreshField, when: { field: 'way', is: [byClient, byPassword] } },
];
