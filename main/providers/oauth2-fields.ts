import type { FieldView } from '../../preload/contract/provider-view.ts';
import { keepFreshField } from '../core/formats/fetch-on-copy.ts';

export const oauth2Summary = 'Any other system that signs people or programs in with OAuth 2.0.';

/** Ways to sign in, by their names in RFC 6749 and RFC 7591 section 2. */
export const byCode = 'authorization_code';
export const byImplicit = 'implicit';
export const byClient = 'client_credentials';
export const byPassword = 'password';

/** Where a sign-in ends that was registered with no address of its own: on this computer, at whatever port. */
export const ownRedirectAddress = 'http://127.0.0.1/callback';

/** What the server calls itself in its answers, and what else discovery found. Kept with the account; no field shows it. */
export const found = {
  issuer: 'issuer',
  namesItself: 'issuerInAnswers',
  clientAuthentication: 'clientAuthenticationFound',
  userinfoAddress: 'userinfoAddress',
} as const;

const onPages = { field: 'way', is: [byCode, byImplicit] };
const withPassword = { field: 'way', is: [byPassword] };

const registration = [
  'Open the developer or API settings of that system, where programs (apps, clients) are registered.',
  'Open the one made for Dockpass, or make it.',
];

const addresses: readonly FieldView[] = [
  {
    kind: 'text',
    name: 'discoverFrom',
    label: 'Discover from',
    required: false,
    advanced: false,
    help: 'The address the system calls its issuer. The addresses below are then found by themselves.',
    placeholder: 'https://login.example.com',
  },
  {
    kind: 'select',
    name: 'way',
    label: 'Way to sign in',
    advanced: false,
    options: [
      { value: byCode, label: 'On a page (authorization code)' },
      { value: byImplicit, label: 'On a page, older way (implicit)' },
      { value: byClient, label: 'As a program (client credentials)' },
      { value: byPassword, label: 'With username and password' },
    ],
  },
  {
    kind: 'text',
    name: 'authorizationAddress',
    label: 'Authorization address',
    required: false,
    advanced: false,
    help: 'The page people sign in on. Leave it empty where it is discovered.',
    placeholder: 'https://login.example.com/authorize',
    when: onPages,
  },
  {
    kind: 'text',
    name: 'tokenAddress',
    label: 'Token address',
    required: false,
    advanced: false,
    help: 'Where tokens are made and renewed. Leave it empty where it is discovered.',
    placeholder: 'https://login.example.com/token',
  },
];

const credentials: readonly FieldView[] = [
  {
    kind: 'text',
    name: 'clientId',
    label: 'Client ID',
    required: true,
    advanced: false,
    where: { steps: [...registration, 'Copy its Client ID; some systems call it App ID or consumer key.'] },
  },
  {
    kind: 'secret',
    name: 'clientSecret',
    label: 'Client secret',
    required: false,
    advanced: false,
    help: 'Leave it empty where the system gave none.',
    where: {
      steps: [...registration, 'Copy its Client secret. Many show it only once: make a new one if it is lost.'],
    },
  },
  {
    kind: 'text',
    name: 'username',
    label: 'Username',
    required: true,
    advanced: false,
    when: withPassword,
    where: { steps: ['This is what you type on the system’s own sign-in page.'] },
  },
  {
    kind: 'secret',
    name: 'password',
    label: 'Password',
    required: true,
    advanced: false,
    when: withPassword,
    where: {
      steps: ['This is what you type on the system’s own sign-in page.', 'Have it set anew there if it is lost.'],
    },
  },
  {
    kind: 'checkbox',
    name: 'rememberPassword',
    label: 'Remember password',
    help: 'Sealed on this computer, to renew where the system gives no other way. Otherwise you type it again when the token runs out.',
    advanced: false,
    preselected: false,
    when: withPassword,
  },
  {
    kind: 'names',
    name: 'scopes',
    label: 'Scopes',
    help: 'Names with spaces between. Empty: what the system gives by itself.',
    advanced: false,
    preselected: '',
    suggestions: [],
  },
  {
    kind: 'text',
    name: 'redirectAddress',
    label: 'Redirect address',
    required: false,
    advanced: false,
    help: `Empty: ${ownRedirectAddress}, at any port. Register that, or type the one that is registered.`,
    placeholder: ownRedirectAddress,
    when: onPages,
  },
];

export const oauth2Fields: readonly FieldView[] = [
  ...addresses,
  ...credentials,
  {
    kind: 'select',
    name: 'clientAuthentication',
    label: 'How the Client secret is sent',
    help: 'Leave it, unless the system asks for a certain way. Where it does not say: in the header.',
    advanced: true,
    options: [
      { value: '', label: 'As the system says' },
      { value: 'basic', label: 'In the header (Basic)' },
      { value: 'body', label: 'In the body' },
      { value: 'none', label: 'Not at all' },
    ],
  },
  {
    kind: 'text',
    name: 'apiAddress',
    label: 'API address',
    required: false,
    advanced: true,
    help: 'Where the token is used. With it, the menu also offers a curl command and this address.',
    placeholder: 'https://api.example.com/v1/orders',
  },
  { ...keepFreshField, when: { field: 'way', is: [byClient, byPassword] } },
];
