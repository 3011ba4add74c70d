import type { Page } from '@playwright/test';
import type { Scene } from './scene.ts';

const text = (words: string) => async (page: Page) => page.getByText(words).first().waitFor();

/** What main shows without the renderer. */
export const madeScenes: readonly Scene[] = [
  { name: 'show-token', page: 'secret', main: {}, shown: text('Token for Acme Goods'), height: 220 },
  { name: 'show-qr', page: 'qr', main: {}, shown: text('keep a history'), height: 620 },
  { name: 'tray-menu', page: 'tray', main: {}, shown: text('End of shift…'), height: 560 },
];
