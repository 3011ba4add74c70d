import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeAccounts } from '../support/make-accounts.ts';
import { startApp } from '../support/started-app.ts';
import { waitFor } from '../support/wait-for.ts';
import { type Figure, median, ms, spread, within } from './figures.ts';
import { openPanelPage, type PanelPage } from './panel-page.ts';

const accounts = 1000;
const groups = 40;
const rounds = 30;
const deadlineMs = 60_000;
/** Of a screen that is drawn sixty times a second. */
const frameMs = 1000 / 60;
/** Main's answer to a move has come by then, and is drawn. */
const quietMs = 300;
/** What a start does behind its first rows is over. */
const settledMs = 4000;

const groupOf = (n: number): string => `Dock ${(n % groups) + 1}`;

/** What a person does, each time from where the last one left off. */
const doings: Readonly<Record<string, readonly string[]>> = {
  'a group shown alone': ["press('Dock 7', '25 of 1000')", "press('Dock 7', '')"],
  'a group asked for by #': ["type('#dock 7 ', '25 of 1000')", "type('', '')"],
  'a letter in the search': ["type('account 12', 'of 1000')", "type('', '')"],
  'an account moved by hand': ["move(3, 'ArrowDown')", "move(4, 'ArrowUp')"],
};

async function measureDoing(page: PanelPage, steps: readonly string[]): Promise<readonly number[]> {
  const times: number[] = [];
  // A first round that is not counted: everything is done for the first time.
  for (let round = -1; round < rounds; round += 1)
    for (const step of steps) {
      const busyMs = await page.evaluate<number>(`groupSteps.${step}`);
      if (round >= 0) times.push(busyMs);
      await pause(quietMs);
    }
  return times;
}

/** How long the panel is busy with what a person does in a long list of accounts in groups. */
export async function measureGroups(): Promise<readonly Figure[]> {
  const root = mkdtempSync(join(tmpdir(), 'dockpass-bench-'));
  const userData = join(root, 'user-data');
  await makeAccounts(userData, accounts, { groups: n => [groupOf(n)] });
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ listOrder: 'hand' }));
  const environment = { DOCKPASS_STAND_IN_KEYCHAIN: 'keyring', DOCKPASS_STAND_IN_DEBUG_PORT: '0' };
  const app = await startApp(['.'], { ...environment, DOCKPASS_USER_DATA: userData }, deadlineMs);
  try {
    const page = await openPanelPage(app);
    await page.evaluate(readFileSync(new URL('group-steps.js', import.meta.url), 'utf8'));
    const hasAll = async (): Promise<true | undefined> =>
      (await page.evaluate<boolean>(`document.querySelectorAll('[role=toolbar] button').length === ${groups}`)) ||
      undefined;
    await waitFor('all groups', hasAll, deadlineMs, app.lastLines);
    await pause(settledMs);
    const figures: Figure[] = [];
    for (const [what, steps] of Object.entries(doings)) {
      const times = await measureDoing(page, steps);
      figures.push(
        within(
          `${what}, of ${accounts} accounts in ${groups} groups, median of ${times.length}`,
          median(times),
          frameMs,
          ms,
        ),
        spread('  the same', times),
      );
    }
    page.close();
    return figures;
  } finally {
    await app.kill();
    app.control.close();
    rmSync(root, { recursive: true, force: true });
  }
}
