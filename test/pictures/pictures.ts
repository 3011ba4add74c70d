import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { projectRoot } from '../support/project-root.ts';
import { browserLaunch } from './browser.ts';
import { drawScene } from './draw-scene.ts';
import { enterScene } from './enter-scene.ts';
import { looks } from './looks.ts';
import { servePages } from './page-server.ts';
import { drawDesktopPicture } from './readme/readme-desktop.ts';
import { drawReadmePicture } from './readme/readme-picture.ts';
import { scenes } from './scenes/scenes.ts';

// `npm run pictures`: every scene in every look, written to test/pictures/, and the README's.
const pages = await servePages(resolve(projectRoot, 'dist/renderer'));
const browser = await chromium.launch(browserLaunch);
for (const scene of scenes) {
  const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 440, height: scene.height ?? 680 });
  await enterScene(page, pages.origin, scene);
  for (const look of looks) await drawScene(page, scene, look);
  await page.close();
}
await drawReadmePicture(browser, pages.origin);
await drawDesktopPicture(browser, pages.origin);
await browser.close();
pages.close();
process.stdout.write(`${scenes.length * looks.length} pictures in test/pictures/\n`);
