import { expect, type Page } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { sampleApp } from '../../support/readycloud/settings.ts';
import {
  allow,
  connectReadyCloud,
  expectNoSignIn,
  menu,
  row,
  signInAt,
  startConnecting,
  status,
} from '../steps/steps.ts';
import { test, windowsOf } from '../steps/storage-steps.ts';

// Who the provider's page knows again: nobody by itself; where asked for, the same person until someone else signs in.

const name = 'Harbour Goods';
const stays = async (run: DockpassRun): Promise<void> =>
  (await run.stripPage()).getByRole('checkbox', { name: 'Stay signed in on this computer' }).check();

async function connectAndStay(run: DockpassRun): Promise<void> {
  const page = await startConnecting(run);
  await stays(run);
  await signInAt(page);
  await allow(page);
  await row(run, name).waitFor();
  await expectNoSignIn(run);
}

/** Other permissions: the provider has to be asked again. */
async function askAnew(run: DockpassRun): Promise<void> {
  await menu(run, name, 'Edit details');
  await run.panel.getByRole('radio', { name: 'Everything' }).check();
  await run.panel.getByRole('button', { name: 'Save', exact: true }).click();
}

const asksForPassword = (page: Page): Promise<void> => expect(page.getByLabel('Password')).toBeVisible();

test('stay signed in: the next sign-in asks for no password, and someone else is asked for it', async ({
  computer,
}) => {
  const run = await computer.launch();
  await connectAndStay(run);
  await askAnew(run);
  const page = await run.signInPage();
  await expect(page.getByRole('button', { name: 'Allow Access' })).toBeVisible();
  const signIn = async () => (await windowsOf(run)).find(({ title }) => title?.startsWith('Sign in to'));
  await expect.poll(async () => (await signIn())?.visible).toBe(true);
  await expect((await run.stripPage()).getByRole('checkbox', { name: 'Stay signed in' })).toBeChecked();
  await allow(page);
  await expectNoSignIn(run);
  await expect(status(run)).toContainText('saved');
  await menu(run, name, 'Sign in as someone else');
  const other = await run.signInPage();
  await asksForPassword(other);
  await signInAt(other);
  await allow(other);
  await expectNoSignIn(run);
});

test('two accounts of one provider never share who is signed in', async ({ computer }) => {
  const run = await computer.launch();
  await connectAndStay(run);
  const second = await startConnecting(run, { accountName: 'Second' });
  await asksForPassword(second);
});

test.describe('at a provider that sends on whoever has allowed the App before', () => {
  test.use({ serverOptions: { apps: [{ ...sampleApp, variant: 'consented' }] } });

  test('signing in again shows no window at all', async ({ computer }) => {
    const run = await computer.launch();
    await connectAndStay(run);
    const seen: boolean[] = [];
    await askAnew(run);
    await expect
      .poll(async () => {
        for (const one of await windowsOf(run)) if (one.title?.startsWith('Sign in to')) seen.push(one.visible);
        return status(run).textContent();
      })
      .toContain('saved');
    expect(seen).not.toContain(true);
    expect(computer.server.tokens.issued()).toHaveLength(2);
  });

  test('without asking to stay, nobody is known again', async ({ computer }) => {
    const run = await computer.launch();
    await connectReadyCloud(run, computer.server);
    await askAnew(run);
    await asksForPassword(await run.signInPage());
  });
});
