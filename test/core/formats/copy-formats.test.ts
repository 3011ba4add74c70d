import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { type CopySource, copyFormats } from '../../../main/core/formats/copy-formats.ts';
import { formatOf } from '../../../main/core/formats/format-copy.ts';
import { posix } from '../../../main/core/formats/quoting.ts';
import type { CopyFormat } from '../../../preload/contract/copy-formats.ts';

// What is copied is run: by a shell, by curl against a server, by Node's own reader of .env files.

const folder = mkdtempSync(join(tmpdir(), 'dockpass-formats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const source = (token: string, more: Partial<CopySource> = {}): CopySource => ({
  providerId: 'readycloud',
  providerName: 'ReadyCloud',
  accountName: 'Acme Goods',
  scheme: 'Bearer' as const,
  accessToken: new Secret(token),
  keys: {},
  endpointUrl: 'https://api.example/v2/orders/',
  ...more,
});
const copied = (format: CopyFormat, token: string, more: Partial<CopySource> = {}): string =>
  formatOf(() => copyFormats, format)
    .write(source(token, more))
    .reveal();
const refusal = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};
const isUnsafe = { code: 'bad-input', reason: 'unsafe-format' };

/** Whatever a token may hold (RFC 6750 section 2.1 and then some): the signs that shells read first. */
const signs = fc.constantFrom(...'\'"`$\\!%&|;<>()[]{}*?#~^=,:@/+-._aZ0'.split(''));
const visible = fc.integer({ min: 0x21, max: 0x7e }).map(code => String.fromCharCode(code));
const token = fc.string({ unit: fc.oneof(signs, visible), minLength: 1, maxLength: 40 });
/** Whatever a person could have typed into an address or a name. */
const word = fc.string({ unit: fc.oneof(signs, fc.constantFrom(' ', 'é', '中', '‘', '’'), visible), maxLength: 40 });

/** These words as a POSIX shell hands them to a program. */
const throughSh = (words: readonly string[]): readonly string[] =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${words.map(posix).join(' ')}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

describe('for a POSIX shell', () => {
  const hostile = [
    ...["it's", '$(touch /tmp/x)', '`id`', '$HOME', '"', '\\', "'\\''", '!!', '~', '*', '-n', '--', '#', ' a  b ', ''],
    ...['a;b', 'a&&b', 'a|b', '>out', '%s', '\\n', "''", "'", '{a,b}', '$((1+1))', '‘curly’'],
  ];
  it('hands every hostile word over as it is', () => {
    expect(throughSh(hostile)).toEqual(hostile);
  });

  it('hands any word over as it is', () => {
    const words = fc.array(word, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(words, some => {
        expect(throughSh(some)).toEqual(some);
      }),
      { numRuns: 40 },
    );
  });

  it.each(['\n', '\r', '\0', '\u2028', '\x1b', '\x7f'])('refuses a word with %j in it', control => {
    expect(refusal(() => posix(`a${control}b`))).toMatchObject(isUnsafe);
  });
});

describe('the curl command', () => {
  const arrived: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    arrived.push(request);
    response.end('ok');
  });
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    origin = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  });
  afterAll(() => void server.close());
  beforeEach(() => void arrived.splice(0));

  const run = (command: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, PATH: `${process.env.PATH}${delimiter}${folder}`, HOME: folder };
      execFile('sh', ['-c', command], { env }, (error, stdout) => (error === null ? resolve(stdout) : reject(error)));
    });
  // Where there is no curl, a program of that name takes the same words and does what they say.
  writeFileSync(
    join(folder, 'curl'),
    `#!/bin/sh\nexec '${process.execPath}' -e 'const [url, header, , ...rest] = process.argv.slice(1).reverse();
const [name, ...value] = header.split(": ");
if (rest.some(one => one !== "-g" && one !== "-sS")) throw new Error("curl knows no such words");
fetch(url, { headers: { [name]: value.join(": ") } }).then(one => one.text()).then(text => process.stdout.write(text));' -- "$@"\n`,
    { mode: 0o755 },
  );

  it.each([
    ['a plain token', 'abc.DEF-123_~+/=='],
    ['quotes', `it's"both"`],
    ['a substitution', '$(touch$IFS/pwned)'],
    ['backticks', '`touch`'],
    ['a backslash', 'a\\nb\\'],
    ['a variable and a home', '~$HOME$$'],
    ['the end of an option', "';rm$IFS-rf;'"],
    ['an at sign and percent signs', '@/etc/passwd%PATH%'],
  ])('sends a token with %s as it is', async (_, text) => {
    expect(await run(copied('curl', text, { endpointUrl: `${origin}/v2/orgs/` }))).toBe('ok');
    expect(arrived.map(({ url, headers }) => [url, headers.authorization])).toEqual([['/v2/orgs/', `Bearer ${text}`]]);
  });

  it.each([
    ['a quote', "/v2/it's/", "/v2/it's/"],
    ['brackets and braces', '/v2/orders/?filter[state]={a,b}', '/v2/orders/?filter[state]={a,b}'],
    ['an ampersand', '/v2/orders/?a=1&b=$(id)', '/v2/orders/?a=1&b=$(id)'],
    ['percent signs', '/v2/orgs/a%2Fb/', '/v2/orgs/a%2Fb/'],
  ])('asks an address with %s', async (_, path, asked) => {
    expect(await run(copied('curl', 'abc', { endpointUrl: origin + path }))).toBe('ok');
    expect(arrived.map(({ url }) => url)).toEqual([asked]);
  });

  it('sends packed keys as Basic', async () => {
    await run(copied('curl', 'cHViOnByaXY=', { scheme: 'Basic', endpointUrl: `${origin}/` }));
    expect(arrived[0]?.headers.authorization).toBe('Basic cHViOnByaXY=');
  });
});

