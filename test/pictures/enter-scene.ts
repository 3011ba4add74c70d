import type { Disposable, Page } from '@playwright/test';
import { viewCopyFormats } from '../../main/core/formats/format-copy.ts';
import { type FakePage, installFakeBridge } from './fake-bridge.ts';
import type { Scene } from './scenes/scene.ts';
import { sceneAt } from './scenes/views.ts';

declare global {
  interface Window {
    readonly fake: FakePage;
  }
}

/** Brings a page into a scene, with the clock standing still. `dispose` of what it gives lets the page enter another one. */
export async function enterScene(page: Page, origin: string, scene: Scene): Promise<Disposable> {
  // The scene before may have ended with it held down.
  await page.keyboard.up('Control');
  await page.clock.setFixedTime(sceneAt);
  const installed = await page.addInitScript(installFakeBridge, { copyFormats: viewCopyFormats(), ...scene.main });
  await page.goto(`${origin}/${scene.page}.html`);
  await scene.act?.(page);
  await scene.shown(page);
  return installed;
}
