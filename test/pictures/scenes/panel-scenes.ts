import type { Page } from '@playwright/test';
import { viewProvider } from '../../../main/core/accounts/account-view.ts';
import { viewOwnFormat } from '../../../main/core/formats/own-formats.ts';
import { providersWith } from '../../../main/providers/index.ts';
import type { SettingsView } from '../../../preload/contract/settings-view.ts';
import type { FakeMain } from '../fake-bridge.ts';
import { untilDrawn } from '../until-drawn.ts';
import type { Scene } from './scene.ts';
import { settings } from './settings-view.ts';
import {
  acme,
  copied,
  life,
  longAndRightToLeft,
  many,
  oddRows,
  offline,
  online,
  readyCloud,
  sceneAt,
  sessionOnly,
  six,
} from './views.ts';

const base: FakeMain = { accounts: six, providers: [readyCloud], status: online, settings };

const text = (words: string) => async (page: Page) => page.getByText(words).first().waitFor();
const list = async (page: Page) => page.getByRole('list', { name: 'Accounts' }).waitFor();
const scene = (name: string, main: FakeMain, shown: Scene['shown'], act?: Scene['act']): Scene => ({
  name,
  page: 'index',
  main: { ...base, ...main },
  shown,
  ...(act === undefined ? {} : { act }),
});

const openMenu = async (page: Page, item?: string): Promise<void> => {
  await page.getByRole('button', { name: 'More for Acme Goods' }).click();
  if (item !== undefined) await page.getByRole('menuitem', { name: item, exact: true }).click();
};
const openSettings = async (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Settings', exact: true }).click();
const openOwnFormats = async (page: Page): Promise<void> => {
  await openSettings(page);
  await page.getByRole('button', { name: 'Own copy formats' }).click();
};
/** One of the person's own, and one of their organization's. */
const ownFormats: Pick<SettingsView, 'ownFormats' | 'givenFormats' | 'organization'> = {
  organization: 'Acme Goods',
  givenFormats: [
    { id: 'own:wms', name: 'WMS import', template: 'wms-import --org {org} --token {token}', quoting: 'posix' },
  ],
  ownFormats: [
    { id: 'own:ini', name: 'Label printer', template: '[api]\nurl = {endpoint}\ntoken = {token}', quoting: 'none' },
  ],
};
const openForm = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Add account' }).click();
  await page
    .getByRole('dialog', { name: 'Add account' })
    .getByRole('button', { name: 'ReadyCloud', exact: true })
    .click();
};
const fillAndConnect = async (page: Page): Promise<void> => {
  await openForm(page);
  await page.getByLabel('Account name', { exact: true }).fill('Dock 4');
  await page.getByLabel('App Id', { exact: true }).fill('fixture-app-id');
  await page.getByLabel('App Secret', { exact: true }).fill('fixture-secret');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
};

const lists: readonly Scene[] = [
  scene('panel-six', { clipboard: copied }, text('Token for Acme Goods copied')),
  scene('panel-empty', { accounts: [] }, text('Connect your first account')),
  scene('panel-300', { accounts: many(300) }, text('Acme Goods 1')),
  scene('panel-odd-rows', { accounts: oddRows }, list),
  scene('panel-long-and-rtl', { accounts: longAndRightToLeft }, list),
  scene('panel-offline', { status: offline }, text('Offline')),
  scene(
    'panel-session-only',
    { status: sessionOnly, accounts: six.map(account => ({ ...account, onDisk: false })) },
    text('this session only'),
  ),
  scene(
    'panel-locked-slow-clock',
    { status: { ...online, storage: 'keychain-locked', clockSkewMs: -420_000, standIn: true } },
    text('2 notices'),
  ),
  scene(
    'panel-keyring-unsure',
    { status: { ...online, storage: 'keychain-unsure' } },
    text('keyring locked or missing'),
  ),
  scene('panel-start-failed', { failures: { start: { code: 'unexpected' } } }, text('Something unexpected went wrong')),
  scene('panel-search', {}, text('2 of 6 accounts'), page =>
    page.getByRole('searchbox', { name: 'Search accounts' }).fill('sendcloud'),
  ),
  scene('panel-search-none', {}, text('No accounts found'), page => page.getByRole('searchbox').fill('zebra')),
];

