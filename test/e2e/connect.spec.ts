import { expect } from '@playwright/test';
import { connectReadyCloud, status, test } from './steps.ts';

test('the account is named by its organization, and its row says where it is and how long it lives', async ({
  start,
}) => {
  const { run, server } = await start();
  const account = await connectReadyCloud(run, server);
  await expect(account.getByRole('heading')).toHaveText('Harbour Goods');
  await expect(account).toContainText('ReadyCloud');
  await expect(account).toContainText('org Q7Z');
  await expect(account).toContainText('Local');
  await expect(account.getByRole('timer')).toHaveText(/^36[45] days$/);
  await expect(status(run)).toContainText('Connected as Harbour Goods');
});
