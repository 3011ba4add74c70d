import type { Page } from '@playwright/test';
import type { AccountView } from '../../../../preload/contract/account-view.ts';
import type { Scene } from '../scene.ts';
import { settings } from '../settings-view.ts';
import { many, online, readyCloud, six } from '../views.ts';

const grouped: readonly AccountView[] = six.map((account, at) => ({
  ...account,
  groups: [['Dock 4'], ['Storefront'], ['Dock 4', 'Returns'], ['Returns'], ['مخزن'], []][at] ?? [],
}));
const docks = [...Array.from({ length: 24 }, (_, at) => `Dock ${at + 1}`), 'The international goods and returns desk'];
const inManyGroups: readonly AccountView[] = many(300).map((account, at) => ({
  ...account,
  groups: [docks[at % docks.length] ?? ''],
}));

const base = { accounts: grouped, providers: [readyCloud], status: online, settings };
const scene = (name: string, main: Scene['main'], shown: Scene['shown'], act: Scene['act']): Scene => ({
  name,
  page: 'index',
  main: { ...base, ...main },
  shown,
  ...(act !== undefined && { act }),
});
const buttons = (page: Page) => page.getByRole('toolbar', { name: 'Groups' });
const openGroups = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'More for Acme Goods' }).first().click();
  await page.getByRole('menuitem', { name: 'Groups…' }).click();
};

export const groupScenes: readonly Scene[] = [
  scene('groups-panel', {}, page => buttons(page).waitFor(), undefined),
  scene(
    'groups-one',
    {},
    page => page.getByText('2 of 6 accounts').waitFor(),
    page => buttons(page).getByRole('button', { name: 'Dock 4' }).click(),
  ),
  scene('groups-many', { accounts: inManyGroups }, page => buttons(page).waitFor(), undefined),
  scene('groups-dialog', {}, page => page.getByRole('dialog', { name: 'Groups' }).waitFor(), openGroups),
  scene(
    'groups-dialog-full',
    { accounts: grouped.map(one => ({ ...one, groups: docks.slice(0, 20) })) },
    page => page.getByText('up to 20 groups').waitFor(),
    openGroups,
  ),
  scene(
    'groups-move',
    { status: { ...online, listOrder: 'hand' }, accounts: grouped.map(one => ({ ...one, pinned: false })) },
    page => page.getByRole('menuitem', { name: 'Move up' }).waitFor(),
    page => page.getByRole('button', { name: 'More for Webshop NL' }).click(),
  ),
  scene(
    'settings-list-order',
    { settings: { ...settings, listOrder: 'hand' } },
    page => page.getByText('press Alt').waitFor(),
    page => page.getByRole('button', { name: 'Settings', exact: true }).click(),
  ),
];
