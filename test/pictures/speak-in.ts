import type { Page } from '@playwright/test';
import { viewProvider } from '../../main/core/accounts/account-view.ts';
import { viewCopyFormats } from '../../main/core/formats/format-copy.ts';
import { providersWith } from '../../main/providers/index.ts';
import { use } from '../../main/text/text.ts';
import type { Language } from '../../preload/text/languages.ts';
import { catalogueOf } from '../support/catalogues.ts';
import type { FakeMain } from './fake-bridge.ts';
import type { Scene } from './scenes/scene.ts';
import { untilDrawn } from './until-drawn.ts';

/** What main says in a language of what it says in words: the providers' forms, and the ways to copy. */
function saidIn(language: Language, { providers = [] }: FakeMain): Pick<FakeMain, 'providers' | 'copyFormats'> {
  use(language, catalogueOf('main', language));
  const known = providersWith({}).map(viewProvider);
  const said = {
    providers: providers.map(provider => known.find(({ id }) => id === provider.id) ?? provider),
    copyFormats: viewCopyFormats(),
  };
  use('en', catalogueOf('main', 'en'));
  return said;
}

/**
 * Has a page that is in a scene speak another language, as main does when a person chooses it: the scene stays. What main
 * draws itself it draws anew.
 */
export async function speakIn(page: Page, scene: Scene, language: Language): Promise<void> {
  if (['qr', 'secret', 'tray'].includes(scene.page)) {
    await page.goto(`${new URL(page.url()).origin}/${scene.page}.html?language=${language}`);
    return;
  }
  await page.evaluate(
    ([next, said]) => {
      window.fake.say(said);
      window.fake.emit('languageChanged', next);
    },
    [language, saidIn(language, scene.main)] as const,
  );
  await page.locator(`html[lang="${language}"]`).waitFor();
  // What it asks main anew is answered and drawn.
  await untilDrawn(page);
}
