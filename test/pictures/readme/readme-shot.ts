import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import { enterScene } from '../enter-scene.ts';
import type { Scene } from '../scenes/scene.ts';

/** One scene as a picture (base64), twice as fine as it is large. */
export async function shot(
  browser: Browser,
  origin: string,
  scene: Scene,
  dark: boolean,
  width: number,
  height: number,
): Promise<string> {
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: 2,
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    reducedMotion: 'reduce',
    colorScheme: dark ? 'dark' : 'light',
  });
  await enterScene(page, origin, scene);
  const picture = await page.screenshot();
  await page.close();
  return picture.toString('base64');
}

export const image = (data: string, width: number): string =>
  `<img width="${width}" src="data:image/png;base64,${data}" alt="">`;

/** Puts pieces of HTML side by side, each on a card of its own, and writes them as one of the README's pictures. */
export async function sheetOf(
  browser: Browser,
  name: string,
  width: number,
  cards: readonly string[],
  style = '',
): Promise<void> {
  const file = resolve(import.meta.dirname, `${name}.png`);
  const sheet = await browser.newPage({ viewport: { width, height: 200 } });
  await sheet.setContent(`<!doctype html><style>
      body { margin: 0; padding: 28px; display: flex; gap: 28px; align-items: start; background: #cfd6df }
      body > div { width: min-content; overflow: hidden; border-radius: 12px; box-shadow: 0 18px 50px #0004; background: #fff }
      img { display: block }
      ${style}
    </style>${cards.map(card => `<div>${card}</div>`).join('')}`);
  mkdirSync(dirname(file), { recursive: true });
  await sheet.screenshot({ path: file, fullPage: true });
  await sheet.close();
}
