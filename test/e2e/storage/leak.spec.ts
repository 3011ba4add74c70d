import { expect } from '@playwright/test';
import { filesBelow } from '../../support/leaks/places.ts';
import type { Leak } from '../../support/leaks/search.ts';
import { createVisitor } from '../../support/readycloud/readycloud-visitor.ts';
import { newSecret, signInWatched, startWatched, stateIn, test, typeInto, type Watched } from '../steps/leak-steps.ts';
import { allow, expectNoSignIn, landingPath, menu, row, status } from '../steps/steps.ts';

// No secret leaves its place: every one is marked, and each step of an account's life is searched for all of them.

// Each test takes several heap snapshots, which Chromium writes slowly.
test.slow();

const name = 'ReadyCloud';
const placesIn = (leaks: readonly Leak[], secret: string): readonly string[] => [
  ...new Set(leaks.filter(leak => leak.secret === secret).map(({ place }) => place.replace(/ accounts\/.*/, ' of it'))),
];

/** Connects with a look-up that fails with every token in its text, and marks what came back. */
async function connectWithEcho(watched: Watched): Promise<void> {
  const { server, user, marks, markTokens, run } = watched;
  server.fault({ on: 'orgs', kind: 'refusal', says: () => `Not with ${server.tokens.secrets().join()}` });
  const page = await startWatched(watched);
  const state = stateIn(page.url());
  const bar = await run().stripPage();
  // The sign-in is open, and what was typed is on its way: nothing in the app's pages holds it any more.
  expect(await watched.heapLeaks({ panel: run().panel, bar })).toEqual([]);
  expect(await watched.leaks({ bar })).toEqual([]);
  await signInWatched(page, user);
  await allow(page);
  await row(run(), name).waitFor();
  await expectNoSignIn(run());
  markTokens();
  const [issued] = server.tokens.issued();
  marks.mark('fragment URL', `${landingPath}?state=${state}#access_token=${issued?.accessToken}`);
}

test('connect, look-up, renew, copy, show, edit and restart leave no secret anywhere', { tag: '@stand-in' }, async ({
  watched,
}) => {
  const { server, marks, markTokens, run } = watched;
  await connectWithEcho(watched);
  await expect(row(run(), name)).toContainText('refused the request');
  expect(await watched.leaks()).toEqual([]);

  await menu(run(), name, 'Renew now');
  await expect(status(run())).toContainText('renewed');
  markTokens();
  const accessToken = server.tokens.issued().at(-1)?.accessToken ?? '';
  server.fault({ on: 'orgs', kind: 'refusal', says: () => server.tokens.secrets().join() });
  await menu(run(), name, 'Check it works');
  await expect(status(run())).toContainText('refused the request');
  server.tokens.spendRefreshToken(accessToken);
  // This answer quotes the refresh token it refuses.
  await menu(run(), name, 'Renew now');
  await expect(row(run(), name)).toContainText('Sign-in needed');
  markTokens();
  expect(await watched.leaks()).toEqual([]);

  await menu(run(), name, 'Copy Authorization header');
  await expect.poll(async () => (await run().clipboard())['text/plain']).toContain(accessToken);
  await menu(run(), name, 'Copy curl command');
  await expect.poll(async () => (await run().clipboard())['text/plain']).toContain('curl');
  await run().clickTray(`Copy ${name}`);
  await expect.poll(async () => (await run().clipboard())['text/plain']).toBe(accessToken);
  await menu(run(), name, 'Show token');
  await expect.poll(async () => (await run().control<unknown[]>('windows')).length).toBe(2);
  expect(await watched.leaks()).toEqual([]);

  await menu(run(), name, 'Details');
  const details = run().panel.getByRole('dialog', { name: 'Details' });
  await details.getByRole('button', { name: 'Copy details' }).click();
  await expect(details.getByRole('status')).toHaveText('Details copied');
  await expect.poll(async () => (await run().clipboard())['text/plain']).toContain('token: opaque');
  expect(await watched.heapLeaks({ panel: run().panel })).toEqual([]);
  expect(await watched.leaks()).toEqual([]);
  await run().panel.keyboard.press('Escape');

  const secondSecret = newSecret('as');
  marks.mark('second App Secret', secondSecret);
  await menu(run(), name, 'Edit details');
  await expect(run().panel.getByLabel('App Secret', { exact: true })).toBeVisible();
  expect(await watched.leaks()).toEqual([]);
  await typeInto(run().panel, 'App Secret', secondSecret);
  await run().panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(status(run())).toContainText('saved');
  expect(await watched.heapLeaks({ panel: run().panel })).toEqual([]);
  expect(await watched.leaks()).toEqual([]);

  const again = await watched.restart();
  await row(again, name)
    .getByRole('button', { name: `Copy token for ${name}`, exact: true })
    .click();
  await expect.poll(async () => (await again.clipboard())['text/plain']).toBe(accessToken);
  expect(await watched.heapLeaks({ panel: again.panel })).toEqual([]);
  expect(await watched.leaks()).toEqual([]);
  await again.quit();
  expect(marks.findIn([...filesBelow(again.userData), { name: 'log', content: await again.logs() }])).toEqual([]);
  // Nothing was missed because it was never marked: two authorizations' worth of tokens and what people typed.
  expect(marks.names().length).toBeGreaterThanOrEqual(8);
});

