import { initialsOf } from '../../../main/core/accounts/initials.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import type { ClipboardView } from '../../../preload/contract/clipboard-view.ts';
import type { ProviderView } from '../../../preload/contract/provider-view.ts';
import type { SignInBarView } from '../../../preload/contract/sign-in-bar.ts';
import type { StatusView } from '../../../preload/contract/status-view.ts';

/** The instant at which every scene stands: 10 June 2026, 14:03:20 in the tests' zone. */
export const sceneAt = Date.UTC(2026, 5, 10, 12, 3, 20);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A life of which `leftMs` is left of `wholeMs` at `sceneAt`. */
export const life = (leftMs: number, wholeMs: number): AccountView['life'] => ({
  kind: 'until',
  issuedAt: sceneAt + leftMs - wholeMs,
  expiresAt: sceneAt + leftMs,
});

export const acme: AccountView = {
  id: 'acme',
  label: 'Acme Goods',
  providerId: 'readycloud',
  providerName: 'ReadyCloud',
  monogram: 'AG',
  colour: '#1463c9',
  detail: 'org Q7Z',
  life: life(354.4 * dayMs, 365 * dayMs),
  renewal: { kind: 'by-itself' },
  canCopy: true,
  formats: ['token', 'header', 'curl', 'endpoint', 'org'],
  unsafeFormats: [],
  endpoints: ['/api/v2/orgs/Q7Z/orders/', '/api/v2/orgs/Q7Z/products/', '/api/v2/orgs/Q7Z/webhooks/'],
  actions: ['reconnect', 'check', 'renew', 'show', 'details', 'change-org', 'edit', 'rename', 'pin', 'remove'],
  pinned: false,
  organizations: [
    { id: 'Q7Z', name: 'Acme Goods' },
    { id: '2KD', name: 'Acme Goods Returns' },
  ],
  organizationId: 'Q7Z',
  needsOrganization: false,
  onDisk: true,
};

/** Another account than Acme Goods. */
export const other = (change: Partial<AccountView>): AccountView => {
  const account = { ...acme, ...change };
  return { ...account, monogram: initialsOf(account.label) };
};
const orderCloud = { providerId: 'ordercloud', providerName: 'OrderCloud', colour: '#c2371b' };
const sendcloud = { providerId: 'sendcloud', providerName: 'Sendcloud', colour: '#0e7f86' };
const packly = { providerId: 'packly', providerName: 'Packly', colour: '#7a3fb8' };

/** Six accounts of four providers, each in another state. */
export const six: readonly AccountView[] = [
  other({ pinned: true }),
  other({
    ...orderCloud,
    id: 'storefront',
    label: 'admin01 @ Storefront',
    environment: 'US West · Sandbox',
    environmentKind: 'Sandbox',
    notProduction: true,
    detail: 'Buyer',
    life: life(6 * hourMs + 4.6 * minuteMs, 10 * hourMs),
  }),
  other({ ...sendcloud, id: 'webshop', label: 'Webshop NL', detail: 'OAuth2', life: life(291_000, 3600_000) }),
  other({ ...sendcloud, id: 'returns', label: 'Returns desk', detail: 'API keys', life: { kind: 'unknown' } }),
  other({
    ...packly,
    id: 'boxes',
    label: 'Box designs',
    environment: 'Live',
    detail: 'boxes',
    life: life(23.1 * hourMs, 24 * hourMs),
  }),
  other({
    id: 'mill',
    label: 'Old Mill Outlet',
    detail: 'org 2KD',
    life: life(-2 * dayMs, 365 * dayMs),
    renewal: { kind: 'sign-in-needed' },
    canCopy: false,
  }),
];

/** Every other state a row can be in. */
export const oddRows: readonly AccountView[] = [
  other({
    id: 'person',
    label: 'Dock 4 label printer',
    life: life(41 * dayMs, 365 * dayMs),
    renewal: { kind: 'by-person', beforeAt: sceneAt + 41 * dayMs },
  }),
  other({
    id: 'ending',
    label: 'Dock 5 label printer',
    life: life(6.5 * dayMs, 365 * dayMs),
    renewal: { kind: 'by-person', beforeAt: sceneAt + 6.5 * dayMs },
  }),
  other({
    id: 'living',
    label: 'Harbour Store',
    life: life(3 * dayMs, 365 * dayMs),
    renewal: { kind: 'sign-in-needed' },
  }),
  other({
    id: 'damaged',
    label: 'Attic Records',
    life: { kind: 'unreadable' },
    canCopy: false,
    problem: { code: 'record-unreadable' },
  }),
  other({
    id: 'waiting',
    label: 'Night shift',
    life: life(20 * dayMs, 365 * dayMs),
    problem: { code: 'provider-down', detail: 'www.readycloud.com' },
  }),
  other({ id: 'renewing', label: 'Early shift', life: life(100 * dayMs, 365 * dayMs), renewal: { kind: 'renewing' } }),
  other({ id: 'many', label: 'Three Brands', needsOrganization: true, environment: 'Local', notProduction: true }),
  other({ id: 'session', label: 'Borrowed laptop', onDisk: false }),
  other({
    id: 'file',
    label: 'Label printer',
    detail: 'file not updated',
    life: life(30 * dayMs, 365 * dayMs),
    fileNotKept: { since: sceneAt - 3_600_000, failure: { code: 'save-failed', reason: 'disk-full' } },
  }),
];

