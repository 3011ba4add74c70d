import type { FieldView, WhereToFind } from '../../preload/contract/provider-view.ts';
import { keepFreshField } from '../core/formats/fetch-on-copy.ts';

export const sendcloudSummary = 'Parcels, labels and returns. With API keys or OAuth2.';

/** The granular scopes that Sendcloud's documentation names; it may know more, so others can be typed. */
const listed: readonly string[] = [
  ...['integration', 'order', 'operational-settings', 'parcel', 'shipping-rule', 'return', 'return-settings'].flatMap(
    name => [`read:${name}`, `write:${name}`],
  ),
  ...['read:pickup', 'write:pickup', 'read:price', 'write:product', 'write:carrier', 'read:organization'],
];

const where: WhereToFind = {
  steps: [
    'Sign in to Sendcloud and open Settings, then Integrations.',
    'Find “Sendcloud API”, press Connect, give it a name and press Save.',
    'Copy the Public Key and the Secret Key (also called Private Key) that Sendcloud shows.',
  ],
};
const withOAuth2 = { field: 'way', is: ['oauth2'] };

export const sendcloudFields: readonly FieldView[] = [
  {
    kind: 'choice',
    name: 'way',
    label: 'Sign in with',
    advanced: false,
    help: 'OAuth2, if “Use OAuth2 authentication” is switched on for your integration. The keys are the same.',
    options: [
      { value: 'keys', label: 'API keys' },
      { value: 'oauth2', label: 'OAuth2', insteadOn: 'only-oauth2' },
    ],
  },
  { kind: 'text', name: 'publicKey', label: 'Public key', required: true, advanced: false, where },
  {
    kind: 'secret',
    name: 'privateKey',
    label: 'Private key',
    required: true,
    advanced: false,
    help: 'Also called Secret key.',
    where,
  },
  {
    kind: 'names',
    name: 'scopes',
    label: 'Scopes',
    advanced: false,
    when: withOAuth2,
    help: 'Usually “api”. Left empty, the token may do all that the integration was given.',
    preselected: 'api',
    suggestions: ['api', ...listed],
  },
  { ...keepFreshField, when: withOAuth2 },
];
