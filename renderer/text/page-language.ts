import type { DockpassBridge } from '../../preload/contract/bridge.ts';
import { directionOf, isLanguage } from '../../preload/text/languages.ts';
import { language, speak } from './text.ts';

/**
 * The page speaks the language that main wrote into it, and every other one that main names later. `draw` draws it, at
 * first and anew; English is drawn at once.
 */
export async function drawInLanguage(bridge: Pick<DockpassBridge, 'on'>, draw: () => void): Promise<void> {
  const page = document.documentElement;
  bridge.on('languageChanged', async next => {
    if (next === language()) return;
    await speak(next);
    page.lang = language();
    page.dir = directionOf(language());
    draw();
  });
  if (isLanguage(page.lang) && page.lang !== language()) await speak(page.lang);
  draw();
}
