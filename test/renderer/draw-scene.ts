import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { Look } from './looks.ts';
import type { Scene } from './scene.ts';

const pictures = resolve(import.meta.dirname, '../pictures');

/** Puts a page that is in a scene into a look and writes its picture. */
export async function drawScene(page: Page, scene: Scene, { look, colorScheme, widths }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width: widths[scene.page], height: scene.height ?? 680 });
  await page.screenshot({ path: `${pictures}/${scene.name}-${look}.png` });
}
