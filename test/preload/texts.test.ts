import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Catalogue, localize, type Message } from '../../preload/text/catalogue.ts';
import { argumentsOf, catalogues, compile, differences, typesOf } from '../../preload/text/compile.ts';
import { languages } from '../../preload/text/languages.ts';
import { pseudoMessage } from '../../preload/text/pseudo.ts';

const root = join(import.meta.dirname, '../..');

it.each(['main', 'renderer'])('the types of %s/text are those of its English texts (npm run texts)', side => {
  const read = (name: string): string => readFileSync(join(root, side, 'text', name), 'utf8');
  expect(read('texts.ts')).toBe(typesOf(read('en.json')));
});

const translated = languages.filter(language => language !== 'en');
it.each(['main', 'renderer'].flatMap(side => translated.map(language => [side, language] as const)))(
  '%s/text/%s.json has every text of the English with its values, and no other',
  (side, language) => {
    const read = (name: string): string => readFileSync(join(root, side, 'text', `${name}.json`), 'utf8');
    expect(differences(read('en'), read(language))).toEqual([]);
  },
);

it.each([
  ['a key that is missing', { a: 'A {b}' }, {}, ['a: missing']],
  ['a key too many', { a: 'A' }, { a: 'A', c: 'C' }, ['c: not in en.json']],
  ['an argument misspelt', { a: 'A {b}' }, { a: 'A {B}' }, ['a: lacks {b}', 'a: has {B}, which the English has not']],
  [
    'an argument that one way of a plural lacks everywhere',
    { a: '{n, plural, one {# {b}} other {#}}' },
    { a: '{n, plural, one {#} other {#}}' },
    ['a: lacks {b}'],
  ],
  ['a text that is none', { a: 'A' }, { a: 'A {' }, [expect.stringMatching(/^a: SyntaxError/)]],
])('finds %s', (_what, english, other, lines) => {
  expect(differences(JSON.stringify(english), JSON.stringify(other))).toEqual(lines);
});

it('a language with a difference fails the build, with file, key and name', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'dockpass-texts-')), 'renderer/text');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'en.json'), '{"row.copy":"Copy {account}","row.more":"More"}');
  writeFileSync(join(folder, 'de.json'), '{"row.copy":"{acount} kopieren"}');
  const load = catalogues.load as unknown as (id: string) => unknown;
  expect(() => load(join(folder, 'de.json'))).toThrow(
    [
      'renderer/text/de.json: row.copy: lacks {account}',
      'renderer/text/de.json: row.copy: has {acount}, which the English has not',
      'renderer/text/de.json: row.more: missing',
    ].join('\n'),
  );
  rmSync(folder, { recursive: true });
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

const fetched = (texts: Catalogue | readonly Message[]) => async () => ({ default: texts });
/** Languages that nobody asks for here. */
const nothing = fetched({});
const none = { de: nothing, es: nothing, fr: nothing, it: nothing, nl: nothing, 'en-XA': nothing, 'ar-XB': nothing };

