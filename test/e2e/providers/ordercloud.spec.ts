import { expect } from '@playwright/test';
import { mePath } from '../../support/ordercloud/server.ts';
import { connect, grantsSince, lastToken, test, ways } from '../steps/ordercloud-steps.ts';
import { menu, row, status } from '../steps/steps.ts';
import { expectCopies } from '../steps/storage-steps.ts';

// Each way of signing in at OrderCloud, from the form to the row after a restart.

for (const { how, fields, named, renewedBy, before } of ways) {
  test(`connected ${how}: named, copied, accepted, renewed once, and right after a restart`, async ({ computer }) => {
    const { server } = computer;
    before?.(server);
    const run = await computer.launch();
    const account = await connect(run, fields, named);
    await expect(account).toContainText('OrderCloud');
    await expect(account).toContainText('Local');
    expect(grantsSince(server, 0)).toHaveLength(1);
    await expectCopies(run, named, lastToken(server));
    const { 'text/plain': copied = '' } = await run.clipboard();
    const reply = await fetch(server.origin + mePath, { headers: { authorization: `Bearer ${copied}` } });
    expect(await reply.json()).toMatchObject({ Username: named });

    await menu(run, named, 'Renew now');
    await expect(status(run)).toContainText(`${named} renewed`);
    expect(grantsSince(server, 1)).toEqual([`${renewedBy}: granted`]);
    await menu(run, named, 'Check it works');
    await expect(status(run)).toContainText(`${named} works: OrderCloud answered as ${named}`);
    await run.quit();

    const again = await computer.launch();
    await expect(row(again, named).getByRole('timer')).toHaveText(/^(9 h 5\d min|6 days)$/);
    await expectCopies(again, named, lastToken(server));
    expect(server.grants).toHaveLength(2);
  });
}