export const longAndRightToLeft: readonly AccountView[] = [
  other({
    id: 'long',
    label: 'The Extraordinarily Long Company Name of the International Goods and Returns Cooperative, Rotterdam',
    detail: 'org Q7Z66wZ-with-a-long-identifier',
    environment: 'Sandbox',
    notProduction: true,
  }),
  other({ id: 'rtl', label: 'متجر المدينة للشحن والتوصيل', detail: 'org ق٧' }),
  other({
    id: 'hebrew',
    label: 'מחסן הצפון (2)',
    renewal: { kind: 'sign-in-needed' },
    life: life(-dayMs, dayMs),
    canCopy: false,
  }),
  other({ id: 'one-word', label: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenlager', pinned: true }),
  other({ id: 'markup', label: '<b>bold</b> & "quoted"' }),
];

/** That many, of those that need nobody. */
export const many = (count: number): readonly AccountView[] =>
  Array.from({ length: count }, (_, index) => {
    const base = six[index % 5] ?? acme;
    return { ...base, id: `many-${index}`, label: `${base.label} ${index + 1}`, pinned: index < 2 };
  });

const steps = (...words: string[]) => ({ steps: words, guide: 'readycloud' });

export const readyCloud: ProviderView = {
  id: 'readycloud',
  name: 'ReadyCloud',
  monogram: 'RC',
  colour: '#1463c9',
  summary: 'Orders, boxes and tracking. Sign in once; the token is good for a year.',
  namesAccounts: true,
  opensWindow: true,
  environments: [
    { id: 'production', label: 'Production', preselected: false },
    { id: 'local', label: 'Local', preselected: true },
  ],
  fields: [
    {
      kind: 'text',
      name: 'appId',
      label: 'App Id',
      required: true,
      refusedBy: ['wrong-app-id'],
      advanced: false,
      where: steps(
        'Sign in to ReadyCloud as an owner or administrator.',
        'Open Settings, then the API page.',
        'Press Edit beside your App and copy the App ID.',
      ),
    },
    {
      kind: 'secret',
      name: 'appSecret',
      label: 'App Secret',
      required: false,
      advanced: false,
      help: 'Left empty, the token cannot be renewed automatically.',
      refusedBy: ['wrong-app-secret'],
      where: steps('Open the same App page.', 'Copy the App Secret beside the App ID.'),
    },
    {
      kind: 'permissions',
      name: 'scope',
      label: 'Permissions',
      advanced: false,
      refusedBy: ['unknown-scope'],
      presets: [
        { id: 'all', label: 'Everything', value: 'order order-read_only box box-read_only tracking_number' },
        { id: 'read', label: 'Read only', value: 'order-read_only box-read_only' },
      ],
      resources: [
        { label: 'Order', readOnly: 'order-read_only', full: 'order' },
        { label: 'Box', readOnly: 'box-read_only', full: 'box' },
        { label: 'Tracking number', full: 'tracking_number' },
      ],
    },
    {
      kind: 'text',
      name: 'redirect',
      label: 'Redirect address',
      required: false,
      advanced: true,
      placeholder: 'https://',
      help: 'Only if your App was registered with one.',
      refusedBy: ['redirect-mismatch'],
    },
    {
      kind: 'select',
      name: 'version',
      label: 'API version',
      advanced: true,
      options: [
        { value: 'v2', label: 'v2' },
        { value: 'v1', label: 'v1 (deprecated)' },
      ],
    },
  ],
};

export const online: StatusView = {
  online: true,
  storage: 'keychain',
  lock: 'none',
  qrCodes: true,
  listOrder: 'used',
  version: '0.1.0',
  platform: 'Linux',
  standIn: false,
};
export const offline: StatusView = { ...online, online: false, retryAt: sceneAt + 100_000 };
export const sessionOnly: StatusView = { ...online, storage: 'session-only' };

export const copied: ClipboardView = {
  accountId: 'acme',
  text: 'Token for Acme Goods copied',
  copiedAt: sceneAt - 4000,
  clearsAt: sceneAt + 41_000,
  unchecked: false,
};

export const bar: SignInBarView = {
  mode: 'page',
  origin: 'https://www.readycloud.com',
  host: 'www.readycloud.com',
  secure: true,
  loading: false,
  step: 1,
  providerName: 'ReadyCloud',
  mayUseDevice: false,
  sessionOnly: false,
  standsStill: false,
  question: 0,
  comesBack: false,
  mayStay: true,
  staysSignedIn: false,
};