const said: readonly Scene[] = [
  scene(
    'said-copied-environment',
    {
      clipboard: {
        ...copied,
        text: 'Token for admin01 @ Storefront copied',
        environment: 'US West · Sandbox',
        notProduction: true,
        note: { code: 'offline' },
      },
    },
    text('Sandbox'),
  ),
  scene(
    'said-clipboard-unchecked',
    { clipboard: { ...copied, unchecked: true } },
    text('Dockpass could not check the clipboard'),
  ),
  scene(
    'said-removed',
    { values: { remove: { undoUntilAt: sceneAt + 10_000 } } },
    text('Acme Goods removed'),
    async page => {
      await openMenu(page, 'Remove');
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
    },
  ),
  scene('said-works', { values: { check: { name: 'Acme Goods' } } }, text('answered as'), page =>
    openMenu(page, 'Check it works'),
  ),
  scene(
    'said-failed',
    { failures: { check: { code: 'insufficient-scope', detail: 'Order' } } },
    text('This token is not allowed to do that'),
    page => openMenu(page, 'Check it works'),
  ),
  scene(
    'said-connected',
    {
      values: {
        connect: {
          accountId: 'acme',
          label: 'Acme Goods',
          note: { code: 'provider-down', detail: 'www.readycloud.com' },
        },
      },
    },
    text('Connected as Acme Goods'),
    fillAndConnect,
  ),
  scene('said-checking', { hanging: ['check'] }, text('checking…'), page => openMenu(page, 'Check it works')),
];

/** What shows for a moment only. */
const moments: readonly Scene[] = [
  // Ahead of the clock, which stands still: so it stays what was copied just now.
  scene(
    'panel-just-copied',
    { clipboard: { ...copied, copiedAt: sceneAt + 600_000, clearsAt: sceneAt + 645_000 } },
    async page => page.getByRole('button', { name: 'Copy token for Acme Goods' }).locator('.drawn-words').waitFor(),
  ),
  scene('panel-numbers', {}, list, async page => {
    await list(page);
    await untilDrawn(page);
    await page.keyboard.down('Control');
    await page.locator('.numeral').first().waitFor();
  }),
  scene(
    'panel-notices',
    { status: { ...online, clockSkewMs: -420_000, settingsFellBack: ['file'], standIn: true } },
    text('7 minutes slow'),
    page => page.getByText('3 notices').click(),
  ),
  scene(
    'panel-shift-unfinished',
    { status: { ...online, shiftUnfinished: true } },
    text('The last shift’s tokens are still here'),
  ),
];

