import { app } from 'electron';
import { createEvent } from '../core/base/event.ts';
import type { Log } from '../core/ports/log.ts';
import { type BestFit, languageFor } from '../core/settings/language.ts';
import type { SettingsStore } from '../core/settings/settings.ts';
import { language, speak } from '../text/text.ts';

interface SpokenLanguage {
  /** Main speaks the language that is wanted. At once where that is English. */
  readonly begin: () => Promise<void>;
  /** Another one is in force; every text that is read from now on is of it. */
  readonly onChange: (listener: () => void) => void;
}

const loadBestFit = async (): Promise<BestFit> => {
  const { match } = await import('@formatjs/intl-localematcher');
  return match;
};

/** Main decides which language everything is in: as the settings say, and there as the system does. */
export const createLanguage = (settings: Pick<SettingsStore, 'read' | 'onChange'>, log: Log): SpokenLanguage => {
  const changed = createEvent();
  const follow = async (): Promise<void> => {
    const before = language();
    try {
      await speak(
        await languageFor({
          setting: settings.read().language,
          preferred: app.getPreferredSystemLanguages(),
          isPackaged: app.isPackaged,
          bestFit: loadBestFit,
        }),
      );
    } catch {
      log.write('language-not-loaded');
    }
    if (language() !== before) changed.tell();
  };
  settings.onChange(() => void follow());
  return { begin: follow, onChange: listener => void changed.listen(listener) };
};
