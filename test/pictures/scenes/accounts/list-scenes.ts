import type { AccountListView } from '../../../../preload/contract/lists/view.ts';
import type { FakeMain } from '../../fake-bridge.ts';
import type { Scene } from '../scene.ts';
import { settings } from '../settings-view.ts';
import { online, readyCloud, six } from '../views.ts';

const list: AccountListView = {
  file: 'dock-4.csv',
  format: 'csv',
  added: [
    { at: 2, label: 'Acme Goods', providerName: 'ReadyCloud', groups: ['Dock 4', 'Returns'], origins: [] },
    {
      at: 3,
      label: 'Harbour warehouse and returns',
      providerName: 'OrderCloud',
      environment: 'US West Sandbox',
      groups: [],
      origins: [],
    },
    {
      at: 5,
      label: 'Shop',
      providerName: 'Other OAuth 2.0',
      groups: [],
      origins: ['https://login.warehouse-partners.example'],
    },
    {
      at: 6,
      label: '=1+1',
      providerName: 'Other OAuth 2.0',
      groups: [],
      origins: ['https://xn--pypal-4ve.example:8443'],
    },
  ],
  here: [{ at: 7, label: 'Boxes', providerName: 'Packly' }],
  refused: [
    { at: 4, reason: 'secret', about: 'Client secret' },
    { at: 8, reason: 'provider', about: 'shopland' },
    { at: 9, reason: 'field', about: 'Token address' },
    { at: 1204, reason: 'quotes' },
  ],
  addresses: [
    {
      origin: 'https://login.warehouse-partners.example',
      whole: [
        'https://login.warehouse-partners.example/realms/dock-four/protocol/openid-connect/auth',
        'https://login.warehouse-partners.example/realms/dock-four/protocol/openid-connect/token',
      ],
    },
    { origin: 'https://xn--pypal-4ve.example:8443', whole: ['https://xn--pypal-4ve.example:8443/token'] },
  ],
  ignored: ['Notes', 'Owner'],
};

const scene = (name: string, main: FakeMain, words: string, ...buttons: readonly string[]): Scene => ({
  name,
  page: 'index',
  main: { accounts: six, providers: [readyCloud], status: online, settings, ...main },
  shown: async page => page.getByText(words).first().waitFor(),
  act: async page => {
    for (const button of ['Settings', 'Account list…', ...buttons])
      await page.getByRole('button', { name: button, exact: true }).last().click();
  },
});

/** Lists of accounts: choosing what to do, what came of it, and what is in a list. */
export const listScenes: readonly Scene[] = [
  scene('account-list', {}, 'Use it to set up another computer'),
  scene(
    'account-list-exported',
    { values: { writeAccountList: { count: 12, shortened: 2, name: 'dockpass-accounts.csv' } } },
    '12 accounts exported',
    'Export list…',
  ),
  scene(
    'account-list-unreadable',
    { values: { openAccountList: { unreadable: 'no-list' } } },
    'This file is not an account list',
    'Import list…',
  ),
  scene('account-list-preview', { values: { openAccountList: list } }, '4 accounts cannot be added', 'Import list…'),
  scene(
    'account-list-failed',
    { values: { openAccountList: list }, failures: { takeAccountList: { code: 'save-failed', reason: 'disk-full' } } },
    'disk',
    'Import list…',
    'Add 2 accounts',
  ),
];
