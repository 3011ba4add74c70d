import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { viewClaims } from '../../../main/core/details/claims.ts';
import { readTokenForm } from '../../../main/core/oauth/jwt.ts';
import type { ClaimsView } from '../../../preload/contract/details/details-view.ts';
import { jwtOf, jwtOfText } from '../../support/local/plain-jwt.ts';

const viewed = (token: string, isSecret = (_text: string): boolean => false): ClaimsView | string => {
  const form = readTokenForm(new Secret(token));
  return form.kind === 'jwt' ? viewClaims(form.claims, isSecret) : form.kind;
};
const lines = (view: ClaimsView | string) => (typeof view === 'string' ? view : view.list);
/** Of a payload as it is written. */
const written = (payload: string) => lines(viewed(jwtOfText(payload)));

/** What a window may have: short, of one line, and nothing that cannot be seen. */
const isSafe = (text: string): boolean =>
  // 500 characters, each by its number at worst, and the sign that it is cut.
  text.length <= 500 * '[U+10FFFF]'.length + 1 && !/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(text);
const textsOf = (view: ClaimsView): readonly string[] => view.list.flatMap(one => [...one.path, ...one.values]);

const nested = (levels: number, inside: string): string => `${'{"a":'.repeat(levels)}${inside}${'}'.repeat(levels)}`;

describe('a hostile claim shows what it is', () => {
  it.each<[string, string, unknown]>([
    ['HTML', '{"h":"<img src=x onerror=alert(1)>"}', [{ path: ['h'], values: ['<img src=x onerror=alert(1)>'] }]],
    ['HTML in a name', '{"<b>":1}', [{ path: ['<b>'], values: ['1'] }]],
    ['bidi', '{"b":"a\\u202egnp.exe"}', [{ path: ['b'], values: ['a[U+202E]gnp.exe'] }]],
    ['bidi isolates', '{"b":"\\u2066x\\u2069\\u200f"}', [{ values: ['[U+2066]x[U+2069][U+200F]'] }]],
    ['bidi in a name', '{"\\u202eiss":"x"}', [{ path: ['[U+202E]iss'], values: ['x'] }]],
    [
      'control characters',
      '{"c":"a\\u0000b\\n\\tc\\u001b[31m"}',
      [{ values: ['a[U+0000]b[U+000A][U+0009]c[U+001B][31m'] }],
    ],
    ['line separators', '{"c":"a\\u2028b\\u2029"}', [{ values: ['a[U+2028]b[U+2029]'] }]],
    ['what cannot be seen', '{"z":"ad\\u200bmin\\u3164\\ufeff"}', [{ values: ['ad[U+200B]min[U+3164][U+FEFF]'] }]],
    ['half a character', '{"s":"a\\ud83d"}', [{ values: ['a[U+D83D]'] }]],
    ['a number beyond 2^53', '{"n":9007199254740993}', [{ values: ['9007199254740993'] }]],
    ['a huge number', '{"n":1e999}', [{ values: ['1e999'] }]],
    ['a number as it is written', '{"n":1.0,"m":-0}', [{ values: ['1.0'] }, { values: ['-0'] }]],
    ['numbers beyond 2^53 in a list', '{"n":[1,12345678901234567890]}', [{ values: ['1', '12345678901234567890'] }]],
    ['a date beyond every calendar', '{"exp":99999999999999}', [{ values: ['99999999999999'] }]],
    ['a date that is a text', '{"exp":"1767603600"}', [{ values: ['1767603600'] }]],
    ['nothing', '{"a":null,"b":"","c":[],"d":{}}', [['null'], ['""'], ['[]'], ['{}']].map(values => ({ values }))],
    ['a name of nothing', '{"":true}', [{ path: ['""'], values: ['true'] }]],
    [
      'a name of every object',
      '{"__proto__":{"isAdmin":true}}',
      [{ path: ['__proto__', 'isAdmin'], values: ['true'] }],
    ],
    ['a list of objects', '{"g":[{"id":1},[2,[3]]]}', [{ values: ['{"id": 1}', '[2, [3]]'] }]],
    ['nested', nested(9, '1'), [{ path: ['a', 'a', 'a', 'a'], values: ['{"a": {"a": {…}}}'], isCut: true }]],
    ['nested in a list', '{"l":[[[[[1]]]]]}', [{ values: ['[[[…]]]'], isCut: true }]],
    ['the same name twice', '{"iss":"one","iss":"two"}', [{ path: ['iss'], values: ['two'] }]],
    ['a long text', `{"t":"${'x'.repeat(6000)}"}`, [{ values: [`${'x'.repeat(500)}…`], isCut: true }]],
    ['a long name', `{"${'n'.repeat(6000)}":1}`, [{ path: [`${'n'.repeat(100)}…`], isCut: true }]],
    ['a long number', `{"n":${'9'.repeat(6000)}}`, [{ values: [`${'9'.repeat(500)}…`], isCut: true }]],
  ])('%s', (_what, payload, expected) => {
    expect(written(payload)).toMatchObject(expected as object);
  });

  it('no more than so many claims and values are shown, and that there are others is said', () => {
    const many = viewed(jwtOf(Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`c${at}`, at]))));
    expect(many).toMatchObject({ isCut: true });
    expect(lines(many)).toHaveLength(100);
    const [list] = lines(viewed(jwtOf({ l: Array.from({ length: 900 }, (_, at) => at) })));
    expect(list).toMatchObject({ isCut: true, values: expect.arrayContaining(['0', '49']) });
    expect(Object(list).values).toHaveLength(50);
  });

  it.each([3000, 9000])('%i objects in each other end safely', levels => {
    const view = written(nested(levels, '1').slice(0, 15_000));
    expect(typeof view === 'string' || view.length === 1).toBe(true);
    expect(written(`{"a":${'['.repeat(levels)}`)).toBe('jwt-unreadable');
  });

  it('whatever a payload holds, what a window gets is short and can be seen', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 7 })), claims => {
        const view = viewed(jwtOf(claims));
        if (typeof view === 'string') throw new Error(view);
        expect(textsOf(view).filter(text => !isSafe(text))).toEqual([]);
        expect(JSON.stringify(view).length).toBeLessThan(20_000_000);
      }),
    );
  });
});

