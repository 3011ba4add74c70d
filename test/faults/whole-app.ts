import { mkdirSync } from 'node:fs';
import { setTimeout as elapse } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type AccountView, readAccounts } from '../../preload/contract/account-view.ts';
import { readycloudForm } from '../support/fakes/fakes.ts';
import { type DockpassRun, launchDockpass } from '../support/launch.ts';
import { waitFor } from '../support/wait-for.ts';
import { passphrase } from './core-on-folder.ts';
import { createDraws, type Draws } from './draws.ts';
import { startFresh } from './fresh-start.ts';
import type { Ledger } from './ledger.ts';
import { appIds, appSecret, type RotatingProvider } from './provider.ts';
import type { Action } from './told.ts';

interface WholeApp {
  readonly userData: string;
  readonly provider: RotatingProvider;
  readonly ledger: Ledger;
  readonly seed: string;
  readonly kills: number;
  readonly onRound: (round: number) => void;
}
interface Acting extends WholeApp {
  readonly page: Page;
  readonly draws: Draws;
  readonly round: number;
}

const longestActionsMs = 2500;
const accountsWanted = 8;

/** Kills the built app on the stand-in, with its panel and its sign-in windows, and starts afresh on what it left. */
export const killWholeApp = async (around: WholeApp): Promise<void> => {
  const { userData, provider, ledger } = around;
  mkdirSync(userData, { recursive: true });
  for (let round = 1; round <= around.kills; round += 1) {
    around.onRound(round);
    const draws = createDraws(`${around.seed}:app:${round}`);
    const run = await launchDockpass({ userData, environments: { readycloud: provider.origin } });
    await actUntilKilled({ ...around, page: run.panel, draws, round }, run);
    ledger.judge(await startFresh(userData, provider.origin));
  }
};

const actUntilKilled = async (acting: Acting, run: DockpassRun): Promise<void> => {
  const { page, draws, ledger } = acting;
  await unlock(page);
  await waitFor(
    'lost answers to be told',
    () => hearRows(acting).then(() => ledger.untold() === 0 || undefined),
    20_000,
  );
  let ended = false;
  const broke = (error: unknown): void => {
    // A page that is killed answers nothing more; before that it may not break.
    if (!ended) throw error;
  };
  const lanes = Promise.all([1, 2].map(lane => act(acting, lane, () => ended).catch(broke)));
  await Promise.race([elapse(draws.fraction() * longestActionsMs), lanes]);
  ended = true;
  await run.kill();
  await lanes;
};

const unlock = async (page: Page): Promise<void> => {
  const reply = await page.evaluate(async given => {
    const start = await window.dockpass.start();
    return start.ok && start.value.status.lock === 'locked' ? window.dockpass.unlock({ passphrase: given }) : start;
  }, passphrase.reveal());
  if (!reply.ok) throw new Error(`the accounts could not be unlocked: ${reply.error.code}`);
};

const rowsOf = async (page: Page): Promise<readonly AccountView[]> => {
  const reply = await page.evaluate(() => window.dockpass.listAccounts());
  return reply.ok ? readAccounts(reply.value) : [];
};

/** What a person can see now. */
const hearRows = async ({ page, ledger }: Acting): Promise<readonly AccountView[]> => {
  const rows = await rowsOf(page);
  for (const { id, onDisk, problem } of rows) {
    if (onDisk) ledger.hear({ kind: 'kept', id });
    if (problem !== undefined) ledger.hear({ kind: 'problem', id, code: problem.code, reason: problem.reason ?? '' });
  }
  return rows;
};

const act = async (acting: Acting, lane: number, isEnded: () => boolean): Promise<void> => {
  for (let step = 1; !isEnded(); step += 1) {
    const rows = await hearRows(acting);
    const action = drawn(acting.draws, rows);
    const row = rows[acting.draws.below(rows.length)];
    const label = `Account ${acting.round} ${lane} ${step}`;
    acting.ledger.hear({ kind: 'began', action });
    const code = await perform(acting, action, row?.id ?? '', label);
    if (isEnded()) return;
    acting.ledger.hear({ kind: 'ended', action, code });
  }
};

const drawn = ({ oneOf }: Draws, rows: readonly AccountView[]): Action => {
  if (rows.length < 3) return 'connect';
  const some = oneOf<Action>(['connect', 'renew', 'renew', 'rename', 're-seal']);
  return some === 'connect' && rows.length >= accountsWanted ? 'reconnect' : some;
};

const perform = async ({ page, draws, ledger }: Acting, action: Action, id: string, label: string): Promise<string> => {
  if (action === 'connect') {
    const form = { ...readycloudForm({ appId: draws.oneOf(appIds), appSecret }, label), environment: 'local' };
    const reply = await page.evaluate(given => window.dockpass.connect(given), form);
    if (reply.ok) ledger.hear({ kind: 'kept', id: reply.value.accountId });
    return reply.ok ? '' : reply.error.code;
  }
  if (action === 'rename') {
    ledger.hear({ kind: 'renaming', id, label });
    const reply = await page.evaluate(given => window.dockpass.rename(given.id, given.label), { id, label });
    if (reply.ok) ledger.hear({ kind: 'renamed', id, label });
    return reply.ok ? '' : reply.error.code;
  }
  const reply = await page.evaluate(
    async given => {
      const { dockpass } = window;
      if (given.action === 'renew') return dockpass.renew(given.id);
      if (given.action === 'reconnect') return dockpass.reconnect(given.id);
      const view = await dockpass.getStorage();
      if (!view.ok) return view;
      const choice = view.value.choice === 'passphrase' ? 'keychain' : 'passphrase';
      return dockpass.chooseStorage({ choice, passphrase: given.passphrase });
    },
    { action, id, passphrase: passphrase.reveal() },
  );
  return reply.ok ? '' : reply.error.code;
};
