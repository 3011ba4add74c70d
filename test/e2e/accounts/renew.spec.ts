import { expect } from '@playwright/test';
import { type ReadyCloudServer, tokenPath } from '../../support/readycloud/server.ts';
import { sampleApp } from '../../support/readycloud/settings.ts';
import {
  allow,
  connectReadyCloud,
  expectNoSignIn,
  lastToken,
  menu,
  newApp,
  row,
  signInAt,
  status,
} from '../steps/steps.ts';
import {
  changeRecord,
  dueLife,
  expectCopies,
  readRecord,
  recordFile,
  refreshGrants,
  test,
} from '../steps/storage-steps.ts';

const name = 'Harbour Goods';

/** What the server answers to a refresh token that somebody else holds. */
const refreshAs = async (server: ReadyCloudServer, refreshToken: string): Promise<number> => {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const body = new URLSearchParams({ ...form, client_id: sampleApp.appId, client_secret: sampleApp.appSecret });
  return (await fetch(`${server.origin}${tokenPath}`, { method: 'POST', body })).status;
};
const refreshTokenOf = (server: ReadyCloudServer): string => {
  const token = server.tokens.issued().at(-1)?.refreshToken;
  if (token === undefined) throw new Error('no refresh token was issued');
  return token;
};
test('Renew now is one grant; the old refresh token is spent and the new one survives a kill', async ({ computer }) => {
  const { server } = computer;
  await computer.keepAccounts();
  const run = await computer.launch();
  const old = refreshTokenOf(server);
  await menu(run, name, 'Renew now');
  await expect(status(run)).toContainText(`${name} renewed`);
  await run.kill();
  expect(refreshGrants(server)).toEqual(['granted']);
  expect(await refreshAs(server, old)).toBe(400);

  const again = await computer.launch();
  await menu(again, name, 'Renew now');
  await expect(status(again)).toContainText(`${name} renewed`);
  expect(refreshGrants(server)).toEqual(['granted', 'invalid_request', 'granted']);
});

test('killed while the answer is under way, it asks once more after the start and loses nothing', async ({
  computer,
}) => {
  const { server } = computer;
  await computer.keepAccounts();
  const run = await computer.launch();
  const token = lastToken(server);
  const late = server.fault({ on: 'token', kind: 'hang' });
  await menu(run, name, 'Renew now');
  await late.met;
  await run.kill();
  expect(readRecord(recordFile(computer.userData, name)).renewingSince).toBeGreaterThan(0);
  late.release();

  const again = await computer.launch();
  await expectCopies(again, name, token);
  await expect.poll(() => readRecord(recordFile(computer.userData, name)).renewingSince).toBeUndefined();
  await expect(row(again, name).getByRole('button', { name: `Copy token for ${name}`, exact: true })).toBeVisible();
});

test('what is due at the start renewed by itself, once', async ({ computer }) => {
  const { server, userData } = computer;
  await computer.keepAccounts();
  changeRecord(userData, name, dueLife());

  const run = await computer.launch();
  await expect(row(run, name).getByRole('timer')).toHaveText(/^36[45] days$/);
  expect(refreshGrants(server)).toEqual(['granted']);
  await run.quit();
  const again = await computer.launch();
  await expectCopies(again, name, lastToken(server));
  expect(refreshGrants(server)).toEqual(['granted']);
});

test('with the server down at the start nothing is lost, and it renewed when the server is back', async ({
  computer,
}) => {
  const { server, userData } = computer;
  await computer.keepAccounts();
  changeRecord(userData, name, dueLife());
  await server.goDown();

  const run = await computer.launch();
  await expect(row(run, name).getByRole('button', { name: `Try again for ${name}` })).toBeVisible();
  await expect(row(run, name).getByRole('timer')).toHaveText(/^(19|18) h \d\d min$/);
  await expectCopies(run, name, lastToken(server));
  await server.comeBack();
  await row(run, name)
    .getByRole('button', { name: `Try again for ${name}` })
    .click();
  await expect(row(run, name).getByRole('timer')).toHaveText(/^36[45] days$/);
  expect(refreshGrants(server)).toEqual(['granted']);
});

test('a spent refresh token: Reconnect stands beside Copy and heals the same account', async ({
  shared: { run, server },
}) => {
  const { appId } = newApp(server);
  const account = await connectReadyCloud(run, server, { appId, accountName: appId });
  const token = lastToken(server);
  server.tokens.spendRefreshToken(token);
  await menu(run, appId, 'Renew now');
  await expect(account).toContainText('Sign-in needed');
  await expectCopies(run, appId, token);
  await account.getByRole('button', { name: `Reconnect ${appId}`, exact: true }).click();
  await signInAt(await run.signInPage());
  await allow(await run.signInPage());
  await expect(account).not.toContainText('Sign-in needed');
  await expectNoSignIn(run);
  await expect(row(run, appId)).toHaveCount(1);
  expect(lastToken(server)).not.toBe(token);
  await expectCopies(run, appId, lastToken(server));
});

test('Check it works names the organization, and a token revoked at the provider is explained', async ({
  shared: { run, server },
}) => {
  const { appId } = newApp(server);
  const account = await connectReadyCloud(run, server, { appId, accountName: appId });
  await menu(run, appId, 'Check it works');
  await expect(status(run)).toContainText(`${appId} works: ReadyCloud answered as ${name}`);
  server.tokens.revoke(lastToken(server));
  await menu(run, appId, 'Check it works');
  await expect(account).toContainText('Sign-in needed');
  await expect(account.getByRole('button', { name: `Reconnect ${appId}`, exact: true })).toBeVisible();
  await expect(status(run)).toContainText('Sign-in needed');
});

test('a token that ended at the provider early renewed by Check it works', async ({ shared: { run, server } }) => {
  const { appId } = newApp(server);
  await connectReadyCloud(run, server, { appId, accountName: appId });
  server.tokens.expire(lastToken(server));
  const grants = refreshGrants(server).length;
  await menu(run, appId, 'Check it works');
  await expect(status(run)).toContainText(`${appId} works: ReadyCloud answered as ${name}`);
  expect(refreshGrants(server).slice(grants)).toEqual(['granted']);
});
