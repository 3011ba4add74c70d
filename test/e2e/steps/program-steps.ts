import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { projectRoot } from '../../support/project-root.ts';
import { menu } from './steps.ts';
import { windowsOf } from './storage-steps.ts';

export const command = path.join(projectRoot, 'main/command/dockpass');

/** Where sockets of a test lie: a short path, which the system asks for. */
export const runtimeFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dp-run-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** The one socket of a Dockpass that runs with this runtime folder. */
export const socketIn = (folder: string): string => {
  const [name] = readdirSync(path.join(folder, 'dockpass'));
  return path.join(folder, 'dockpass', name ?? 'none');
};

export interface Ended {
  readonly code: number | null;
  readonly printed: string;
  readonly said: string;
}
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Runs a program with nothing in its environment but this: no display, no session, no settings of a shell. */
export const runProgram = (
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Running => {
  const child = spawn(program, args, { env: { PATH: process.env.PATH, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin?.end();
  let [printed, said] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', piece => {
    printed += piece;
  });
  child.stderr?.setEncoding('utf8').on('data', piece => {
    said += piece;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ code, printed, said }));
  });
  return { child, ended };
};

/** The command in a shell, as a program that calls itself `backup.sh`. */
export const dockpass =
  (runtime: string, shell = 'dash') =>
  (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    runProgram(shell, [command, ...args], {
      DOCKPASS_SOCKET: socketIn(runtime),
      DOCKPASS_PROGRAM: 'backup.sh',
      ...env,
    }).ended;

/** What the command must run in. */
export const shells = ['dash', 'bash', 'zsh'] as const;

/** The same in each shell at once. */
export const inEachShell =
  (runtime: string) =>
  (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<readonly Ended[]> =>
    Promise.all(shells.map(shell => dockpass(runtime, shell)(args, env)));

/** How it ends in each of them, without a word on standard output. */
export const inEach = (code: number): readonly unknown[] =>
  shells.map(() => expect.objectContaining({ code, printed: '' }));

/** As many programs are connected, as Linux tells it: they wait for an answer. */
export const expectCallers = (runtime: string, count: number): Promise<void> => {
  const listening = 1;
  const ends = (): number =>
    readFileSync('/proc/net/unix', 'utf8')
      .split('\n')
      .filter(line => line.endsWith(` ${socketIn(runtime)}`)).length;
  return expect.poll(ends).toBe(listening + count);
};

/** Switches programs on in Settings, and gives each account its mode in the row's menu. */
export async function openToPrograms(run: DockpassRun, modes: Readonly<Record<string, string>>): Promise<void> {
  await run.panel.getByRole('button', { name: 'Settings', exact: true }).click();
  const dialog = run.panel.getByRole('dialog');
  const on = dialog.getByLabel('Programs on this computer may ask for tokens');
  if (!(await on.isChecked())) await on.check();
  await dialog.getByRole('button', { name: 'Close' }).click();
  for (const [account, mode] of Object.entries(modes)) await setMode(run, account, mode);
}

export async function setMode(run: DockpassRun, account: string, mode: string): Promise<void> {
  await menu(run, account, 'Programs…');
  const dialog = run.panel.getByRole('dialog', { name: 'Programs' });
  const select = dialog.getByLabel(account, { exact: true });
  const wanted = await select.getByRole('option', { name: mode, exact: true }).getAttribute('value');
  await select.selectOption({ label: mode });
  await expect.poll(() => modeOf(run, account)).toBe(wanted);
  await dialog.getByRole('button', { name: 'Close' }).click();
}

/** What main has sealed with the account. */
const modeOf = (run: DockpassRun, account: string): Promise<string | undefined> =>
  run.panel.evaluate(async label => {
    const reply = await window.dockpass.getPrograms();
    return reply.ok ? reply.value.accounts.find(one => one.label === label)?.may : undefined;
  }, account);

const questionsShown = async (run: DockpassRun): Promise<number> =>
  (await windowsOf(run)).filter(({ url, visible }) => url?.includes('/question.html') && visible).length;

/** The page of the window that asks, once it is shown. */
export async function questionPage(run: DockpassRun): Promise<Page> {
  await expect.poll(() => questionsShown(run)).toBe(1);
  const find = (): Page | undefined =>
    run.panel
      .context()
      .pages()
      .find(one => one.url().includes('/question.html'));
  await expect.poll(() => find() !== undefined).toBe(true);
  const page = find();
  if (page === undefined) throw new Error('the question has no page');
  return page;
}

/** Answers the open question as a person does: the buttons take a second to wake. */
export async function answerQuestion(run: DockpassRun, button: 'Allow' | 'Do not allow' | 'Unlock…'): Promise<void> {
  const page = await questionPage(run);
  await page.getByRole('button', { name: button, exact: true }).click({ noWaitAfter: true });
  await expectNoQuestion(run);
}

export const expectNoQuestion = (run: DockpassRun): Promise<void> => expect.poll(() => questionsShown(run)).toBe(0);
