import { expect, type Page } from '@playwright/test';
import { type App, decoys, type Settings } from '../../support/readycloud/settings.ts';
import { type RedirectKind, redirectKinds, typedFor } from '../steps/redirect-kinds.ts';
import {
  allow,
  type Both,
  expectNoSignIn,
  field,
  landingPath,
  lastToken,
  newApp,
  openForm,
  pageRequests,
  pressLast,
  problem,
  row,
  signInAt,
  startConnecting,
  test,
} from '../steps/steps.ts';

/** Connected with the token of the server's own answer, and with no other. */
async function expectConnected({ run, server }: Both, name: string): Promise<void> {
  const account = row(run, name);
  await expect(account.getByRole('timer')).toHaveText(/days$/);
  await account.getByRole('button', { name: `Copy token for ${name}`, exact: true }).click();
  await expect.poll(async () => (await run.clipboard())['text/plain']).toBe(lastToken(server));
  await expectNoSignIn(run);
}

type Answers = Settings['state'];

/** Connects by one of the ways there are; `state`: what comes back of it. */
async function connectBy({ variant, at, allowPage, contacts = 0 }: RedirectKind, both: Both, state: Answers) {
  const { run, server } = both;
  const app = newApp(server, { variant });
  const path = at ? '/done' : landingPath;
  const before = pageRequests(server, path);
  server.settings.state = state;
  try {
    const page = await startConnecting(run, typedFor(app, both, at));
    await signInAt(page);
    await allow((await allowPage?.(page, run)) ?? page);
    await expectConnected(both, app.appId);
  } finally {
    server.settings.state = 'echo';
  }
  expect(pageRequests(server, path) - before, 'requests to the redirect address').toBe(contacts);
}

for (const kind of redirectKinds) {
  test(`connected over ${kind.saw} (${kind.variant})`, ({ shared }) => connectBy(kind, shared, 'echo'));
  test(`connected over ${kind.saw}, without state in the answer (${kind.variant})`, ({ shared }) =>
    connectBy(kind, shared, 'omit'));
}

test('a frame on the page that ends at the redirect address changes nothing; Allow still connects (iframe)', async ({
  shared,
}) => {
  const { run, server } = shared;
  const app = newApp(server, { variant: 'iframe' });
  const before = server.requestsTo(landingPath);
  const framesBefore = server.requestsTo('/api/v1/oauth2/frame');
  const page = await startConnecting(run, typedFor(app, shared));
  await signInAt(page);
  await page.getByRole('heading', { name: /^Allow/ }).waitFor();
  await expect.poll(() => server.requestsTo('/api/v1/oauth2/frame')).toBe(framesBefore + 1);
  await expect(row(run, app.appId)).toHaveCount(0);
  expect(run.openSignIns()).toBe(1);
  await allow(page);
  await expectConnected(shared, app.appId);
  expect((await run.clipboard())['text/plain']).not.toBe(decoys.frame);
  expect(server.requestsTo(landingPath)).toBe(before);
});

/** Goes as far as `end`, sees the instruction, finds what was typed still there, and closes the form. */
async function expectRefused(both: Both, app: App, end: (page: Page) => Promise<void>, words: RegExp): Promise<void> {
  const { run, server } = both;
  const before = server.requestsTo(landingPath);
  const page = await startConnecting(run, typedFor(app, both));
  await signInAt(page);
  await end(page);
  await expect(problem(run)).toContainText(words);
  await expect(problem(run)).toContainText('press Connect');
  await expectNoSignIn(run);
  await expect(field(run, 'App Id')).toHaveValue(app.appId);
  await expect(field(run, 'Account name')).toHaveValue(app.appId);
  await run.panel.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(row(run, app.appId)).toHaveCount(0);
  expect(server.requestsTo(landingPath)).toBe(before);
}

test('another sign-in’s state is refused, and nothing is saved', async ({ shared }) => {
  shared.server.settings.state = 'wrong';
  try {
    await expectRefused(shared, newApp(shared.server), allow, /This answer belongs to another sign-in/);
  } finally {
    shared.server.settings.state = 'echo';
  }
});

for (const place of ['query', 'fragment'] as const) {
  test(`pressing Deny is told as a no of ReadyCloud (error in the ${place})`, async ({ shared }) => {
    shared.server.settings.errorPlace = place;
    try {
      const app = newApp(shared.server, { variant: 'deny' });
      await expectRefused(shared, app, page => pressLast(page, 'Deny'), /Access was not allowed/);
    } finally {
      shared.server.settings.errorPlace = 'query';
    }
  });
}

test('after a no the same form connects once the person may', async ({ shared }) => {
  const { run, server } = shared;
  const app = newApp(server);
  await openForm(run);
  await run.panel.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  const page = await startConnecting(run, typedFor(app, shared));
  await signInAt(page);
  await pressLast(page, 'Deny');
  await expect(problem(run)).toContainText('Access was not allowed');
  await run.panel.getByRole('dialog').getByRole('button', { name: 'Connect', exact: true }).click();
  const again = await run.signInPage();
  await signInAt(again);
  await allow(again);
  await expectConnected(shared, app.appId);
});
