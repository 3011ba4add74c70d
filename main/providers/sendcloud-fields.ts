import type { WhereToFind } from '../../preload/contract/provider-view.ts';
import { keepFreshField } from '../core/formats/fetch-on-copy.ts';
import type { ProviderField } from '../core/oauth/provider.ts';
import type { PlainTextKey } from '../text/texts.ts';

/** The granular scopes that Sendcloud's documentation names; it may know more, so others can be typed. */
const listed: readonly string[] = [
  ...['integration', 'order', 'operational-settings', 'parcel', 'shipping-rule', 'return', 'return-settings'].flatMap(
    name => [`read:${name}`, `write:${name}`],
  ),
  ...['read:pickup', 'write:pickup', 'read:price', 'write:product', 'write:carrier', 'read:organization'],
];

const where: WhereToFind<PlainTextKey> = {
  steps: ['sendcloud.where.sign-in', 'sendcloud.where.connect', 'sendcloud.where.keys'],
};
const withOAuth2 = { field: 'way', is: ['oauth2'] };

export const sendcloudFields: readonly ProviderField[] = [
  {
    kind: 'choice',
    name: 'way',
    label: 'provider.sign-in-with.label',
    advanced: false,
    help: 'sendcloud.way.help',
    refusedBy: ['only-keys', 'only-oauth2'],
    options: [
      { value: 'keys', label: 'sendcloud.way.keys', insteadOn: 'only-keys' },
      { value: 'oauth2', label: 'sendcloud.way.oauth2', insteadOn: 'only-oauth2' },
    ],
  },
  {
    kind: 'text',
    name: 'publicKey',
    label: 'sendcloud.public-key.label',
    required: true,
    advanced: false,
    refusedBy: ['wrong-credentials'],
    where,
  },
  {
    kind: 'secret',
    name: 'privateKey',
    label: 'sendcloud.private-key.label',
    required: true,
    advanced: false,
    help: 'sendcloud.private-key.help',
    refusedBy: ['wrong-credentials'],
    where,
  },
  {
    kind: 'names',
    name: 'scopes',
    label: 'provider.scopes.label',
    advanced: false,
    when: withOAuth2,
    help: 'sendcloud.scopes.help',
    refusedBy: ['unknown-scope'],
    preselected: 'api',
    suggestions: ['api', ...listed],
  },
  { ...keepFreshField, when: withOAuth2 },
];