const dialogs: readonly Scene[] = [
  scene(
    'menu',
    {},
    async page => page.getByRole('menuitem', { name: 'Remove' }).waitFor(),
    page => openMenu(page),
  ),
  scene('menu-endpoints', {}, text('/products/'), page => openMenu(page, 'Copy endpoint URL')),
  scene('add-choose', {}, text('Where is the account?'), page =>
    page.getByRole('button', { name: 'Add account' }).click(),
  ),
  scene('add-form', {}, async page => page.getByLabel('App Id', { exact: true }).waitFor(), openForm),
  scene(
    'add-form-open',
    { status: sessionOnly },
    async page => page.getByLabel('Order', { exact: true }).waitFor(),
    async page => {
      await openForm(page);
      await page.getByText('Where do I find this?').first().click();
      await page.getByRole('radio', { name: 'Choose for each' }).check();
      await page.getByText('Advanced').click();
    },
  ),
  scene('add-running', { hanging: ['connect'] }, text('The sign-in window is open'), fillAndConnect),
  scene(
    'add-failed',
    { failures: { connect: { code: 'wrong-app-id' } } },
    text('The App Id was not accepted'),
    fillAndConnect,
  ),
  scene('add-missing', {}, text('Check App Id'), async page => {
    await openForm(page);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
  }),
  scene(
    'edit',
    {
      values: {
        getEdit: {
          provider: 'readycloud',
          environment: 'production',
          accountName: 'Acme Goods',
          values: { appId: 'fixture-app-id', scope: 'order-read_only tracking_number' },
          secretsKept: ['appSecret'],
        },
      },
    },
    text('One is saved'),
    page => openMenu(page, 'Edit details'),
  ),
  scene(
    'rename',
    {},
    async page => page.getByRole('dialog', { name: 'Rename' }).waitFor(),
    page => openMenu(page, 'Rename'),
  ),
  scene('remove', {}, text('stays valid at ReadyCloud'), page => openMenu(page, 'Remove')),
  scene(
    'organization',
    { values: { refreshOrganizations: [...acme.organizations, { id: '9XQ', name: 'متجر المدينة' }] } },
    text('9XQ'),
    page => openMenu(page, 'Change organization'),
  ),
  scene('settings', {}, text('Open folder'), openSettings),
  scene('settings-end', {}, text('Support'), async page => {
    await openSettings(page);
    await page.getByRole('button', { name: 'Reset settings' }).scrollIntoViewIfNeeded();
  }),
  scene('settings-search', { providers: providersWith({}).map(viewProvider) }, text('OrderCloud'), async page => {
    await openSettings(page);
    await page.getByRole('searchbox', { name: 'Search settings' }).fill('environment');
  }),
  scene('settings-search-none', {}, text('No settings found'), async page => {
    await openSettings(page);
    await page.getByRole('searchbox', { name: 'Search settings' }).fill('zebra');
  }),
  scene('own-formats', { settings: { ...settings, ...ownFormats } }, text('WMS import'), openOwnFormats),
  scene(
    'own-formats-typing',
    { values: { viewOwnFormat: viewOwnFormat({ template: '{token}', quoting: 'posix' }) } },
    text('example-token'),
    async page => {
      await openOwnFormats(page);
      await page.getByRole('button', { name: 'Add a format' }).click();
      await page.getByLabel('Quotes around values').selectOption('posix');
    },
  ),
  scene(
    'own-formats-wrong',
    { values: { viewOwnFormat: viewOwnFormat({ template: '"{token}" {tokn}', quoting: 'posix' }) } },
    text('is not a placeholder'),
    async page => {
      await openOwnFormats(page);
      await page.getByRole('button', { name: 'Add a format' }).click();
      await page.getByLabel('Text').fill('"{token}" {tokn}');
      await page.getByLabel('Quotes around values').selectOption('posix');
      await page.getByRole('button', { name: 'Save' }).click();
    },
  ),
  scene('settings-environments', { providers: providersWith({}).map(viewProvider) }, text('OrderCloud'), async page => {
    await openSettings(page);
    await page.getByRole('button', { name: 'Default environment' }).click();
  }),
  scene(
    'settings-shortcut-taken',
    { settings: { ...settings, quickCopyShortcut: 'Control+Alt+C', shortcut: 'taken' } },
    text('Another program'),
    openSettings,
  ),
  scene(
    'settings-refused',
    { settings: { ...settings, loginRefused: true, notificationsFail: true } },
    text('System Settings, General, Login Items'),
    openSettings,
  ),
  scene('settings-no-tray', { settings: { ...settings, showsTray: false } }, text('shows no tray icon'), openSettings),
  scene(
    'settings-fell-back',
    {
      status: { ...online, settingsFellBack: ['theme', 'clipboardSeconds'] },
      failures: { saveSettings: { code: 'save-failed', reason: 'settings' } },
    },
    text('could not be saved'),
    async page => {
      await openSettings(page);
      await page.getByRole('radio', { name: 'Dark' }).click();
    },
  ),
  scene('settings-reset', {}, text('Reset'), async page => {
    await openSettings(page);
    await page.getByLabel('Clear clipboard after (seconds)', { exact: true }).fill('5');
    await page.getByRole('button', { name: 'Reset settings' }).click();
  }),
  scene(
    'panel-settings-file-lost',
    { status: { ...online, settingsFellBack: ['file'] } },
    text('Dockpass could not read the settings file'),
  ),
  scene('keys', {}, text('Show keyboard shortcuts'), async page => {
    await list(page);
    await untilDrawn(page);
    await page.keyboard.press('?');
  }),
];

const soon = six.map(account => ({ ...account, life: life(50_000, 3_600_000), canCopy: true }));
export const panelScenes: readonly Scene[] = [
  ...lists,
  ...said,
  ...moments,
  ...dialogs,
  scene('panel-all-ending', { accounts: soon }, list),
];
