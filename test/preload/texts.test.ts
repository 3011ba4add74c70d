import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localize } from '../../preload/text/catalogue.ts';
import { argumentsOf, compile, typesOf } from '../../preload/text/compile.ts';

const root = join(import.meta.dirname, '../..');

it.each(['main', 'renderer'])('the types of %s/text are those of its English texts (npm run texts)', side => {
  const read = (name: string): string => readFileSync(join(root, side, 'text', name), 'utf8');
  expect(read('texts.ts')).toBe(typesOf(read('en.json')));
});

interface Some {
  plain: never;
  name: { name: string };
  many: { count: number };
}
const some = {
  plain: 'The provider’s page isn’t there',
  name: 'Copied for {name}, isn’t it',
  many: '{count, plural, one {# account} other {# accounts}}',
};

describe('a catalogue', () => {
  it.each([
    ['as it ships, parsed', compile(JSON.stringify(some))],
    ['as it stands in the file', some],
  ])('reads texts %s', (_how, catalogue) => {
    const { text } = localize<Some>('en', catalogue);
    expect(text('plain')).toBe('The provider’s page isn’t there');
    expect(text('name', { name: '{Acme} <b>' })).toBe('Copied for {Acme} <b>, isn’t it');
    expect([text('many', { count: 1 }), text('many', { count: 1200 })]).toEqual(['1 account', '1,200 accounts']);
  });

  it('is of another language from one moment to the next', () => {
    const { text, use, language } = localize<Some>('en', some);
    expect(text('many', { count: 2 })).toBe('2 accounts');
    use('de', { ...some, many: '{count, plural, one {# Konto} other {# Konten}}' });
    expect([language(), text('many', { count: 1200 })]).toEqual(['de', '1.200 Konten']);
  });

  it('names the values that a text takes, and refuses what ICU does', () => {
    expect(argumentsOf('{b} of {a, plural, one {{c}} other {#}}')).toEqual(['a', 'b', 'c']);
    expect(() => compile('{"a":"{b"}')).toThrow(SyntaxError);
  });
});

it('a text with something else than words in a place gives its pieces in their order', () => {
  const { pieces } = localize<Some>('en', some);
  const element = { tag: 'bdi' };
  expect(pieces('name', { name: element })).toEqual(['Copied for ', element, ', isn’t it']);
});
