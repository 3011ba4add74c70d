import { expect } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { type OidcServer, startOidc } from '../../support/oidc/server.ts';
import { deskClient } from '../../support/oidc/settings.ts';
import { testWith } from '../steps/computer.ts';
import { fillFields, menu, openForm, pressConnect, pressLast, row, status } from '../steps/steps.ts';
import { expectCopies } from '../steps/storage-steps.ts';

// Having a provider end tokens, on a certified server: by itself, and with a shift. A removal waits for its undo: unit tests.

const test = testWith('oauth2', startOidc);
const maria = 'maria@example.com';

async function connect(run: DockpassRun, server: OidcServer): Promise<void> {
  await openForm(run, 'Other OAuth 2.0');
  await fillFields(run, {
    'Discover from': server.origin,
    'Client ID': deskClient.client_id,
    Scopes: 'openid email offline_access orders',
  });
  await pressConnect(run);
  const page = await run.signInPage();
  await page.getByLabel('Username').fill('maria');
  await pressLast(page, 'Allow Access');
  await row(run, maria).waitFor();
}
const tokenOf = (server: OidcServer): string => server.grants.findLast(one => one.accessToken)?.accessToken ?? '';
/** What the server's own API answers to a token. */
const answerTo = async (server: OidcServer, token: string): Promise<number> =>
  (await fetch(`${server.origin}/me`, { headers: { authorization: `Bearer ${token}` } })).status;

test('by itself: kept while the server is down, over at the provider once it answers; the account stays', async ({
  computer,
}) => {
  const { server } = computer;
  const run = await computer.launch();
  await connect(run, server);
  const token = tokenOf(server);
  expect(await answerTo(server, token)).toBe(200);

  await server.goDown();
  await menu(run, maria, 'Revoke at the provider');
  const dialog = run.panel.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(dialog).toContainText('Not revoked:');
  await expect(dialog).toContainText('The tokens stay on this computer');
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await server.comeBack();
  await expectCopies(run, maria, token);

  await menu(run, maria, 'Revoke at the provider');
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(status(run)).toContainText(`${maria} is revoked`);
  await expect(row(run, maria)).toContainText('Revoked at the provider');
  expect(await answerTo(server, token)).toBe(401);
  expect(server.paths.filter(path => path === '/token/revocation')).toHaveLength(2);
});

test('with the end of a shift: wiped first, and each account is told', async ({ computer }) => {
  const { server } = computer;
  const run = await computer.launch();
  await connect(run, server);
  const token = tokenOf(server);
  await run.panel.getByRole('button', { name: 'Settings', exact: true }).click();
  await run.panel.getByRole('button', { name: 'End of shift…' }).click();
  const dialog = run.panel.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /^Also revoke/ }).check();
  await dialog.getByRole('button', { name: 'End shift' }).click();
  await expect(dialog).toContainText('No tokens are left on this computer.');
  await expect(dialog.getByRole('listitem')).toContainText(['Revoked']);
  expect(await answerTo(server, token)).toBe(401);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(row(run, maria)).toContainText('Sign-in needed');
});