test('what is pasted, wrong or right, address or bare token, stays nowhere', { tag: '@stand-in' }, async ({
  watched,
}) => {
  const { server, marks, markTokens, run } = watched;
  const toBrowser = async () => {
    await startWatched(watched);
    const bar = await run().stripPage();
    await bar.getByRole('button', { name: 'Use my browser' }).click();
    await bar.getByRole('heading', { name: 'Sign in with your own browser' }).waitFor();
    return bar;
  };
  const goOn = async (bar: Awaited<ReturnType<typeof toBrowser>>, text: string): Promise<void> => {
    await typeInto(bar, 'Address you ended on', text);
    await bar.getByRole('button', { name: 'Continue' }).click({ noWaitAfter: true });
  };
  const bar = await toBrowser();
  const calls = await run().control<readonly { readonly argument: string }[]>('shellCalls');
  const asked = new URL(calls.at(-1)?.argument ?? '');
  marks.mark('state', stateIn(asked.href));

  const strange = `${server.origin}/somewhere/else?state=${newSecret('st')}#access_token=${newSecret('at')}`;
  marks.mark('wrong pasted address', strange);
  marks.mark('token of the wrong address', new URL(strange).hash.slice('#access_token='.length));
  await goOn(bar, strange);
  await expect(bar.getByRole('alert')).toBeVisible();
  expect(await watched.heapLeaks({ panel: run().panel, bar })).toEqual([]);
  expect(await watched.leaks({ bar })).toEqual([]);

  const endedOn = await createVisitor(server).connect(Object.fromEntries(asked.searchParams));
  markTokens();
  marks.mark('pasted address', endedOn.href);
  await goOn(bar, endedOn.href);
  await row(run(), 'Harbour Goods').waitFor();
  await expectNoSignIn(run());
  expect(await watched.leaks()).toEqual([]);

  const second = await toBrowser();
  const bare = server.tokens.issued().at(-1)?.accessToken ?? '';
  await goOn(second, bare);
  await row(run(), 'Harbour Goods (2)').waitFor();
  await expectNoSignIn(run());
  expect(await watched.heapLeaks({ panel: run().panel })).toEqual([]);
  expect(await watched.leaks()).toEqual([]);
});

test('a secret that is planted where it must not be is found there', { tag: '@stand-in' }, async ({ watched }) => {
  const { app, user, run } = watched;
  const page = await startWatched(watched, app.appSecret);
  await signInWatched(page, user);
  await allow(page);
  await row(run(), app.appSecret).waitFor();
  await expectNoSignIn(run());
  const leaks = [...(await watched.leaks()), ...(await watched.heapLeaks({ panel: run().panel }))];
  expect(placesIn(leaks, 'App Secret')).toEqual(
    expect.arrayContaining(['IPC to app://dockpass/index.html', 'DOM of the panel', 'tray', 'file of it']),
  );
  expect(placesIn(leaks, 'App Secret')).toContain('heap of the panel');
  expect(placesIn(leaks, 'password')).toEqual([]);
});

test('a secret that is typed and not sent yet is found in the field, so an emptied field is no accident', {
  tag: '@stand-in',
}, async ({ watched }) => {
  const { app, run } = watched;
  await run().panel.getByRole('button', { name: 'ReadyCloud', exact: true }).first().click();
  await typeInto(run().panel, 'App Secret', app.appSecret);
  expect(placesIn(await watched.leaks(), 'App Secret')).toEqual(['DOM of the panel']);
});
