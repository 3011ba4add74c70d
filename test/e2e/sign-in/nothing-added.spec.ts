import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { findChromium } from '../../stand-in/chromium/find.ts';
import { authorizePath, type HostilePage, script } from '../../support/hostile/page.ts';
import { connectTo, test } from '../steps/hostile-steps.ts';
import { expectNoSignIn, pressLast } from '../steps/steps.ts';

// A provider's page sees the browser it is shown in, and nothing that tells of Dockpass.

const page: HostilePage = {
  tries: 'to find out where it is shown',
  body: () =>
    script(`
      const own = Object.getOwnPropertyNames;
      const seen = {
        window: own(window), document: own(document), navigator: own(navigator),
        'prototype of navigator': own(Object.getPrototypeOf(navigator)), symbols: Object.getOwnPropertySymbols(window).map(String),
        listeners: typeof getEventListeners,
      };
      addEventListener('load', () => setTimeout(() => report('seen', JSON.stringify(seen)), 100));
    `),
};

/** Shows an address in the same Chromium, without anything of ours. */
async function openPlainly(url: string): Promise<() => Promise<void>> {
  const profile = mkdtempSync(join(tmpdir(), 'dockpass-plain-'));
  const flags = [
    '--headless=new',
    '--no-first-run',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--remote-debugging-pipe',
  ];
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const stdio: ('ignore' | 'pipe')[] = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'];
  const child = spawn(findChromium('unseen'), [...flags, ...sandbox, `--user-data-dir=${profile}`, url], { stdio });
  const ended = new Promise<void>(done => child.once('exit', () => done()));
  return async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
}

test('a sign-in page sees no name in window, document or navigator that the plain browser lacks', async ({
  hostile,
}) => {
  const { run, server } = hostile;
  await connectTo(hostile, page, 'Seen');
  await expect.poll(() => server.reports.seen).toBeDefined();
  const inDockpass: unknown = JSON.parse(server.reports.seen ?? '');
  const bar = await run.stripPage();
  await pressLast(bar, 'Cancel');
  await expectNoSignIn(run);

  server.stage(page);
  const close = await openPlainly(`${server.origin}${authorizePath}`);
  try {
    await expect.poll(() => server.reports.seen).toBeDefined();
  } finally {
    await close();
  }
  expect(inDockpass).toEqual(JSON.parse(server.reports.seen ?? ''));
});
