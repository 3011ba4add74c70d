import { Secret } from '../../../../main/core/base/secret.ts';
import { viewDetails } from '../../../../main/core/details/view-details.ts';
import type { AccountRecord } from '../../../../main/core/ports/account-record.ts';
import { ordercloud } from '../../../../main/providers/ordercloud.ts';
import { packly } from '../../../../main/providers/packly.ts';
import { readycloud } from '../../../../main/providers/readycloud.ts';
import { sendcloud } from '../../../../main/providers/sendcloud.ts';
import type { AccountView } from '../../../../preload/contract/account-view.ts';
import { hourMs, minuteMs } from '../../../../preload/contract/durations.ts';
import { jwtOf } from '../../../support/local/plain-jwt.ts';
import type { Scene } from '../scene.ts';
import { acme, life, online, other, readyCloud, sceneAt } from '../views.ts';

type Provider = Parameters<typeof viewDetails>[0]['provider'];
type Activity = Parameters<typeof viewDetails>[0]['activity'];

interface Shown {
  readonly account: AccountView;
  readonly provider: Provider;
  readonly token: string;
  readonly record: Partial<AccountRecord>;
  readonly renewsAt?: number;
  readonly activity?: Activity;
}

const blank: AccountRecord = {
  version: 1,
  id: 'account-1',
  provider: '',
  environment: 'production',
  origins: [],
  label: '',
  labelBy: 'person',
  values: {},
  secretsKept: [],
  life: { kind: 'never', issuedAt: sceneAt },
  canRenew: true,
  scopes: [],
  organizations: [],
  createdAt: sceneAt,
  pinned: false,
  needsSignIn: false,
  sealed: '',
};

/** As main reads them. */
const scene = (name: string, { account, provider, token, record, renewsAt, activity = [] }: Shown): Scene => ({
  name,
  page: 'index',
  height: 760,
  main: {
    accounts: [account],
    providers: [readyCloud],
    status: online,
    values: {
      getDetails: viewDetails({
        account,
        provider,
        record: { ...blank, ...record },
        secrets: { accessToken: new Secret(token), fields: {} },
        renewsAt,
        activity,
      }),
    },
  },
  act: async page => {
    await page.getByRole('button', { name: `Copy token for ${account.label}` }).focus();
    await page.keyboard.press('i');
  },
  shown: page => page.getByRole('dialog', { name: 'Details' }).getByRole('button', { name: 'Copy details' }).waitFor(),
});
/** The same, read to its end. */
const toTheEnd = (one: Scene): Scene => ({
  ...one,
  name: `${one.name}-end`,
  act: async page => {
    await one.act?.(page);
    await one.shown(page);
    await page.getByRole('dialog').getByRole('row').last().scrollIntoViewIfNeeded();
  },
});