/** The readers of a file of variables that a line is checked with: each gives what it takes for the value of the first. */
const readers: Readonly<Record<string, (files: readonly string[]) => readonly (string | undefined)[]>> = {
  Node: files => files.map(file => parseEnv(file).READYCLOUD_TOKEN),
  'a shell': files => {
    const command = files.map((file, n) => {
      writeFileSync(join(folder, `${n}.env`), file);
      return `. ./${n}.env; printf '%s\\0' "$READYCLOUD_TOKEN"`;
    });
    const env = { HOME: '/somewhere' };
    return execFileSync('sh', ['-c', command.join('\n')], { encoding: 'utf8', env, cwd: folder })
      .split('\0')
      .slice(0, -1);
  },
  'python-dotenv, as its parser is written': files => files.map(readAsPython),
  ...(hasPythonDotenv() && {
    'python-dotenv itself': (files: readonly string[]) => {
      const read =
        'import sys, json, io, dotenv; first = lambda text: dotenv.dotenv_values(stream=io.StringIO(text)).get("READYCLOUD_TOKEN"); print(json.dumps([first(text) for text in json.load(sys.stdin)]))';
      return JSON.parse(execFileSync('python3', ['-c', read], { encoding: 'utf8', input: JSON.stringify(files) }));
    },
  }),
};

function hasPythonDotenv(): boolean {
  try {
    execFileSync('python3', ['-c', 'import dotenv; dotenv.dotenv_values'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The value of a file's first line: https://github.com/theskumar/python-dotenv/blob/main/src/dotenv/parser.py */
function readAsPython(file: string): string | undefined {
  const text = file.slice(file.indexOf('=') + 1);
  const quoted = /^'((?:\\'|[^'])*)'/.exec(text)?.[1]?.replace(/\\([\\'])/g, '$1');
  const value =
    quoted ??
    /^[^\r\n]*/
      .exec(text)?.[0]
      ?.replace(/\s+#.*/, '')
      .trimEnd();
  // Variables are put in whatever the quotes are; none is set here.
  return value?.replace(/\$\{[^}:]*(?::-([^}]*))?\}/g, '$1');
}

describe('the .env line', () => {
  const odd = [
    '~root',
    'a~b',
    '#a',
    'a#b',
    '$HOME',
    '"a"',
    'a"b',
    '=',
    '-n',
    '`id`',
    'a\\nb',
    'a\\"b',
    '$HOME}',
    'a:b',
    'a:~root',
  ];
  const unsafe = ["it's", '\\', 'a\\', '\\\\', 'a\\\\b', `$${'{HOME}'}`, `a$${'{b:-c}'}d`];

  /** What must be said of each token: the line, with another variable behind it as in any such file, or that it is refused. */
  const linesOf = (tokens: readonly string[]): readonly { readonly text: string; readonly file: string }[] =>
    tokens.flatMap(text => {
      const line = refusal(() => copied('env', text));
      if (typeof line === 'string') return [{ text, file: `${line}\nOTHER='it'\n` }];
      expect([line, text]).toEqual([expect.objectContaining(isUnsafe), expect.stringMatching(/'|\\\\|\\$|\$\{/)]);
      return [];
    });

  it.each(Object.entries(readers))('gives the token back, whatever is in it, to %s', (_reader, read) => {
    const some = fc.array(token, { minLength: 20, maxLength: 40 });
    const check = (tokens: readonly string[]): void => {
      const written = linesOf(tokens);
      expect(read(written.map(({ file }) => file))).toEqual(written.map(({ text }) => text));
    };
    fc.assert(fc.property(some, check), { numRuns: 20, examples: [[odd], [unsafe]] });
    expect(linesOf(odd)).toHaveLength(odd.length);
  });

  it.each(unsafe)('is refused for %j, which some reader takes for something else', text => {
    expect(refusal(() => copied('env', text))).toMatchObject(isUnsafe);
  });

  it('needs no quotes, which Docker would keep, for what tokens are usually made of', () => {
    const plain = 'abc.DEF-123_~+/==@a,b%c:d';
    expect(copied('env', plain)).toBe(`READYCLOUD_TOKEN=${plain}`);
  });

  it('is named after the provider, and holds the whole header’s value where there is no token', () => {
    expect(copied('env', 'abc')).toBe('READYCLOUD_TOKEN=abc');
    expect(parseEnv(copied('env', 'cHI=', { scheme: 'Basic', providerId: 'send-cloud' }))).toEqual({
      SEND_CLOUD_AUTHORIZATION: 'Basic cHI=',
    });
  });
});

it('the JSON gives everything back, whatever is in it', () => {
  fc.assert(
    fc.property(token, word, (text, name) => {
      const json: unknown = JSON.parse(copied('json', text, { accountName: name, expiresAt: 1_800_000_000_999 }));
      expect(json).toEqual({
        provider: 'ReadyCloud',
        account: name,
        token_type: 'Bearer',
        access_token: text,
        expires_at: 1_800_000_000,
      });
    }),
  );
});

describe('a copy without a secret', () => {
  it('is the address or the organization alone', () => {
    expect(copied('endpoint', 'abc')).toBe('https://api.example/v2/orders/');
    expect(copied('org', 'abc', { organizationId: 'Q7Z' })).toBe('Q7Z');
  });

  it('is refused where the account has none', () => {
    expect(refusal(() => copied('org', 'abc'))).toMatchObject({ code: 'bad-input', field: 'organization' });
    expect(refusal(() => copied('public-key', 'abc'))).toMatchObject({ code: 'bad-input', field: 'publicKey' });
  });
});
