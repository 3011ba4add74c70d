import { expect } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { makeAccounts } from '../../support/make-accounts.ts';
import { field, menu, row } from '../steps/steps.ts';
import { test } from '../steps/storage-steps.ts';

const shownNames = (run: DockpassRun) =>
  run.panel.getByRole('list', { name: 'Accounts' }).getByRole('heading').allInnerTexts();
const button = (run: DockpassRun, group: string) =>
  run.panel.getByRole('toolbar', { name: 'Groups' }).getByRole('button', { name: group, exact: true });

/** By keyboard, in the open dialog: whose Save takes a name that was not added yet. */
async function putInto(run: DockpassRun, account: string, ...groups: string[]): Promise<void> {
  await menu(run, account, 'Groups…');
  await expect(field(run, 'New group')).toBeFocused();
  const last = groups.pop() ?? '';
  for (const group of groups) {
    await run.panel.keyboard.type(group);
    await run.panel.keyboard.press('Enter');
  }
  await run.panel.keyboard.type(last);
  await run.panel.getByRole('button', { name: 'Save' }).click();
  await expect(run.panel.getByRole('dialog')).toHaveCount(0);
}

test('accounts are put into groups and shown by them, ordered by hand, and stay so', async ({ computer }) => {
  await makeAccounts(computer.userData, 4, { label: n => `Depot ${n}` });
  const run = await computer.launch();
  const { panel } = run;
  const search = panel.getByRole('searchbox', { name: 'Search accounts' });
  await row(run, 'Depot 4').waitFor();
  await putInto(run, 'Depot 1', 'Dock 4');
  await putInto(run, 'Depot 2', 'Dock 40', 'Returns');
  await putInto(run, 'Depot 3', 'dock 4');

  await button(run, 'Dock 4').click();
  await expect(search).toHaveValue('#Dock 4 ');
  await expect.poll(() => shownNames(run)).toEqual(['Depot 1', 'Depot 3']);
  await panel.keyboard.press('ArrowRight');
  await panel.keyboard.press('Space');
  await expect(button(run, 'Dock 40')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => shownNames(run)).toEqual(['Depot 2']);
  await search.fill('#dock');
  await expect.poll(() => shownNames(run)).toEqual(['Depot 1', 'Depot 2', 'Depot 3']);
  await panel.keyboard.press('Escape');

  await run.clickTray('Settings…');
  await field(run, 'Order of accounts').selectOption({ label: 'By hand' });
  await panel.keyboard.press('Escape');
  const copy = (name: string) => panel.getByRole('button', { name: `Copy token for ${name}` });
  const [first = '', second = '', third = '', fourth = ''] = await shownNames(run);
  await copy(fourth).focus();
  // The order by hand is in force once main has told it.
  await expect(async () => {
    await panel.keyboard.press('Alt+ArrowUp');
    await expect(panel.getByText(`${fourth}: 1 of 4`)).toBeAttached({ timeout: 500 });
  }).toPass();
  await expect(copy(fourth)).toBeFocused();
  await menu(run, second, 'Move down');
  await expect(copy(second)).toBeFocused();
  const wanted = [fourth, first, third, second];
  await expect.poll(() => shownNames(run)).toEqual(wanted);
  const inTray = async () =>
    (await run.trayMenu()).map(({ label }) => label).filter(label => label?.startsWith('Depot'));
  await expect.poll(inTray).toEqual(wanted);
  await run.quit();

  const again = await computer.launch();
  await expect.poll(() => shownNames(again)).toEqual(wanted);
  await button(again, 'Dock 4').click();
  await expect.poll(async () => (await shownNames(again)).sort()).toEqual(['Depot 1', 'Depot 3']);
});
