import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { copyFormats } from '../../../main/core/formats/copy-formats.ts';
import { formatOf, unsafeForAddress, unsafeFormats } from '../../../main/core/formats/format-copy.ts';
import { cmd, powershell } from '../../../main/core/formats/quoting.ts';

// The shells of Windows are not on every computer: each line of these tables names the documented rule that it follows.

const refusal = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};
const isUnsafe = { code: 'bad-input', reason: 'unsafe-format' };
const signs = fc.constantFrom(...'\'"`$\\!%&|;<>()[]{}*?#~^=,:@/+-._aZ0'.split(''));
const word = fc.string({ unit: fc.oneof(signs, fc.string({ minLength: 1, maxLength: 1 })), maxLength: 40 });

describe('for PowerShell', () => {
  // about_Quoting_Rules: single quotes are verbatim, and a quote inside is written twice. The language specification
  // (2.3.5.2) counts U+2018 to U+201B as single quotes, too.
  it.each([
    ['abc', "'abc'", 'verbatim inside single quotes'],
    ["it's", "'it''s'", 'a single quote is written twice'],
    ['‘a’‚b‛', "'‘‘a’’‚‚b‛‛'", 'and so are the typographic ones'],
    ['$env:PATH', "'$env:PATH'", 'no variable is expanded in single quotes'],
    ['$(Get-Date)', "'$(Get-Date)'", 'nor a subexpression'],
    ['a`nb', "'a`nb'", 'nor is the backtick an escape there'],
    ['"', `'"'`, 'a double quote is an ordinary sign'],
    ['@{a=1};', "'@{a=1};'", 'so is what would be code outside'],
  ])('writes %s as %s: %s', (text, quoted) => {
    expect(powershell(text)).toBe(quoted);
  });

  it('asks with the token in a table of headers', () => {
    const source = {
      providerId: 'readycloud',
      providerName: 'ReadyCloud',
      accountName: 'Acme Goods',
      scheme: 'Bearer' as const,
      accessToken: new Secret("a'b$c"),
      keys: {},
      endpointUrl: 'https://api.example/v2/orders/',
    };
    expect(
      formatOf(() => copyFormats, 'powershell')
        .write(source)
        .reveal(),
    ).toBe("Invoke-RestMethod -Uri 'https://api.example/v2/orders/' -Headers @{ Authorization = 'Bearer a''b$c' }");
  });

  it('refuses what is more than one line', () => {
    expect(refusal(() => powershell('a\nb'))).toMatchObject(isUnsafe);
  });
});

describe('for cmd', () => {
  // The help of cmd (`cmd /?`, "special characters") and of `set /?`; the C runtime's "Parsing C command-line arguments".
  it.each([
    ['abc', '"abc"', 'double quotes keep a word together'],
    ['a b', '"a b"', 'with its spaces'],
    ['a&b|c<d>e', '"a&b|c<d>e"', 'and what would end a command outside'],
    ['a^b', '"a^b"', 'a caret is an ordinary sign inside'],
    ["it's (so); ok", `"it's (so); ok"`, 'so are these'],
    ['a\\b', '"a\\b"', 'a backslash is one, unless a quote follows it'],
  ])('writes %s as %s: %s', (text, quoted) => {
    expect(cmd(text)).toBe(quoted);
  });

  it.each([
    ['%PATH%', 'variables are expanded inside quotes, and nothing there turns that off at a prompt'],
    ['100%', 'a single percent sign may open one'],
    ['a!b', 'nor are these safe where delayed expansion is on (`cmd /v:on`)'],
    ['a"b', 'a quote ends the quoting for cmd, whatever the program would make of it'],
    ['a\\', 'a backslash at the end would take the closing quote with it'],
    ['a\nb', 'a second line is a second command'],
  ])('refuses %j: %s', text => {
    expect(refusal(() => cmd(text))).toMatchObject(isUnsafe);
  });

  it('names the address among the reasons: one with a percent sign cannot be asked there', () => {
    expect(unsafeFormats({ endpointUrl: 'https://api.example/v2/orgs/a%2Fb/' })).toEqual(['cmd']);
    expect(unsafeFormats({ endpointUrl: 'https://api.example/v2/orgs/ab/' })).toEqual([]);
  });

  it('says of any address at once what the formats themselves say of it', () => {
    const address = fc.string({ unit: fc.constantFrom(...'aZ09_-.:/%!"&?=[]{}\\\n ') });
    fc.assert(
      fc.property(address, text => {
        expect(unsafeForAddress(text)).toEqual(unsafeFormats({ endpointUrl: text }));
      }),
    );
  });

  it('never writes what cmd would read otherwise', () => {
    fc.assert(
      fc.property(word, text => {
        const quoted = refusal(() => cmd(text));
        if (typeof quoted !== 'string') expect(quoted).toMatchObject(isUnsafe);
        else expect(quoted.slice(1, -1)).toMatch(/^[^"%!\n]*$/);
      }),
    );
  });
});
