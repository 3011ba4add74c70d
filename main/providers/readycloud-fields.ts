import type { FieldView, PermissionResource } from '../../preload/contract/provider-view.ts';

export const readycloudSummary = 'Orders, boxes and labels. Sign in once, and the token stays fresh.';

/** ReadyCloud's permissions as its guide lists them; `readOnly` where it names a read-only twin. */
const resource = (label: string, scope: string, hasReadOnly = true): PermissionResource => ({
  label,
  full: scope,
  ...(hasReadOnly && { readOnly: `${scope}-read_only` }),
});
const listed: readonly PermissionResource[] = [
  resource('Account', 'account'),
  resource('API client', 'api_client'),
  resource('Backup settings', 'backup_config'),
  resource('Calendar', 'calendar'),
  resource('Company', 'company'),
  resource('Contacts', 'contact'),
  resource('License keys', 'license_key'),
  resource('Notes', 'note'),
  resource('Orders', 'order'),
  resource('Packaging', 'packaging'),
  resource('Tracking numbers', 'tracking_number', false),
];
/** Newer than the guide: on its own only, because an App that does not know it is refused altogether. */
const newer: readonly PermissionResource[] = [resource('Wallet subaccounts', 'wallet_subaccount')];

const registration = [
  'Sign in to ReadyCloud as an Owner or Administrator.',
  'Open the API settings, type an App Name and press “+ Add App”.',
];

export const readycloudFields: readonly FieldView[] = [
  {
    kind: 'text',
    name: 'appId',
    label: 'App Id',
    required: true,
    advanced: false,
    where: { steps: [...registration, 'Press Edit beside the App and copy its App ID.'] },
  },
  {
    kind: 'secret',
    name: 'appSecret',
    label: 'App Secret',
    required: false,
    advanced: false,
    help: 'May be empty. Dockpass then cannot renew the token by itself, and you sign in again when it runs out.',
    where: { steps: [...registration, 'Press Edit beside the App and copy its App Secret.'] },
  },
  {
    kind: 'permissions',
    name: 'permissions',
    label: 'Permissions',
    advanced: false,
    presets: [
      { id: 'Everything', label: 'Everything', value: listed.map(one => one.full).join(' ') },
      { id: 'Read only', label: 'Read only', value: listed.flatMap(one => one.readOnly ?? []).join(' ') },
    ],
    resources: [...listed, ...newer],
  },
  {
    kind: 'text',
    name: 'redirectAddress',
    label: 'Redirect address',
    required: false,
    advanced: true,
    help: 'Only if your App was registered with one. Leave empty otherwise.',
    placeholder: 'https://example.com/callback',
  },
  {
    kind: 'select',
    name: 'apiVersion',
    label: 'API version',
    advanced: true,
    help: 'For the addresses and commands that are copied. The token works with both.',
    options: [
      { value: 'v2', label: 'v2' },
      { value: 'v1', label: 'v1 (deprecated)' },
    ],
  },
];
