import { expect } from '@playwright/test';
import { lastToken, menu } from '../steps/steps.ts';
import { isPanelShown, isRunning, test, windowsOf } from '../steps/storage-steps.ts';

const name = 'Harbour Goods';

test('a refused renewal is told where nobody looks at the panel, and a click signs in again', async ({ computer }) => {
  const { server } = computer;
  await computer.keepAccounts();
  const run = await computer.launch();
  server.tokens.spendRefreshToken(lastToken(server));
  const late = server.fault({ on: 'token', kind: 'hang' });
  await menu(run, name, 'Renew now');
  await late.met;
  const panel = (await windowsOf(run)).find(({ url }) => url.includes('/index.html'));
  await run.control('closeWindow', { id: panel?.id });
  late.release();
  const needed = { title: `${name}: sign-in needed`, body: expect.stringContaining('Click to sign in at ReadyCloud.') };
  await expect.poll(() => run.notifications()).toContainEqual(needed);
  expect(await isPanelShown(run)).toBe(false);
  const index = (await run.notifications()).findIndex(({ title }) => title === needed.title);
  await run.control('notificationClick', { index });
  await run.signInPage();
  await expect.poll(() => isPanelShown(run)).toBe(true);

  // The system shuts down while the sign-in is open.
  await run.control('power', { event: 'shutdown' });
  await expect.poll(() => isRunning(computer)).toBe(false);
});