describe('what is shown of a claim', () => {
  it('the instant that the registered ones name, and their own number', () => {
    expect(written('{"exp":1767603600,"iat":1.7676e9,"other":1767603600}')).toEqual([
      { path: ['exp'], registered: 'exp', values: ['1767603600'], at: 1_767_603_600_000 },
      { path: ['iat'], registered: 'iat', values: ['1.7676e9'], at: 1_767_600_000_000 },
      { path: ['other'], values: ['1767603600'], isPersonal: true },
    ]);
  });

  it('what lies in another has the names above it, and its own words only at the top', () => {
    expect(written('{"address":{"iss":"x","street_address":"1 Dock Rd"}}')).toEqual([
      { path: ['address', 'iss'], values: ['x'], isPersonal: true },
      { path: ['address', 'street_address'], values: ['1 Dock Rd'], isPersonal: true },
    ]);
  });

  it('what names a person, and what nobody knows, may be personal; what the token itself is may not', () => {
    const known = { iss: 'a', aud: 'a', exp: 1, scope: 'a', role: ['a'], cid: 'a', usrtype: 'a' };
    const personal = {
      sub: 1,
      name: 1,
      email: 1,
      phone_number: 1,
      address: 1,
      birthdate: 1,
      given_name: 1,
      usr: 1,
      odd: 1,
    };
    const view = lines(viewed(jwtOf({ ...known, ...personal })));
    if (typeof view === 'string') throw new Error(view);
    expect(view.filter(one => one.isPersonal).map(one => one.path[0])).toEqual(Object.keys(personal));
  });

  it('nothing of one that holds a secret, wherever in it', () => {
    const isSecret = (text: string): boolean => text.includes('hush');
    const claims = {
      a: 'a hush b',
      b: ['x', { c: ['hush'] }],
      hush: 1,
      d: { hush2: 'x' },
      e: 'y',
      f: { g: { h: { i: { j: 'hush' } } } },
    };
    expect(lines(viewed(jwtOf(claims), isSecret))).toEqual([
      { path: ['a'], values: [], isSecret: true, isPersonal: true },
      { path: ['b'], values: [], isSecret: true, isPersonal: true },
      { path: ['…'], values: [], isSecret: true, isPersonal: true },
      { path: ['d', '…'], values: [], isSecret: true, isPersonal: true },
      { path: ['e'], values: ['y'], isPersonal: true },
      { path: ['f', 'g', 'h', 'i'], values: [], isSecret: true, isPersonal: true },
    ]);
  });
});
