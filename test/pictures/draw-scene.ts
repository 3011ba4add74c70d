import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { Language } from '../../preload/text/languages.ts';
import { type Look, putOn } from './looks.ts';
import type { Scene } from './scenes/scene.ts';

const pictures = resolve(import.meta.dirname, 'drawn');

/** Puts a page that is in a scene into a look and writes its picture. */
export async function drawScene(page: Page, scene: Scene, look: Look, language: Language): Promise<void> {
  await putOn(page, scene, look);
  const folder = language === 'en' ? pictures : `${pictures}/${language}`;
  await page.screenshot({ path: `${folder}/${scene.name}-${look.look}.png` });
}
