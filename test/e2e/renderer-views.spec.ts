import { resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import axe from 'axe-core';
import { browserLaunch } from '../renderer/browser.ts';
import { enterScene } from '../renderer/enter-scene.ts';
import { looks, putOn } from '../renderer/looks.ts';
import { servePages } from '../renderer/page-server.ts';
import { scenes } from '../renderer/scenes.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let pages: Awaited<ReturnType<typeof servePages>>;
test.beforeAll(async () => {
  pages = await servePages(resolve(import.meta.dirname, '../../dist/renderer'));
});
test.afterAll(() => pages.close());
test.use({
  locale: 'en-GB',
  timezoneId: 'Europe/Amsterdam',
  launchOptions: browserLaunch,
  contextOptions: { reducedMotion: 'reduce' },
});

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

// A page of ours has no frames: one script in it, once for all its looks, does what axe's driver opens a page more for.
const axeFindings = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async wanted => {
    const { violations } = await window.axe.run(document, { runOnly: wanted, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`);
  }, tags);

for (const scene of scenes) {
  test(`${scene.name}: nothing for axe, nothing blocked, nothing beyond the window`, async ({ page }) => {
    const broken: string[] = [];
    page.on('pageerror', error => broken.push(error.message));
    await page.setViewportSize({ width: 440, height: scene.height ?? 680 });
    await enterScene(page, pages.origin, scene);
    await page.evaluate(axe.source);
    for (const how of looks) {
      const { look } = how;
      await putOn(page, scene, how);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond, `${look}: CSS px beyond the window`).toBeLessThanOrEqual(0);
      expect(await axeFindings(page), look).toEqual([]);
    }
    expect(await page.evaluate(() => window.fake.blocked), 'blocked by the page’s policy').toEqual([]);
    expect(broken).toEqual([]);
  });
}
