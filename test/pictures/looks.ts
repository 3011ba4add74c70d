import type { Page } from '@playwright/test';
import type { Scene } from './scenes/scene.ts';

const usual = { index: 440, 'sign-in-bar': 520, quick: 520, question: 460, secret: 460, qr: 480, tray: 520 } as const;
const narrow = { ...usual, index: 360, 'sign-in-bar': 400, quick: 360, question: 360 } as const;

/** The looks every scene is checked and drawn in: both themes, the usual window and the narrowest one. */
export const looks = [
  { look: 'light', colorScheme: 'light', widths: usual },
  { look: 'dark', colorScheme: 'dark', widths: usual },
  { look: 'narrow-light', colorScheme: 'light', widths: narrow },
  { look: 'narrow-dark', colorScheme: 'dark', widths: narrow },
] as const;
export type Look = (typeof looks)[number];

/** Puts a page that is in a scene into a look. */
export async function putOn(page: Page, scene: Scene, { colorScheme, widths }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width: widths[scene.page], height: scene.height ?? 680 });
}
