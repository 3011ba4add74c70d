import { expect, type Locator } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import type { FaultKind } from '../../support/local/faults.ts';
import { orgsPath } from '../../support/readycloud/server.ts';
import {
  allow,
  type Both,
  connectReadyCloud,
  expectNoSignIn,
  lastToken,
  menu,
  newApp,
  row,
  signInAt,
  startConnecting,
  status,
  test,
} from '../steps/steps.ts';

const copied = async (run: DockpassRun, name: string): Promise<string | undefined> => {
  await row(run, name)
    .getByRole('button', { name: `Copy token for ${name}`, exact: true })
    .click();
  await expect(status(run)).toContainText(`Token for ${name} copied`);
  return (await run.clipboard())['text/plain'];
};

/** Signs in up to the point where the token is on this computer, while `spoil` waits for the look-up. */
async function connectInto({ run, server }: Both, kind: FaultKind): Promise<{ name: string; account: Locator }> {
  const { appId: name } = newApp(server);
  server.fault({ on: 'orgs', kind });
  const page = await startConnecting(run, { accountName: name, appId: name });
  await signInAt(page);
  await allow(page);
  const account = row(run, name);
  await account.waitFor();
  await expectNoSignIn(run);
  return { name, account };
}

test('the provider goes down between the sign-in and the look-up: the token is kept, and Check it works later', async ({
  start,
}) => {
  const { run, server } = await start();
  const hanging = server.fault({ on: 'orgs', kind: 'hang' });
  const page = await startConnecting(run);
  await signInAt(page);
  await allow(page);
  await hanging.met;
  await server.goDown();
  const account = row(run, 'ReadyCloud');
  await expect(account).toContainText('is having problems');
  await expect(account).toContainText('Your saved tokens are safe');
  await expectNoSignIn(run);
  expect(await copied(run, 'ReadyCloud')).toBe(lastToken(server));
  await menu(run, 'ReadyCloud', 'Check it works');
  await expect(status(run)).toContainText('ReadyCloud: ');
  await expect(status(run)).toContainText('is having problems');
  await server.comeBack();
  // Asks whose token it is, and spends no refresh token for that.
  await account.getByRole('button', { name: 'Try again for ReadyCloud' }).click();
  await expect(row(run, 'Harbour Goods')).toContainText('org Q7Z');
  await expect(row(run, 'Harbour Goods')).not.toContainText('is having problems');
  await expect(status(run)).toContainText('works: ReadyCloud answered as Harbour Goods');
  expect(server.grants.map(({ type }) => type)).toEqual(['implicit']);
});

test('a look-up that hangs holds nobody up, and names the account when its answer comes', async ({ start }) => {
  const { run, server } = await start();
  const hanging = server.fault({ on: 'orgs', kind: 'hang' });
  const page = await startConnecting(run);
  await signInAt(page);
  await allow(page);
  await hanging.met;
  await expectNoSignIn(run);
  await run.clickTray('ReadyCloud', 'Copy token');
  await expect.poll(async () => (await run.clipboard())['text/plain']).toBe(lastToken(server));
  hanging.release();
  await expect(row(run, 'Harbour Goods')).toContainText('org Q7Z');
});

interface Spoiled {
  readonly kind: FaultKind;
  readonly words: string;
}
const spoiledLookUps: readonly Spoiled[] = [
  { kind: 'status-429', words: 'Too many requests' },
  { kind: 'status-500', words: 'is having problems' },
  { kind: 'html', words: 'sent an answer Dockpass cannot read' },
  { kind: 'truncated-json', words: 'sent an answer Dockpass cannot read' },
  { kind: 'reset', words: 'sent an answer Dockpass cannot read' },
  { kind: 'wrong-shape', words: 'sent an answer Dockpass cannot read' },
];

for (const { kind, words } of spoiledLookUps) {
  test(`connected although the look-up met ${kind}: said in words, the token copies, Check it works later`, async ({
    shared,
  }) => {
    const { run, server } = shared;
    const { name, account } = await connectInto(shared, kind);
    await expect(account).toContainText(words);
    await expect(account).toContainText(/[Yy]our (saved )?tokens (are safe|still work)/);
    expect(await copied(run, name)).toBe(lastToken(server));
    await menu(run, name, 'Check it works');
    await expect(account).toContainText('org Q7Z');
    await expect(account).not.toContainText(words);
  });
}

for (const kind of ['bom', 'slow', 'wrong-type'] as const) {
  test(`a look-up whose answer is only odd (${kind}) is read all the same`, async ({ shared }) => {
    const { account } = await connectInto(shared, kind);
    await expect(account).toContainText('org Q7Z');
    await expect(account).not.toContainText('cannot read');
    expect(shared.server.requestsTo(orgsPath)).toBeGreaterThan(0);
  });
}

/** Faults in front of the token endpoint: the old refresh token was not spent, so the next try works. */
const spoiledRenewals: readonly Spoiled[] = [
  { kind: 'status-429', words: 'Too many requests' },
  { kind: 'status-500', words: 'is having problems' },
  { kind: 'html', words: 'sent an answer Dockpass cannot read' },
];

test('a renewal that fails says why and that the token still works; the next one renews', async ({ start }) => {
  const { run, server } = await start();
  const account = await connectReadyCloud(run, server);
  const name = 'Harbour Goods';
  for (const { kind, words } of spoiledRenewals) {
    await test.step(kind, async () => {
      server.fault({ on: 'token', kind });
      await menu(run, name, 'Renew now');
      await expect(account).toContainText(words);
      await expect(status(run)).toContainText(words);
      expect(await copied(run, name)).toBe(lastToken(server));
      await account.getByRole('button', { name: `Try again for ${name}` }).click();
      await expect(account).not.toContainText(words);
    });
  }
  for (const kind of ['bom', 'slow'] as const) {
    await test.step(kind, async () => {
      server.fault({ on: 'token', kind });
      const before = server.grants.length;
      await menu(run, name, 'Renew now');
      await expect.poll(() => server.grants.length).toBe(before + 1);
      await expect(status(run)).toContainText(`${name} renewed`);
      await expect(account).not.toContainText('renewing');
    });
  }
  expect(new Set(server.grants.map(({ outcome }) => outcome))).toEqual(new Set(['granted']));
});

for (const kind of ['truncated-json', 'reset', 'hang'] as const) {
  test(`the answer to a renewal is lost (${kind}): the token is still copied, and a person is asked in time`, async ({
    shared: { run, server },
  }) => {
    const { appId: name } = newApp(server);
    const account = await connectReadyCloud(run, server, { appId: name, accountName: name });
    const token = await copied(run, name);
    const lost = server.fault({ on: 'token', kind, performed: true });
    await menu(run, name, 'Renew now');
    await lost.met;
    if (kind === 'hang') {
      await server.goDown();
      await server.comeBack();
    }
    await expect(account).toContainText(/(sent an answer Dockpass cannot read|is having problems)/);
    expect(await copied(run, name)).toBe(token);
    await menu(run, name, 'Renew now');
    await expect(account.getByRole('button', { name: `Reconnect ${name}` })).toBeVisible();
    await expect(account).toContainText(/Sign-in needed|The answer to a renewal was lost/);
    expect(await copied(run, name)).toBe(token);
  });
}
