import { lstatSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { AccountRecord } from '../../../main/core/ports/account-record.ts';
import { type DockpassRun, type LaunchOptions, launchDockpass } from '../../support/launch.ts';
import { type KeepOptions, keepAccounts } from '../../support/readycloud/keep-accounts.ts';
import { type ReadyCloudOptions, type ReadyCloudServer, startReadyCloud } from '../../support/readycloud/server.ts';
import { test as base, field, openForm, press, row, status } from './steps.ts';

export const day = 86_400_000;

/** One computer with one local ReadyCloud: the app may be started on it many times, one after the other. */
export interface Computer {
  readonly server: ReadyCloudServer;
  /** The app's data; what lies beside it (the pretended keychain) goes with the test, too. */
  readonly userData: string;
  readonly launch: (options?: LaunchOptions) => Promise<DockpassRun>;
  /** Leaves accounts there as if they had been connected in an earlier run. */
  readonly keepAccounts: (options?: KeepOptions) => Promise<void>;
}

interface Fixtures {
  readonly serverOptions: ReadyCloudOptions;
  readonly computer: Computer;
}

/** Playwright's `test` with a computer of its own; whatever still runs at the end of a test is ended. */
export const test = base.extend<Fixtures>({
  serverOptions: [{}, { option: true }],
  computer: async ({ serverOptions }, use, testInfo) => {
    const server = await startReadyCloud(serverOptions);
    const userData = testInfo.outputPath('computer', 'user-data');
    const runs: DockpassRun[] = [];
    await use({
      server,
      userData,
      launch: async options => {
        const run = await launchDockpass({ userData, environments: { readycloud: server.origin }, ...options });
        runs.push(run);
        return run;
      },
      keepAccounts: options => keepAccounts(userData, server, options),
    });
    for (const run of runs) await run.kill();
    await server.close();
  },
});

const accountsFolder = (userData: string): string => path.join(userData, 'accounts');

/** The account files there are, by full path. */
export const accountFiles = (userData: string): readonly string[] =>
  namesIn(accountsFolder(userData))
    .filter(name => name.endsWith('.json'))
    .map(name => path.join(accountsFolder(userData), name));

function namesIn(folder: string): readonly string[] {
  return statSync(folder, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(folder).sort();
}

/** The file of the account with this name, as the app wrote it. */
export function recordFile(userData: string, label: string): string {
  const file = accountFiles(userData).find(one => readRecord(one).label === label);
  if (file === undefined) throw new Error(`no account file is for ${label}`);
  return file;
}

// Written by the app under test in this same run, which validates what it reads.
export const readRecord = (file: string): AccountRecord => JSON.parse(readFileSync(file, 'utf8')) as AccountRecord;

/** Changes what anyone who reads a file could change: everything but the sealed part. Only while the app is not running. */
export function changeRecord(userData: string, label: string, change: Partial<AccountRecord>): void {
  const file = recordFile(userData, label);
  writeFileSync(file, JSON.stringify({ ...readRecord(file), ...change }));
}

/** A life of three days that is past two thirds: due, with most of a day left. */
export const dueLife = (): Pick<AccountRecord, 'life'> => ({
  life: { kind: 'until', issuedAt: Date.now() - 2.2 * day, expiresAt: Date.now() + 0.8 * day },
});
/** A life that ended an hour ago. */
export const endedLife = (): Pick<AccountRecord, 'life'> => ({
  life: { kind: 'until', issuedAt: Date.now() - day, expiresAt: Date.now() - 3_600_000 },
});

/** Names of the files below a folder that hold one of these texts. */
export const filesHolding = (folder: string, texts: readonly string[]): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .filter(file => texts.some(text => readFileSync(file).includes(text)));

/** Outcomes of the refresh grants the server was asked for, in order. */
export const refreshGrants = (server: ReadyCloudServer): readonly string[] =>
  server.grants.filter(({ type }) => type === 'refresh_token').map(({ outcome }) => outcome);

export interface ShownWindow {
  readonly kind: string;
  readonly id: number;
  readonly title: string;
  readonly visible: boolean;
  readonly focused: boolean;
  readonly url: string;
}
/** The app's windows as the computer sees them. */
export const windowsOf = (run: DockpassRun): Promise<readonly ShownWindow[]> => run.control('windows');

export const isPanelShown = async (run: DockpassRun): Promise<boolean> =>
  (await windowsOf(run)).some(({ url, visible }) => url?.includes('/index.html') && visible);

/** Whether Dockpass runs on this computer: it holds the lock of its data folder. */
export const isRunning = ({ userData }: Pick<Computer, 'userData'>): boolean =>
  lstatSync(path.join(userData, 'SingletonLock'), { throwIfNoEntry: false }) !== undefined;

/** Where no keyring answers: chooses, from the form of the first account, to keep accounts with a passphrase. */
export async function keepWithPassphrase(run: DockpassRun, passphrase: string): Promise<void> {
  await openForm(run);
  await press(run, 'Keep accounts…');
  await run.panel.getByRole('radio', { name: 'With a passphrase' }).check();
  await field(run, 'Passphrase').fill(passphrase);
  await field(run, 'Repeat passphrase').fill(passphrase);
  await press(run, 'Save');
  await expect(run.panel.getByRole('dialog', { name: 'Add account' })).toBeVisible();
  await press(run, 'Close');
}

/** Presses Tab until the focus is where it is wanted; says where it went when it never gets there. */
export async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      return [element?.ariaLabel, ...labels.map(label => label.textContent), element?.textContent]
        .find(text => text !== null && text !== undefined && text.trim() !== '')
        ?.trim();
    });
    if (focused === name) return;
    passed.push(focused ?? '(nothing)');
  }
  throw new Error(`${key} never came to ${name}, but to ${passed.join(', ')}`);
}

/**
 * Copies an account's token from its row. Waits for the text itself: the words may still be those of an earlier copy.
 * `token` is asked for only once the row has its button, since a sign-in under way ends in another token.
 */
export async function expectCopies(run: DockpassRun, name: string, token: string | (() => string)): Promise<void> {
  await row(run, name)
    .getByRole('button', { name: `Copy token for ${name}`, exact: true })
    .click();
  await expect(status(run)).toContainText(`Token for ${name} copied`);
  await expect
    .poll(async () => (await run.clipboard())['text/plain'])
    .toBe(typeof token === 'string' ? token : token());
}

/** Presses a key that closes the page under it: the page may be gone before it has answered, and what follows tells. */
export const pressClosing = (page: Page, key: string): Promise<void> => page.keyboard.down(key).catch(() => undefined);
