import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchDockpass } from '../../support/launch.ts';
import { connectAccount } from '../steps/steps.ts';

// Every run of every test fails if an address was logged, shown or said with its query or fragment. Here each is planted.

const planted = (where: string): string => `https://${where}.example/done?state=1#access_token=2`;

test('an address with its query or fragment is found wherever a run says it', { tag: '@stand-in' }, async () => {
  const run = await launchDockpass({ offline: true });
  const name = planted('tray');
  await connectAccount(run, 'I already have a token', { 'Account name': name, Token: 'pasted-token-1' }, name);
  // The folder is made with the first line of the log, and a quiet run writes none.
  mkdirSync(join(run.userData, 'logs'), { recursive: true, mode: 0o700 });
  appendFileSync(join(run.userData, 'logs/dockpass.log'), `${JSON.stringify({ url: planted('log') })}\n`);
  const problem = await run.quit().catch(String);
  expect(problem).toContain('addresses were logged or shown with their query or fragment');
  expect(problem).toContain('https://tray.example/done');
  expect(problem).toContain('https://log.example/done');
  expect(problem).not.toContain('access_token');
});
