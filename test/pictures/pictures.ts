import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { isLanguage, languages, pseudoLanguages } from '../../preload/text/languages.ts';
import { projectRoot } from '../support/project-root.ts';
import { browserLaunch } from './browser.ts';
import { drawScene } from './draw-scene.ts';
import { enterScene } from './enter-scene.ts';
import { looks } from './looks.ts';
import { servePages } from './page-server.ts';
import { drawDesktopPicture } from './readme/readme-desktop.ts';
import { drawReadmePicture } from './readme/readme-picture.ts';
import { scenes } from './scenes/scenes.ts';
import { speakIn } from './speak-in.ts';

// `npm run pictures`: every scene in every look, written to test/pictures/, and the README's. With languages
// (`npm run pictures -- de en-XA`, or `-- all`) the scenes in those alone.
const given = process.argv.slice(2);
const wanted = given.includes('all') ? [...languages, ...pseudoLanguages] : given.filter(isLanguage);
const unknown = given.filter(one => one !== 'all' && !isLanguage(one));
if (unknown.length > 0) throw new Error(`Dockpass has no ${unknown.join(', ')}`);
const isEnglishOnly = given.length === 0;
if (isEnglishOnly) wanted.push('en');
const pages = await servePages(resolve(projectRoot, 'dist/renderer'));
const browser = await chromium.launch(browserLaunch);
for (const scene of scenes) {
  const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 440, height: scene.height ?? 680 });
  await enterScene(page, pages.origin, scene);
  for (const language of wanted) {
    if (!isEnglishOnly) await speakIn(page, scene, language);
    for (const look of looks) await drawScene(page, scene, look, language);
  }
  await page.close();
}
if (isEnglishOnly) {
  await drawReadmePicture(browser, pages.origin);
  await drawDesktopPicture(browser, pages.origin);
}
await browser.close();
pages.close();
process.stdout.write(`${scenes.length * looks.length * wanted.length} pictures in test/pictures/\n`);
