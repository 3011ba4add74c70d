import { resolve } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import { isLanguage } from '../../../preload/text/languages.ts';
import { browserLaunch } from '../../pictures/browser.ts';
import { controlFaults } from '../../pictures/control-faults.ts';
import { enterScene } from '../../pictures/enter-scene.ts';
import { looks, putOn } from '../../pictures/looks.ts';
import { servePages } from '../../pictures/page-server.ts';
import { scenes } from '../../pictures/scenes/scenes.ts';
import { speakIn } from '../../pictures/speak-in.ts';
import { projectRoot } from '../../support/project-root.ts';

// Every night names all languages, and then every look is looked at. `npm test` takes the looks that differ most: English in
// the usual window and light, longer words in the narrowest one and dark.
const named = process.env.DOCKPASS_VIEW_LANGUAGES;
const [usual, , , narrowest] = looks;
const looksInEnglish = named === undefined ? [usual] : looks;
/** Besides English. */
const others = (named ?? 'en-XA').split(',').map(name => {
  if (!isLanguage(name)) throw new Error(`DOCKPASS_VIEW_LANGUAGES: Dockpass has no ${name}`);
  return name;
});
/** Letters twice as large leave half as many CSS px each way. Every night, in the language whose words are the longest. */
const zoomed = named !== undefined && others.includes('en-XA') ? 'en-XA' : undefined;

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** One page for all scenes of a worker: each loads its document anew, and a window of its own takes longer than that. */
const test = base.extend<object, { readonly drawing: Page }>({
  drawing: [
    async ({ browser }, use) => {
      const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce' });
      await page.addInitScript(axe.source);
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
});

let pages: Awaited<ReturnType<typeof servePages>>;
test.beforeAll(async () => {
  pages = await servePages(resolve(projectRoot, 'dist/renderer'));
});
test.afterAll(() => pages.close());
test.use({ launchOptions: browserLaunch });

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

// A page of ours has no frames: one script in it does what axe's driver opens a window more for.
const axeFindings = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async wanted => {
    const { violations } = await window.axe.run(document, { runOnly: wanted, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`);
  }, tags);

const beyondWindow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

for (const scene of scenes) {
  test(`${scene.name}: nothing for axe, nothing blocked, nothing beyond the window`, async ({ drawing: page }) => {
    const broken: string[] = [];
    const note = (error: Error): void => void broken.push(error.message);
    page.on('pageerror', note);
    await page.mouse.move(0, 0);
    await page.setViewportSize({ width: 440, height: scene.height ?? 680 });
    const entered = await enterScene(page, pages.origin, scene);
    for (const how of looksInEnglish) {
      const { look } = how;
      await putOn(page, scene, how);
      expect(await beyondWindow(page), `${look}: CSS px beyond the window`).toBeLessThanOrEqual(0);
      expect(await axeFindings(page), look).toEqual([]);
    }
    await putOn(page, scene, narrowest);
    const inEnglish = await page.evaluate(controlFaults);
    for (const language of others) {
      await speakIn(page, scene, language);
      expect(await beyondWindow(page), `${language}: CSS px beyond the window`).toBeLessThanOrEqual(0);
      expect(await axeFindings(page), language).toEqual([]);
      const faults = await page.evaluate(controlFaults);
      expect(
        faults.filter(fault => !inEnglish.includes(fault)),
        `${language}: what overlaps or is cut off`,
      ).toEqual([]);
    }
    // The bar above a provider's page is as large as main says, and menus are drawn by the desktop.
    if (zoomed !== undefined && scene.page !== 'tray' && !scene.name.startsWith('sign-in-bar-page')) {
      await speakIn(page, scene, zoomed);
      await page.setViewportSize({ width: usual.widths[scene.page] / 2, height: (scene.height ?? 680) / 2 });
      expect(await beyondWindow(page), 'at 200 %: CSS px beyond the window').toBeLessThanOrEqual(0);
      const faults = (await page.evaluate(controlFaults)).filter(fault => !fault.endsWith('is on two lines'));
      expect(faults, 'at 200 %: what overlaps or is cut off').toEqual([]);
    }
    expect(await page.evaluate(() => window.fake.blocked), 'blocked by the page’s policy').toEqual([]);
    expect(broken).toEqual([]);
    page.off('pageerror', note);
    await entered.dispose();
  });
}
