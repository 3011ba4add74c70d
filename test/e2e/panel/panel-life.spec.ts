import { expect } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { makeAccounts } from '../../support/make-accounts.ts';
import { connectReadyCloud, row } from '../steps/steps.ts';
import { isPanelShown, test } from '../steps/storage-steps.ts';

interface Shown {
  readonly id: number;
  readonly url: string;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}
const panels = async (run: DockpassRun): Promise<readonly Shown[]> =>
  (await run.control<readonly Shown[]>('windows')).filter(({ url }) => url.includes('/index.html'));

test('a panel that stays closed is taken down with its page, and comes back where it was', async ({ computer }) => {
  const run = await computer.launch({ env: { DOCKPASS_PANEL_REST_MS: '700' } });
  await connectReadyCloud(run, computer.server);
  const [before] = await panels(run);
  const place = { x: 300, y: 120, width: 500, height: 640 };
  await run.control('moveWindow', { id: before?.id, ...place });
  await run.control('closeWindow', { id: before?.id });
  expect(await isPanelShown(run)).toBe(false);
  await expect.poll(() => panels(run)).toEqual([]);

  await run.clickTray('Open Dockpass');
  await expect.poll(() => isPanelShown(run)).toBe(true);
  expect((await panels(run)).map(({ bounds }) => bounds)).toEqual([place]);
  // A page is known here a moment after its window is.
  await expect(() => expect(row(run, 'Harbour Goods')).toBeVisible({ timeout: 1000 })).toPass();
  await run.quit();

  const next = await computer.launch();
  expect((await panels(next)).map(({ bounds }) => bounds)).toEqual([place]);
});

test('a panel that rests is told nothing, and asks for nothing', async ({ computer }) => {
  await makeAccounts(computer.userData, 3, { origin: computer.server.origin });
  const run = await computer.launch({ env: { DOCKPASS_STAND_IN_RECORD_IPC: '1' } });
  await expect(run.panel.getByRole('list', { name: 'Accounts' }).getByRole('listitem')).toHaveCount(3);
  const messages = async (): Promise<number> => (await run.control<readonly unknown[]>('deliveredToPages')).length;
  const inASecond = async (): Promise<number> => {
    const before = await messages();
    await new Promise(resolve => setTimeout(resolve, 1000));
    return (await messages()) - before;
  };
  await expect.poll(inASecond).toBe(0);
});
