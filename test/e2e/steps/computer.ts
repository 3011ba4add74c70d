import { test as base } from '@playwright/test';
import { type DockpassRun, type LaunchOptions, launchDockpass } from '../../support/launch.ts';

/** One computer with one pretended provider: the app may be started on it many times, one after the other. */
export interface Computer<Server> {
  readonly server: Server;
  /** The app's data; what lies beside it (the pretended keychain) goes with the test, too. */
  readonly userData: string;
  readonly launch: (options?: LaunchOptions) => Promise<DockpassRun>;
}
interface Closable {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/**
 * Playwright's `test` with a computer of its own per test, on which this provider is a fresh one that `start` starts.
 * Whatever still runs at the end of a test is ended.
 */
export const testWith = <Server extends Closable>(provider: string, start: () => Promise<Server>) =>
  base.extend<{ readonly computer: Computer<Server> }>({
    computer: async ({ browserName: _unused }, use, testInfo) => {
      const server = await start();
      const userData = testInfo.outputPath('computer', 'user-data');
      const runs: DockpassRun[] = [];
      await use({
        server,
        userData,
        launch: async options => {
          const run = await launchDockpass({ userData, environments: { [provider]: server.origin }, ...options });
          runs.push(run);
          return run;
        },
      });
      for (const run of runs) await run.kill();
      await server.close();
    },
  });
