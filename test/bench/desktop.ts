import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hiddenPanel } from '../support/hidden-panel.ts';
import { makeAccounts } from '../support/make-accounts.ts';
import { projectRoot } from '../support/project-root.ts';
import { type StartedApp, startApp } from '../support/started-app.ts';
import { waitFor } from '../support/wait-for.ts';
import { besides, type Figure, median, ms, within } from './figures.ts';

const rounds = 7;
const deadlineMs = 60_000;
const counts = [10, 1000] as const;
const day = 86_400_000;
const keys = 'Control+Alt+K';

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** Alarms at the Clock port in the busiest minute of two hours, the panel hidden and nothing else happening. */
export async function measureAlarms(): Promise<readonly Figure[]> {
  const { passMinutes } = await hiddenPanel(1000, n => 130 * day + n * 0.2 * day);
  const most = await passMinutes(120);
  return [within('alarms a minute, panel hidden, 1,000 accounts, at most', most, 2, value => value.toFixed(0))];
}

interface Tray {
  readonly menu: readonly { readonly label: string }[] | null;
  readonly menuSetAt: number;
}

async function startHidden(userData: string, env: Record<string, string> = {}): Promise<StartedApp> {
  return startApp(
    ['.', '--hidden'],
    { DOCKPASS_USER_DATA: userData, DOCKPASS_STAND_IN_KEYCHAIN: 'keyring', ...env },
    deadlineMs,
  );
}

/** When the tray had its menu with the accounts, epoch ms. */
function trayOf(app: StartedApp): Promise<number> {
  return waitFor(
    'the tray',
    async () => {
      const tray = await app.control.ask<Tray | null>('tray');
      return tray?.menu?.some(({ label }) => label.startsWith('Account ')) === true ? tray.menuSetAt : undefined;
    },
    deadlineMs,
    app.lastLines,
  );
}

/** VmRSS of the process that runs main, in bytes; where the system has no /proc, nothing is measured. */
async function residentBytes(app: StartedApp): Promise<number> {
  const { pid } = await app.control.ask<{ readonly pid: number }>('processes');
  const [, kilobytes = 'NaN'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

/** Started hidden: how long until the tray is there, and what main then holds. */
export async function measureTray(): Promise<readonly Figure[]> {
  const root = mkdtempSync(join(tmpdir(), 'dockpass-bench-'));
  try {
    const figures: Figure[] = [];
    for (const count of counts) {
      const userData = join(root, String(count), 'user-data');
      await makeAccounts(userData, count);
      const [times, bytes]: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round += 1) {
        const startedAt = Date.now();
        const app = await startHidden(userData);
        times.push((await trayOf(app)) - startedAt);
        bytes.push(await residentBytes(app));
        await app.kill();
        app.control.close();
      }
      figures.push(
        besides(`start to tray, hidden, ${count} accounts, median of ${rounds}`, ms(median(times))),
        besides(`  resident memory of main then (on the stand-in's Node)`, megabytes(median(bytes))),
      );
    }
    return figures;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

interface Shown {
  readonly title: string;
  readonly visible: boolean;
}

/** From the shortcut to a shown window that lists the accounts as they are now. */
async function pressOnce(app: StartedApp): Promise<number> {
  const windows = (): Promise<readonly Shown[]> => app.control.ask('windows');
  const pressedAt = Date.now();
  await app.control.ask('pressShortcut', { keys });
  const usable = async (): Promise<number | undefined> => {
    const shown = (await windows()).find(({ visible }) => visible);
    const at = Number(/^usable at ([\d.]+)$/.exec(shown?.title ?? '')?.[1]);
    return at > pressedAt ? at : undefined;
  };
  const usableAt = await waitFor('quick copy', usable, deadlineMs, app.lastLines);
  await app.control.ask('pressShortcut', { keys });
  const isGone = async (): Promise<true | undefined> => !(await windows()).some(({ visible }) => visible) || undefined;
  await waitFor('quick copy to go', isGone, deadlineMs, app.lastLines);
  return usableAt - pressedAt;
}

/** The first press may come before the window is ready, and loads its page; from then on it is kept. */
export async function measureQuickCopy(): Promise<readonly Figure[]> {
  const root = mkdtempSync(join(tmpdir(), 'dockpass-bench-'));
  try {
    const figures: Figure[] = [];
    for (const count of counts) {
      const userData = join(root, String(count), 'user-data');
      await makeAccounts(userData, count);
      writeFileSync(join(userData, 'settings.json'), JSON.stringify({ quickCopyShortcut: keys }));
      const app = await startHidden(userData, {
        DOCKPASS_STAND_IN_PAGE_SCRIPT: join(projectRoot, 'test/bench/quick-usable.js'),
      });
      await trayOf(app);
      const firstMs = await pressOnce(app);
      const times: number[] = [];
      for (let round = 0; round < rounds * 3; round += 1) times.push(await pressOnce(app));
      figures.push(
        within(`shortcut to usable quick copy, ${count} accounts, median`, median(times), 150, ms),
        besides('  pressed right after the start, before its window is there', ms(firstMs)),
      );
      await app.kill();
      app.control.close();
    }
    return figures;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
