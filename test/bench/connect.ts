import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../support/project-root.ts';
import { type StartedApp, startApp } from '../support/started-app.ts';
import { waitFor } from '../support/wait-for.ts';
import { besides, type Figure, median, ms, times, within } from './figures.ts';
import { openPanelPage, type PanelPage } from './panel-page.ts';

const rounds = 30;
/** Of these rounds, one in so many is done once more with nothing ready. */
const unpreparedEvery = 3;
const budget = 0.5;
const deadlineMs = 30_000;
/** Much less than anybody needs to fill a form in. */
const fillingMs = 800;

interface Stages {
  readonly opened: number;
  readonly captured: number;
  readonly inUse: number;
}

/** When the app logged these, ms after the press; its log knows whole milliseconds only. */
async function loggedAfter(app: StartedApp, pressedAt: number): Promise<Stages> {
  const read = (): Stages | undefined => {
    const lines = app
      .output()
      .split('\n')
      .filter(line => line.startsWith('{') && line.endsWith('}'));
    const entries = lines.slice(-40).map(line => JSON.parse(line));
    const at = (event: string): number =>
      Date.parse(entries.findLast(one => one.event === event)?.at ?? '1970-01-01') - pressedAt;
    const stages = { opened: at('sign-in.opened'), captured: at('sign-in.captured'), inUse: at('connected') };
    return stages.inUse > 0 ? stages : undefined;
  };
  return waitFor('the token to be in use', read, deadlineMs, app.lastLines);
}

async function connectOnce(page: PanelPage, app: StartedApp, isReady: boolean): Promise<Stages> {
  await page.evaluate('openForm()');
  await pause(fillingMs);
  if (!isReady) {
    // As if the form had been left alone for longer than anything is kept ready.
    await page.evaluate('dockpass.signInFormOpen(false)');
    await pause(fillingMs);
  }
  const pressedAt = await page.evaluate<number>('press()');
  const stages = await loggedAfter(app, pressedAt);
  await page.evaluate('whenOver()');
  await pause(fillingMs);
  return stages;
}

/** From the press of Connect to a token that is saved and looked up, beside a program that only catches it. */
export async function measureConnect(): Promise<readonly Figure[]> {
  const root = mkdtempSync(join(tmpdir(), 'dockpass-bench-'));
  const provider = new Worker(new URL('instant-provider.ts', import.meta.url));
  const [{ port }] = await once(provider, 'message');
  const origin = `http://127.0.0.1:${port}`;
  const userData = join(root, 'ours', 'user-data');
  const environment = { DOCKPASS_STAND_IN_KEYCHAIN: 'keyring', DOCKPASS_STAND_IN_DEBUG_PORT: '0' };
  const ours = await startApp(
    ['.'],
    { ...environment, DOCKPASS_USER_DATA: userData, DOCKPASS_ENVIRONMENTS: JSON.stringify({ readycloud: origin }) },
    deadlineMs,
  );
  const peer = await startApp(
    [join(projectRoot, 'test/bench/peer-sign-in')],
    { ...environment, DOCKPASS_USER_DATA: join(root, 'peer', 'user-data') },
    deadlineMs,
  );
  try {
    const listens = (): string | undefined => /peer listens at (\d+)/.exec(peer.output())?.[1];
    const peerPort = await waitFor('the peer', listens, deadlineMs, peer.lastLines);
    const query = new URLSearchParams({
      authorize: `${origin}/api/v1/oauth2/authorize`,
      redirect: `${origin}/api/v1/oauth2/auth_code`,
    });
    const askPeer = async (): Promise<number> =>
      Number(await (await fetch(`http://127.0.0.1:${peerPort}/?${query}`)).text());
    const page = await openPanelPage(ours);
    await page.evaluate(readFileSync(new URL('connect-steps.js', import.meta.url), 'utf8'));
    const [peerMs, prepared, unprepared]: [number[], Stages[], Stages[]] = [[], [], []];
    // A first round that is not counted: everything is done for the first time.
    for (let round = -1; round < rounds; round += 1) {
      const beside = await askPeer();
      await pause(fillingMs);
      const withForm = await connectOnce(page, ours, true);
      const without = round % unpreparedEvery === 0 ? await connectOnce(page, ours, false) : undefined;
      if (round < 0) continue;
      peerMs.push(beside);
      prepared.push(withForm);
      if (without !== undefined) unprepared.push(without);
    }
    page.close();
    const of = (some: readonly Stages[], stage: keyof Stages): number => median(some.map(one => one[stage]));
    const stages = (some: readonly Stages[]): string =>
      `${ms(of(some, 'opened'))}, ${ms(of(some, 'captured'))}, ${ms(of(some, 'inUse'))}`;
    return [
      besides(`a peer’s call to its token in hand, median of ${rounds}`, ms(median(peerMs))),
      besides('Connect to page asked for, token captured, in use (form open)', stages(prepared)),
      within('  in use beside the peer', of(prepared, 'inUse') / median(peerMs), budget, times),
      besides('the same with nothing ready', stages(unprepared)),
      besides('  in use beside the peer', times(of(unprepared, 'inUse') / median(peerMs))),
    ];
  } finally {
    for (const app of [ours, peer]) {
      await app.kill();
      app.control.close();
    }
    await provider.terminate();
    rmSync(root, { recursive: true, force: true });
  }
}
