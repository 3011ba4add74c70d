import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPages } from '../support/pages/app-pages.ts';
import { startApp } from '../support/started-app.ts';

const deadlineMs = 30_000;

/** Starts what was packed on the stand-in: main shows the panel, and the panel reaches main through the preload. */
export const checkStart = async (unpacked: string): Promise<readonly string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'dockpass-packed-'));
  const env = {
    DOCKPASS_USER_DATA: join(folder, 'user-data'),
    DOCKPASS_STAND_IN_KEYCHAIN: 'keyring',
    DOCKPASS_STAND_IN_DEBUG_PORT: '0',
  };
  const app = await startApp([unpacked], env, deadlineMs);
  try {
    const pages = await connectPages(app.control, deadlineMs, app.lastLines);
    await pages.waitForPanel();
    // The names of the providers come from main, through the preload.
    await pages.panel().getByRole('button', { name: 'ReadyCloud', exact: true }).waitFor({ timeout: deadlineMs });
    await pages.disconnect();
    const said = app.output().split('\n');
    return said.filter(line => /Unable to load preload|"panel-|error/i.test(line)).map(line => `on start: ${line}`);
  } catch (problem) {
    return [`does not start: ${problem instanceof Error ? problem.message : problem}\n${app.lastLines()}`];
  } finally {
    await app.kill();
    rmSync(folder, { recursive: true, force: true });
  }
};