const until = (leftMs: number, wholeMs: number, more: object = {}) => ({
  ...life(leftMs, wholeMs),
  ...more,
});
const storefront = other({
  id: 'storefront',
  providerId: 'ordercloud',
  providerName: 'OrderCloud',
  colour: '#c2371b',
  label: 'admin01 @ Storefront',
  environment: 'US West · Sandbox',
  environmentKind: 'Sandbox',
  notProduction: true,
  detail: 'Buyer',
  life: life(6 * hourMs, 10 * hourMs),
});
const ordercloudRecord: Partial<AccountRecord> = {
  provider: 'ordercloud',
  environment: 'us-west-sandbox',
  values: { roles: 'FullAccess MeAdmin' },
  scopes: ['FullAccess', 'MeAdmin'],
  origins: ['https://sandboxapi.ordercloud.io'],
  life: { kind: 'until', issuedAt: sceneAt - 4 * hourMs, expiresAt: sceneAt + 6 * hourMs, skewMs: 7 * minuteMs },
  lastCopiedAt: sceneAt - 40 * minuteMs,
};
const ofOrdercloud = {
  usr: 'admin01',
  cid: '7b1fd3e5-4f0a-4a1c-9d5e-2f3c1b6a7d80',
  usrtype: 'buyer',
  role: ['FullAccess', 'MeAdmin'],
  iss: 'https://sandboxauth.ordercloud.io',
  aud: 'https://sandboxapi.ordercloud.io',
  exp: (sceneAt + 6 * hourMs) / 1000,
  nbf: (sceneAt - 4 * hourMs) / 1000,
};
const jwtAccount = scene('details-ordercloud', {
  account: storefront,
  provider: ordercloud,
  token: jwtOf(ofOrdercloud, { alg: 'RS256', typ: 'JWT' }),
  record: ordercloudRecord,
  renewsAt: sceneAt + 2 * hourMs,
});
const hostile = scene('details-hostile', {
  account: storefront,
  provider: ordercloud,
  token: jwtOf({
    iss: 'https://auth.example/‮gpj.exe',
    html: '<img src=x onerror=alert(1)>',
    number: 1e21,
    control: 'one\ntwo\u0000three',
    'a-name-that-goes-on-and-on-and-on-for-longer-than-any-line-of-this-table': 'x'.repeat(900),
    deep: { er: { and: { deeper: { still: { more: 1 } } } } },
    list: Array.from({ length: 80 }, (_, at) => `value ${at}`),
    rtl: 'متجر المدينة للشحن',
    inside: jwtOf({ sub: 'other' }),
  }),
  record: ordercloudRecord,
});

/** What a token is and may do: one of each kind, and one that means harm. */
export const detailsScenes: readonly Scene[] = [
  scene('details-readycloud', {
    account: acme,
    provider: readycloud,
    token: 'at-of-nobody',
    record: {
      provider: 'readycloud',
      values: { permissions: 'order product webhook:read' },
      scopes: ['order', 'product'],
      origins: ['https://www.readycloud.com'],
      life: until(354.4 * 24 * hourMs, 365 * 24 * hourMs, { skewMs: 0 }) as AccountRecord['life'],
      lastCopiedAt: sceneAt - 3 * minuteMs,
      lastHandOver: { at: sceneAt - 30 * hourMs, program: 'nightly-orders.sh' },
    },
    renewsAt: sceneAt + 232 * 24 * hourMs,
    activity: [
      { at: sceneAt - 3 * minuteMs, kind: 'copied', account: acme.label, provider: 'ReadyCloud', format: 'curl' },
      { at: sceneAt - 10.6 * 24 * hourMs, kind: 'renewed', account: acme.label, provider: 'ReadyCloud' },
    ],
  }),
  jwtAccount,
  toTheEnd(jwtAccount),
  scene('details-packly', {
    account: other({
      id: 'boxes',
      providerId: 'packly',
      providerName: 'Packly',
      colour: '#7a3fb8',
      label: 'Box designs',
      environment: 'Live',
      life: life(-minuteMs, hourMs),
      renewal: { kind: 'on-copy' },
    }),
    provider: packly,
    token: 'at-of-nobody',
    record: {
      provider: 'packly',
      environment: 'live',
      origins: ['https://api.packly.io'],
      life: until(-minuteMs, hourMs) as AccountRecord['life'],
    },
  }),
  scene('details-keys', {
    account: other({
      id: 'returns',
      providerId: 'sendcloud',
      providerName: 'Sendcloud',
      colour: '#0e7f86',
      label: 'Returns desk',
      detail: 'API keys',
      life: { kind: 'never' },
      renewal: { kind: 'none' },
    }),
    provider: sendcloud,
    token: 'cHVibGljOnByaXZhdGU=',
    record: {
      provider: 'sendcloud',
      values: { way: 'keys' },
      origins: ['https://panel.sendcloud.sc', 'https://account.sendcloud.com'],
      lastCopiedAt: sceneAt - 26 * hourMs,
    },
  }),
  hostile,
  toTheEnd(hostile),
];
