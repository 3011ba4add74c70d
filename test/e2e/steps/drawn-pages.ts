import { resolve } from 'node:path';
import { type Page, test } from '@playwright/test';
import { viewCopyFormats } from '../../../main/core/formats/format-copy.ts';
import { browserLaunch } from '../../pictures/browser.ts';
import { type FakeMain, installFakeBridge } from '../../pictures/fake-bridge.ts';
import { servePages } from '../../pictures/page-server.ts';
import { bar, online, readyCloud, sceneAt, six } from '../../pictures/scenes/views.ts';
import { projectRoot } from '../../support/project-root.ts';

let pages: Awaited<ReturnType<typeof servePages>>;

/** Serves the built pages to the tests of one file, and opens them as the panel is. */
export function serveBuiltPages(): void {
  test.beforeAll(async () => {
    pages = await servePages(resolve(projectRoot, 'dist/renderer'));
  });
  test.afterAll(() => pages.close());
  test.use({
    launchOptions: browserLaunch,
    viewport: { width: 440, height: 680 },
    contextOptions: { reducedMotion: 'reduce' },
  });
}

/** Opens a page of ours over a pretended main, with the clock in the test's hands. */
export async function open(page: Page, main: FakeMain = {}, name: 'index' | 'sign-in-bar' = 'index'): Promise<void> {
  await page.clock.install({ time: sceneAt });
  await page.addInitScript(installFakeBridge, {
    accounts: six,
    providers: [readyCloud],
    status: online,
    copyFormats: viewCopyFormats(),
    bar,
    ...main,
  });
  await page.goto(`${pages.origin}/${name}.html`);
  await page.getByRole('button').first().waitFor();
}

/** The calls of one name that main got, each with its arguments. */
export const callsOf = (page: Page, name: string): Promise<readonly unknown[]> =>
  page.evaluate(wanted => window.fake.calls.filter(([call]) => call === wanted), name);

export const focused = (page: Page) => page.locator(':focus');
