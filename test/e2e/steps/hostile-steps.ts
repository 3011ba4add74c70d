import { test as base, expect } from '@playwright/test';
import type { HostilePage } from '../../support/hostile/page.ts';
import { type HostileServer, startHostile } from '../../support/hostile/server.ts';
import { type DockpassRun, launchDockpass } from '../../support/launch.ts';
import { fillForm, openForm, pressConnect } from './steps.ts';

export interface Hostile {
  readonly run: DockpassRun;
  readonly server: HostileServer;
}

/** One app for all pages of a worker: what one of them leaves behind, the next one meets. */
export const test = base.extend<object, { hostile: Hostile }>({
  hostile: [
    async ({ browserName: _unused }, use) => {
      const server = await startHostile();
      const run = await launchDockpass({ environments: { readycloud: server.origin } });
      await use({ run, server });
      await run.quit();
      await server.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/**
 * Whether an earlier form is still there: it stays open behind a sign-in that failed. Behind one that went well, it
 * closes only once the account was looked up, and a row is shown before that.
 */
async function formStayedOpen({ panel }: DockpassRun): Promise<boolean> {
  const form = panel.getByRole('dialog');
  await expect(form.getByRole('button', { name: 'Connect', exact: true, disabled: true })).toHaveCount(0);
  return (await form.count()) > 0;
}

/** Presses Connect in a form for an account of this name; what opens is `page`. */
export async function connectTo({ run, server }: Hostile, page: HostilePage, name: string): Promise<void> {
  server.stage(page);
  if (!(await formStayedOpen(run))) await openForm(run);
  await fillForm(run, { accountName: name, appId: name, redirectAddress: page.redirectAddress?.(server.site()) ?? '' });
  await pressConnect(run);
}

/** The access token of an answer, as it stands behind `#`. */
export const tokenIn = (answer: string): string => new URLSearchParams(answer).get('access_token') ?? '';
