import { expect, it } from 'vitest';
import { languages } from '../../../preload/text/languages.ts';
import { wordsIn } from '../../e2e/steps/words.ts';

// Who speaks to the computer says what stands on a button (WCAG 2.5.3): its accessible name has those words together.

const account = 'Acme';

it.each(languages)('the name of each button of a row has the words that stand on it, in %s', language => {
  const { page } = wordsIn(language);
  const buttons: readonly (readonly [shown: string, name: string])[] = [
    [page('row.copy'), page('row.copy-token', { account })],
    [page('row.reconnect'), page('row.reconnect-account', { account })],
    [page('row.choose'), page('row.choose-organization', { account })],
    [page('notice.action.edit'), page('row.edit-details', { account })],
    [page('notice.action.again'), page('row.try-again', { account })],
  ];
  const lower = (words: string): string => words.toLocaleLowerCase(language);
  expect(buttons.filter(([shown, name]) => !lower(name).includes(lower(shown)))).toEqual([]);
});
