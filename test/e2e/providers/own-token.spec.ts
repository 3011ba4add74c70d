import { expect } from '@playwright/test';
import { connectAccount, expectDetails, field, menu, row, status } from '../steps/steps.ts';
import { changeRecord, endedLife, expectCopies, test } from '../steps/storage-steps.ts';

// "I already have a token", on a computer that is offline all the time: nobody is asked.

const card = 'I already have a token';
const name = 'Label printer';
const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a pasted token is kept, copied and counted down without any network, and renewed by typing', async ({
  computer,
}) => {
  const run = await computer.launch({ offline: true });
  const account = await connectAccount(
    run,
    card,
    { 'Account name': name, Token: 'pasted-token-1', 'Good until': dayAhead(40) },
    name,
  );
  await expect(account).toContainText('Own token');
  await expect(account.getByRole('timer')).toHaveText(/^(40|41) days$/);
  await expectDetails(run, name, 'cannot be renewed automatically. Paste a new one before');
  await expectCopies(run, name, 'pasted-token-1');
  await account.getByRole('button', { name: `More for ${name}` }).click();
  for (const absent of ['Copy curl command', 'Copy endpoint URL', 'Renew now', 'Check it works'])
    await expect(run.panel.getByRole('menuitem', { name: absent })).toHaveCount(0);
  await run.panel.getByRole('menuitem', { name: 'Copy as .env' }).click();
  await expect.poll(async () => (await run.clipboard())['text/plain']).toBe('OWN_TOKEN=pasted-token-1');
  await menu(run, name, 'Edit details');
  await field(run, 'API address').fill('https://api.example.com/v1/orders');
  await field(run, 'Token').fill('pasted-token-2');
  await run.panel.getByRole('button', { name: 'Save' }).click();
  await expect(status(run)).toContainText(`${name} saved`);
  await menu(run, name, 'Copy curl command');
  const curl = "curl -sS -H 'Authorization: Bearer pasted-token-2' 'https://api.example.com/v1/orders'";
  await expect.poll(async () => (await run.clipboard())['text/plain']).toBe(curl);
  await run.quit();

  const again = await computer.launch({ offline: true });
  await expect(row(again, name)).toContainText('api.example.com');
  await expectCopies(again, name, 'pasted-token-2');
  expect(computer.server.requests).toEqual([]);
});

test('a pasted token that has run out asks for a new one where it is typed', async ({ computer }) => {
  const run = await computer.launch();
  await connectAccount(run, card, { 'Account name': name, Token: 'pasted-token-1', 'Good until': dayAhead(1) }, name);
  await run.quit();
  changeRecord(computer.userData, name, endedLife());
  const again = await computer.launch();
  await expect(row(again, name)).toContainText('Expired');
  await row(again, name)
    .getByRole('button', { name: `Reconnect ${name}` })
    .click();
  await field(again, 'Token').fill('pasted-token-2');
  await field(again, 'Good until').fill(dayAhead(3));
  await again.panel.getByRole('button', { name: 'Save' }).click();
  await expect(row(again, name).getByRole('timer')).toBeVisible();
  await expectCopies(again, name, 'pasted-token-2');
});
