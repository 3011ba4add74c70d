import { match } from '@formatjs/intl-localematcher';
import { expect, it, vi } from 'vitest';
import { languageFor, languagesOffered } from '../../../main/core/settings/language.ts';

const bestFit = async () => match;
const forSystem = (...preferred: string[]) => languageFor({ setting: 'system', preferred, isPackaged: true, bestFit });

it.each([
  [['de-AT', 'en'], 'de'],
  [['de'], 'de'],
  [['gsw', 'en'], 'de'],
  [['lb-LU'], 'de'],
  [['zh-Hans-CN', 'de-DE'], 'de'],
  [['en-GB', 'de'], 'en'],
  [['ja'], 'en'],
  [['C'], 'en'],
  [['C', 'POSIX'], 'en'],
  [['not a tag', 'de'], 'de'],
  [[], 'en'],
])('a system that prefers %s is spoken to in %s', async (preferred, language) => {
  expect(await forSystem(...preferred)).toBe(language);
});

it('what was chosen counts, whatever the system prefers', async () => {
  const chosen = (setting: 'de' | 'en-XA', isPackaged: boolean) =>
    languageFor({ setting, preferred: ['en'], isPackaged, bestFit });
  expect([await chosen('de', true), await chosen('en-XA', false), await chosen('en-XA', true)]).toEqual([
    'de',
    'en-XA',
    'en',
  ]);
});

it('pseudo-languages are offered only while not packaged', () => {
  expect(languagesOffered(true)).not.toContain('en-XA');
  expect(languagesOffered(false)).toEqual([...languagesOffered(true), 'en-XA', 'ar-XB']);
});

it('the table of neighbours is not loaded where the first tag is one of ours', async () => {
  const load = vi.fn(bestFit);
  await languageFor({ setting: 'system', preferred: ['de-CH'], isPackaged: true, bestFit: load });
  await languageFor({ setting: 'de', preferred: ['ca'], isPackaged: true, bestFit: load });
  await languageFor({ setting: 'system', preferred: [], isPackaged: true, bestFit: load });
  expect(load).not.toHaveBeenCalled();
});
