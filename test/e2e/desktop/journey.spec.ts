import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { isLanguage } from '../../../preload/text/languages.ts';
import { withMotion } from '../../support/launch.ts';
import { sampleApp } from '../../support/readycloud/settings.ts';
import { allow, expectNoSignIn, lastToken, signInAt } from '../steps/steps.ts';
import { test } from '../steps/storage-steps.ts';
import { wordsIn } from '../steps/words.ts';

// One day with Dockpass in one language: DOCKPASS_TEST_LANGUAGE names it, and every night has all of them.

const given = process.env.DOCKPASS_TEST_LANGUAGE ?? 'de';
if (!isLanguage(given)) throw new Error(`DOCKPASS_TEST_LANGUAGE: Dockpass has no ${given}`);
const language = given;
const { main, page } = wordsIn(language);
const account = 'Harbour Goods';
const passphrase = 'seven small boats';

test(`in ${language}: connect, copy, renew, lock, end of shift`, async ({ computer }) => {
  mkdirSync(computer.userData, { recursive: true });
  writeFileSync(path.join(computer.userData, 'settings.json'), JSON.stringify({ language }));
  const run = await computer.launch({ env: withMotion });
  const { panel } = run;
  const dialog = panel.getByRole('dialog');
  const status = panel.getByRole('status', { name: page('status.label') });
  const trayLabels = async () => (await run.trayMenu()).map(({ label }) => label);
  const press = (name: string) => dialog.getByRole('button', { name, exact: true }).click();
  const fill = (name: string, value: string) => dialog.getByLabel(name, { exact: true }).fill(value);

  // Connect.
  await expect(panel.locator('html')).toHaveAttribute('lang', language);
  await panel.getByRole('button', { name: 'ReadyCloud', exact: true }).click();
  await fill(page('connect.account-name.label'), account);
  await fill(main('readycloud.app-id.label'), sampleApp.appId);
  await fill(main('readycloud.app-secret.label'), sampleApp.appSecret);
  await press(page('connect.submit'));
  const signIn = await run.signInPage();
  const bar = await run.stripPage();
  await expect(bar.getByRole('button', { name: page('bar.cancel'), exact: true })).toBeVisible();
  await signInAt(signIn);
  await allow(signIn);
  await expectNoSignIn(run);
  const row = panel.getByRole('list', { name: page('panel.accounts') }).getByRole('listitem');
  await expect(row.getByRole('heading', { name: account, exact: true })).toBeVisible();

  // Copy, from the row and from the tray.
  await row.getByRole('button', { name: page('row.copy-token', { account }), exact: true }).click();
  await expect.poll(async () => (await run.clipboard())['text/plain']).toBe(lastToken(computer.server));
  await expect(status).toContainText(main('format.token.copied', { account }));
  await run.clickTray(account, main('format.token.menu'));
  const copied = main('format.token.copied', { account });
  await expect
    .poll(async () => (await run.notifications()).at(-1)?.body)
    .toBe(main('copied-notice.body', { copied, seconds: 45 }));

  // Renew.
  await row.getByRole('button', { name: page('row.more', { account }), exact: true }).click();
  await panel.getByRole('menuitem', { name: page('menu.renew'), exact: true }).click();
  await expect(status).toContainText(page('notice.renewed', { account }));

  // Lock, and unlock.
  await run.clickTray(main('tray.settings'));
  await press(page('settings.keeping.storage'));
  await dialog.getByRole('radio', { name: page('storage.choice.passphrase.label') }).check();
  await fill(page('storage.passphrase.label'), passphrase);
  await fill(page('storage.passphrase.once-more'), passphrase);
  await press(page('storage.submit'));
  await expect.poll(trayLabels).toContain(main('tray.lock'));
  await run.clickTray(main('tray.lock'));
  await expect.poll(trayLabels).toContain(main('tray.locked'));
  await expect(panel.getByText(page('locked.state'))).toBeVisible();
  await panel.getByRole('button', { name: page('locked.unlock'), exact: true }).click();
  await fill(page('unlock.passphrase'), passphrase);
  await press(page('unlock.submit'));
  await expect(panel.getByText(page('locked.state'))).toBeHidden();

  // End of shift.
  await run.clickTray(main('tray.end-of-shift'));
  await expect(panel.getByRole('dialog', { name: page('end-of-shift.title') })).toBeVisible();
  await press(page('end-of-shift.submit'));
  await expect(status).toContainText(page('end-of-shift.done'));
  expect((await run.clipboard())['text/plain'] ?? '').toBe('');
  await expect.poll(trayLabels).toContain(main('tray.quit'));
});
