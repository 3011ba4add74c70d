import type { PermissionResource } from '../../preload/contract/provider-view.ts';
import type { ProviderField } from '../core/oauth/provider.ts';
import type { PlainTextKey } from '../text/texts.ts';

/** ReadyCloud's permissions as its guide lists them; `readOnly` where it names a read-only twin. */
const resource = (label: PlainTextKey, scope: string, hasReadOnly = true): PermissionResource<PlainTextKey> => ({
  label,
  full: scope,
  ...(hasReadOnly && { readOnly: `${scope}-read_only` }),
});
const listed: readonly PermissionResource<PlainTextKey>[] = [
  resource('readycloud.resource.account', 'account'),
  resource('readycloud.resource.api-client', 'api_client'),
  resource('readycloud.resource.backup-settings', 'backup_config'),
  resource('readycloud.resource.calendar', 'calendar'),
  resource('readycloud.resource.company', 'company'),
  resource('readycloud.resource.contacts', 'contact'),
  resource('readycloud.resource.license-keys', 'license_key'),
  resource('readycloud.resource.notes', 'note'),
  resource('readycloud.resource.orders', 'order'),
  resource('readycloud.resource.packaging', 'packaging'),
  resource('readycloud.resource.tracking-numbers', 'tracking_number', false),
];
/** Newer than the guide: on its own only, because an App that does not know it is refused altogether. */
const newer: readonly PermissionResource<PlainTextKey>[] = [
  resource('readycloud.resource.wallet-subaccounts', 'wallet_subaccount'),
];

const registration: readonly PlainTextKey[] = [
  'readycloud.where.sign-in',
  'readycloud.where.add-app',
  'readycloud.where.review',
];

export const readycloudFields: readonly ProviderField[] = [
  {
    kind: 'text',
    name: 'appId',
    label: 'readycloud.app-id.label',
    required: true,
    advanced: false,
    refusedBy: ['wrong-app-id'],
    where: { steps: [...registration, 'readycloud.where.app-id'] },
  },
  {
    kind: 'secret',
    name: 'appSecret',
    label: 'readycloud.app-secret.label',
    required: false,
    advanced: false,
    help: 'readycloud.app-secret.help',
    refusedBy: ['wrong-app-secret'],
    where: { steps: [...registration, 'readycloud.where.app-secret'] },
  },
  {
    kind: 'permissions',
    name: 'permissions',
    label: 'readycloud.permissions.label',
    advanced: false,
    help: 'readycloud.permissions.help',
    refusedBy: ['unknown-scope'],
    presets: [
      { id: 'Everything', label: 'readycloud.permissions.everything', value: listed.map(one => one.full).join(' ') },
      {
        id: 'Read only',
        label: 'readycloud.permissions.read-only',
        value: listed.flatMap(one => one.readOnly ?? []).join(' '),
        preselected: true,
      },
    ],
    resources: [...listed, ...newer],
  },
  {
    kind: 'text',
    name: 'redirectAddress',
    label: 'provider.redirect-address.label',
    required: false,
    advanced: true,
    help: 'readycloud.redirect-address.help',
    refusedBy: ['redirect-mismatch'],
    placeholder: 'https://example.com/callback',
  },
  {
    kind: 'select',
    name: 'apiVersion',
    label: 'readycloud.api-version.label',
    advanced: true,
    help: 'readycloud.api-version.help',
    options: [
      { value: 'v2', label: 'readycloud.api-version.v2' },
      { value: 'v1', label: 'readycloud.api-version.v1' },
    ],
  },
];
