import { longestGroup, mostGroups } from '../../../preload/contract/account-view.ts';
import { nameKey, tidyLabel } from './labels.ts';
import { longestWords } from './limits.ts';

/**
 * The name of a group, fit to show: as `tidyLabel` has names, with single spaces and without the `#` that a search for it
 * begins with, at most 40 characters. Empty where nothing in it would be seen.
 */
export const tidyGroup = (text: string): string => {
  const oneLine = tidyLabel(text.slice(0, longestWords).normalize('NFC')).replace(/\s+/g, ' ');
  const name = oneLine.replace(/^[#\s]+/, '');
  return tidyLabel(Array.from(name).slice(0, longestGroup).join(''));
};

/** The groups of one account, in the order given: each tidy, none twice for people, at most 20. */
export const tidyGroups = (names: readonly string[]): string[] => {
  const kept = new Map<string, string>();
  for (const name of names) {
    if (kept.size === mostGroups) break;
    const tidy = tidyGroup(name);
    const key = nameKey(tidy);
    if (tidy !== '' && !kept.has(key)) kept.set(key, tidy);
  }
  return [...kept.values()];
};
