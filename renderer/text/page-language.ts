import type { DockpassBridge } from '../../preload/contract/bridge.ts';
import { directionOf, isLanguage } from '../../preload/text/languages.ts';
import type { LaterPart } from '../../preload/text/parts.ts';
import { fetchPart, language, speak } from './text.ts';

/**
 * The page speaks the language that main wrote into it, and every other one that main names later. `draw` draws it, at
 * first and anew, once its texts are there: the first part of them, and the one that is named.
 */
export async function drawInLanguage(
  bridge: Pick<DockpassBridge, 'on'>,
  draw: () => void,
  part?: LaterPart,
): Promise<void> {
  const page = document.documentElement;
  bridge.on('languageChanged', async next => {
    if (next === language()) return;
    await speak(next);
    page.lang = language();
    page.dir = directionOf(language());
    draw();
  });
  const parts = part === undefined ? undefined : fetchPart(part);
  if (isLanguage(page.lang) && page.lang !== language()) await speak(page.lang);
  await parts;
  draw();
}
