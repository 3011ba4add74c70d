import { expect, type Page } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import {
  allow,
  type Both,
  expectNoSignIn,
  field,
  fillForm,
  newApp,
  openForm,
  pressConnect,
  pressLast,
  problem,
  row,
  signInAt,
  startConnecting,
  test,
} from '../steps/steps.ts';

// Pages that do not come as they should. No blank window: each shows in words what happened and what to press.

/** Presses Connect and gives the sign-in bar: there may be no page to wait for. */
async function connectToSignInBar(run: DockpassRun, appId: string): Promise<Page> {
  await openForm(run);
  await fillForm(run, { accountName: appId, appId });
  await pressConnect(run);
  return run.stripPage();
}

async function finish({ run }: Both, appId: string): Promise<void> {
  const page = await run.signInPage();
  await signInAt(page);
  await allow(page);
  await expect(row(run, appId)).toBeVisible();
  await expectNoSignIn(run);
}

async function cancel({ run }: Both, bar: Page, appId: string): Promise<void> {
  await pressLast(bar, 'Cancel');
  await expect(problem(run)).toContainText('Sign-in was cancelled');
  await expectNoSignIn(run);
  await expect(field(run, 'App Id')).toHaveValue(appId);
  await run.panel.keyboard.press('Escape');
}

test('the provider cannot be reached: the window says so, and Try again goes on once it can', async ({ shared }) => {
  const { run, server } = shared;
  const { appId } = newApp(server);
  await server.goDown();
  try {
    const bar = await connectToSignInBar(run, appId);
    await expect(bar.getByRole('heading', { level: 1 })).toContainText('cannot be reached');
    await expect(bar.getByText(/Your saved tokens are safe.*press Try again/)).toBeVisible();
    await expect(bar.getByRole('region', { name: 'Address' })).not.toContainText('state=');
    await server.comeBack();
    await bar.getByRole('button', { name: 'Try again' }).click();
    await finish(shared, appId);
  } finally {
    await server.comeBack().catch(() => undefined);
  }
});

test('the provider goes away between signing in and allowing: nothing is lost, and the same window goes on', async ({
  shared,
}) => {
  const { run, server } = shared;
  const { appId } = newApp(server);
  const page = await startConnecting(run, { accountName: appId, appId });
  const bar = await run.stripPage();
  await server.goDown();
  try {
    await signInAt(page);
    await expect(bar.getByRole('heading', { level: 1 })).toContainText('cannot be reached');
    await server.comeBack();
    await bar.getByRole('button', { name: 'Try again' }).click();
    await finish(shared, appId);
  } finally {
    await server.comeBack().catch(() => undefined);
  }
});

test('a page that never answers: the sign-in bar says what is opening, and Cancel is there', async ({ shared }) => {
  const { run, server } = shared;
  const { appId } = newApp(server);
  const hanging = server.fault({ on: 'authorize', kind: 'hang' });
  try {
    const bar = await connectToSignInBar(run, appId);
    await hanging.met;
    await expect(bar.getByRole('region', { name: 'Address' })).toContainText('Opening ReadyCloud');
    await expect(bar.getByRole('button', { name: 'Use my browser' })).toBeVisible();
    await cancel(shared, bar, appId);
  } finally {
    hanging.release();
  }
});

test('a page that answers with an error of its own is shown, and Connect works again', async ({ shared }) => {
  const { run, server } = shared;
  const { appId } = newApp(server);
  server.fault({ on: 'authorize', kind: 'status-500' });
  const bar = await connectToSignInBar(run, appId);
  await expect((await run.signInPage()).getByText('Server Error (500)')).toBeVisible();
  await expect(bar.getByRole('status')).toContainText('is having problems');
  await bar.getByRole('button', { name: 'Try again' }).click();
  await finish(shared, appId);
});

test('an empty page is told from a page: the sign-in bar says it and offers Try again', async ({ shared }) => {
  const { run, server } = shared;
  const { appId } = newApp(server);
  server.fault({ on: 'sign-in', kind: 'empty' });
  const bar = await connectToSignInBar(run, appId);
  await expect(bar.getByText(/an answer Dockpass cannot read/)).toBeVisible();
  await bar.getByRole('button', { name: 'Try again' }).click();
  await finish(shared, appId);
});
