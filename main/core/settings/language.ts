import type { SettingsValues } from '../../../preload/contract/settings-fields.ts';
import { type Language, languages, pseudoLanguages } from '../../../preload/text/languages.ts';

/** Those that a person can choose: the pseudo-languages are for whoever builds Dockpass. */
export const languagesOffered = (isPackaged: boolean): readonly Language[] =>
  isPackaged ? languages : [...languages, ...pseudoLanguages];

/** Finds the nearest of `ours` for a preferred tag; `otherwise` where nothing comes near. */
export type BestFit = (preferred: readonly string[], ours: readonly string[], otherwise: string) => string;

interface LanguageWanted {
  readonly setting: SettingsValues['language'];
  /** What the system says: BCP 47 tags, the best first. One without a language says `C`, or nothing. */
  readonly preferred: readonly string[];
  readonly isPackaged: boolean;
  /** Asked only where the first tag is in none of our languages: it is large, and knows that Catalans read Spanish. */
  readonly bestFit: () => Promise<BestFit>;
}

/** The language to speak: the one that was chosen, or the nearest to what the system prefers; else English. */
export async function languageFor({ setting, preferred, isPackaged, bestFit }: LanguageWanted): Promise<Language> {
  const chosen = languagesOffered(isPackaged).find(one => one === setting);
  if (chosen !== undefined) return chosen;
  const tags = preferred.filter(isTag);
  const named = (tag: string): Language | undefined => languages.find(one => one === tag);
  const [first = 'en'] = tags;
  const atOnce = named(first.split('-', 1)[0] ?? '');
  if (atOnce !== undefined) return atOnce;
  const match = await bestFit();
  // One by one: a second choice that fits exactly is no better than a neighbour of the first.
  for (const tag of tags) {
    const nearest = named(match([tag], languages, 'und'));
    if (nearest !== undefined) return nearest;
  }
  return 'en';
}

const isTag = (preferred: string): boolean => {
  try {
    // `C` is none; `POSIX` would be one by its form, and is no language.
    return preferred !== 'POSIX' && Intl.getCanonicalLocales(preferred).length > 0;
  } catch {
    return false;
  }
};