describe('a catalogue', () => {
  it.each([
    ['as it ships, parsed', compile(JSON.stringify(some))],
    ['as it stands in the file', some],
  ])('reads texts %s', (_how, catalogue) => {
    const { text } = localize<Some>(catalogue, none);
    expect(text('plain')).toBe('The provider’s page isn’t there');
    expect(text('name', { name: '{Acme} <b>' })).toBe('Copied for {Acme} <b>, isn’t it');
    expect([text('many', { count: 1 }), text('many', { count: 1200 })]).toEqual(['1 account', '1,200 accounts']);
  });

  it('is of another language from one moment to the next', () => {
    const { text, use, language } = localize<Some>(some, none);
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
  const { pieces } = localize<Some>(some, none);
  const element = { tag: 'bdi' };
  expect(pieces('name', { name: element })).toEqual(['Copied for ', element, ', isn’t it']);
});

describe('another language', () => {
  const german = {
    plain: 'Die Seite fehlt',
    name: 'Kopiert für {name}',
    many: '{count, plural, one {# Konto} other {# Konten}}',
  };

  it('is spoken once its texts are fetched, with keys or in the order of the English', async () => {
    for (const texts of [german, Object.values(compile(JSON.stringify(german)))]) {
      const { text, speak, language, locale } = localize<Some>(some, { ...none, de: fetched(texts) });
      await speak('de');
      expect([language(), locale(), text('name', { name: 'Acme' }), text('many', { count: 1 })]).toEqual([
        'de',
        'de',
        'Kopiert für Acme',
        '1 Konto',
      ]);
      await speak('en');
      expect([language(), text('many', { count: 1 })]).toEqual(['en', '1 account']);
    }
  });

  it('is not spoken where another one was asked for while its texts were on the way', async () => {
    const waiting = Promise.withResolvers<void>();
    const de = async () => {
      await waiting.promise;
      return { default: german };
    };
    const { text, speak, language } = localize<Some>(some, { ...none, de });
    const late = speak('de');
    await speak('en');
    waiting.resolve();
    await late;
    expect([language(), text('many', { count: 2 })]).toEqual(['en', '2 accounts']);
  });

  it('changes nothing where its texts cannot be fetched', async () => {
    const de = () => Promise.reject(new Error('no such file'));
    const { text, speak, language } = localize<Some>(some, { ...none, de });
    await expect(speak('de')).rejects.toThrow('no such file');
    expect([language(), text('many', { count: 2 })]).toEqual(['en', '2 accounts']);
  });
});

describe('a later part', () => {
  interface InParts {
    'row.copy': never;
    'rename.title': { name: string };
  }
  const first = { 'row.copy': 'Copy' };
  const noTexts = async () => ({ default: {} });
  const dialogs = { 'rename.title': 'Rename {name}' };
  const german = {
    default: ['Kopieren'],
    later: { dialogs: fetched(['{name} umbenennen']), details: fetched([]), lists: fetched([]), windows: fetched([]) },
  };
  const inParts = (de: () => Promise<typeof german>) =>
    localize<InParts>(
      first,
      { ...none, de },
      { dialogs: async () => ({ default: dialogs }), details: noTexts, lists: noTexts, windows: noTexts },
    );
  const said = ({ text }: ReturnType<typeof inParts>) => [text('row.copy'), text('rename.title', { name: 'A' })];

  it('is there in the language in force, and in each that is spoken later', async () => {
    const askedInEnglish = inParts(async () => german);
    await askedInEnglish.fetchPart('dialogs');
    expect(said(askedInEnglish)).toEqual(['Copy', 'Rename A']);
    await askedInEnglish.speak('de');
    expect(said(askedInEnglish)).toEqual(['Kopieren', 'A umbenennen']);
    const askedInGerman = inParts(async () => german);
    await askedInGerman.speak('de');
    await askedInGerman.fetchPart('dialogs');
    expect(said(askedInGerman)).toEqual(['Kopieren', 'A umbenennen']);
  });

  it('is not lost where it is asked for while a language is on the way', async () => {
    const waiting = Promise.withResolvers<typeof german>();
    const texts = inParts(() => waiting.promise);
    const spoken = texts.speak('de');
    const part = texts.fetchPart('dialogs');
    waiting.resolve(german);
    await part;
    expect(said(texts)).toEqual(['Kopieren', 'A umbenennen']);
    await spoken;
    expect(said(texts)).toEqual(['Kopieren', 'A umbenennen']);
  });

  it('is there in English where the language cannot be fetched', async () => {
    const texts = inParts(() => Promise.reject(new Error('no such file')));
    await expect(texts.speak('de')).rejects.toThrow('no such file');
    await texts.fetchPart('dialogs');
    expect(said(texts)).toEqual(['Copy', 'Rename A']);
  });

  it('is taken out of the windows’ files by the build, in the order of the English', () => {
    const { config, load } = catalogues as unknown as {
      config: (settings: object, of: { command: string }) => unknown;
      load: (id: string) => { code: string };
    };
    config({}, { command: 'build' });
    const codeOf = (id: string): string => load(join(root, id)).code;
    const list = (code: string): unknown => JSON.parse(/^export default (.*);$/m.exec(code)?.[1] ?? '');
    const [firstPart, part] = [codeOf('renderer/text/de.json'), codeOf('renderer/text/de.json?part=dialogs')];
    const keysOf = (id: string): readonly string[] => Object.keys(list(codeOf(id)) as object);
    expect(firstPart).toContain('dialogs: () => import("./de.json?part=dialogs")');
    expect([firstPart, part].map(code => (list(code) as []).length)).toEqual([
      keysOf('renderer/text/en.json').length,
      keysOf('renderer/text/en.json?part=dialogs').length,
    ]);
    expect(keysOf('renderer/text/en.json?part=dialogs')).toContain('rename.title');
    expect(keysOf('renderer/text/en.json')).not.toContain('rename.title');
    expect(codeOf('main/text/de.json')).not.toContain('import');
    config({}, { command: 'serve' });
  });
});

describe('a name that runs the other way', () => {
  const message = '{yes, select, yes {{name}: {n} left} other {{name}}}';
  const hebrew = '\u05d0\u05d1';
  it('is kept apart, and nothing else is', () => {
    const { text } = localize<{ a: { yes: string; name: string; n: number } }>({ a: message }, none);
    expect(text('a', { yes: 'yes', name: hebrew, n: 3 })).toBe(`\u2068${hebrew}\u2069: 3 left`);
    expect(text('a', { yes: 'yes', name: 'Zürich', n: 3 })).toBe('Zürich: 3 left');
  });
  it('is one in Latin letters where lines run from right to left', () => {
    const { text, use } = localize<{ a: { yes: string; name: string; n: number } }>({ a: message }, none);
    use('ar-XB', { a: message });
    expect(text('a', { yes: 'yes', name: 'Acme', n: 3 })).toBe('\u2068Acme\u2069: 3 left');
    expect(text('a', { yes: 'yes', name: hebrew, n: 3 })).toBe(`${hebrew}: 3 left`);
  });
});

describe('a pseudo-language', () => {
  const read = (message: string, language: 'en-XA' | 'ar-XB', values: { n: number }) => {
    const made = pseudoMessage(message, language);
    const { text } = localize<{ a: { n: number } }>({ a: made }, none);
    return text('a', values);
  };

  it('en-XA has accents, is 40 % longer, and leaves the values', () => {
    const words = 'Saved tokens still work and can be copied again';
    const made = pseudoMessage(words, 'en-XA');
    expect(made).not.toMatch(/[a-z]/i);
    expect(made.length / words.length).toBeCloseTo(1.4, 1);
    expect(read('{n, plural, one {# token} other {# tokens}}', 'en-XA', { n: 2 })).toMatch(/^2 ţ[^a-z]+$/);
  });

  it('ar-XB runs from right to left, word by word, and leaves the values', () => {
    expect(pseudoMessage('Add account', 'ar-XB')).toBe('\u202eAdd\u202c \u202eaccount\u202c');
    expect(read('{n} left', 'ar-XB', { n: 3 })).toBe('3 \u202eleft\u202c');
  });
});
