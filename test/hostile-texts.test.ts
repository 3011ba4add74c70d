import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkRow } from '../main/core/account-lists/check-row.ts';
import { readCsv } from '../main/core/account-lists/csv-list.ts';
import { tidyLabel } from '../main/core/base/labels.ts';
import { longestAddress, longestPasted } from '../main/core/base/limits.ts';
import { Secret } from '../main/core/base/secret.ts';
import { visibleText } from '../main/core/details/visible-text.ts';
import { readVisited } from '../main/core/oauth/answer-author.ts';
import { readApiBaseBefore } from '../main/core/oauth/api-address.ts';
import { readClaims, readTokenForm } from '../main/core/oauth/jwt.ts';
import { readOtherAddress, readPasted, readRedirect } from '../main/core/oauth/redirect.ts';
import { isAutostartOn } from '../main/core/settings/autostart-entry.ts';
import { judgeWindowsSecret } from '../main/core/settings/windows-trust.ts';
import { wordsOf } from '../main/platform/sign-in/page-failures.ts';
import { createLog } from '../main/platform/system/log.ts';
import { logUnhandled } from '../main/platform/system/unhandled.ts';
import { providersWith } from '../main/providers/index.ts';
import { ownToken } from '../main/providers/own-token.ts';
import { namesOffered } from '../renderer/connect/names.ts';
import { expected, registered } from './core/oauth/redirect-cases.ts';
import { fakeLog } from './support/fakes/fakes.ts';

// Whoever can hand Dockpass a text must not be able to keep it busy. Each reader of texts from outside gets long ones made
// of what patterns trip over, and a longer one may take more work only as it is longer.

const folder = mkdtempSync(join(tmpdir(), 'dockpass-texts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const log = createLog({ folder });
const providers = providersWith({});
const unhandled = (stack: string): void => {
  const program = { on: (_name: string, listener: (problem: unknown) => void) => listener(problem) };
  const problem = Object.assign(new Error('it'), { stack: `Error: it\n${stack}` });
  // Of the program only `on` is used.
  logUnhandled(fakeLog(), program as unknown as NodeJS.EventEmitter);
};
const quietly = (read: () => unknown): void => {
  try {
    read();
  } catch {
    // That it is refused is told by other tests; here it is about the work.
  }
};

const readList = (text: string): void => {
  for (const row of readCsv(text) ?? []) if ('account' in row) checkRow(row.account, providers);
};

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'a pasted address': text => readPasted(text, expected),
  'a redirect': text => readRedirect(`${registered}#${text}`, expected),
  'a redirect’s address': text => readRedirect(text, expected),
  'a redirect elsewhere': text => readOtherAddress(`https://shop.example/${text}`, expected),
  'the trail of an answer': text =>
    readVisited(`${registered}#access_token=at-9&token_type=bearer`, [text], expected, 'https://www.readycloud.com'),
  'a typed address': text => quietly(() => readApiBaseBefore(`https://api.example/${text}`, 'apiAddress', ['/v1'])),
  'a typed token': text =>
    ownToken
      .obtain?.(
        {
          environment: { id: 'typed', label: 'own-token.environment.typed', origin: '' },
          values: {},
          secrets: { token: new Secret(text) },
        },
        { http: { send: () => Promise.reject(new Error('nobody is asked')) }, now: () => 0 },
      )
      .catch(() => undefined),
  'typed names': text => namesOffered(['one', 'two'], text),
  'a name': tidyLabel,
  'a list of accounts': readList,
  'a line of a list': text => readList(`name,provider,groups,tokenAddress\n${text}`),
  'a token’s claims': text => readClaims(new Secret(`a.${text}.b`)),
  'a token’s form': text => readTokenForm(new Secret(text)),
  'a claim': text => visibleText(text),
  'a stranger’s words': wordsOf,
  'a desktop file': isAutostartOn,
  'rights on Windows': text => judgeWindowsSecret(text, 'S-1-5-21-1'),
  'a fact for the log': text => log.write('event', { text }),
  'places of an error': unhandled,
};

const heads = ['', 'O:', 'O:aG:', 'O:aD:', 'http://', 'bearer', 'authorization', '    at ', 'Hidden', 'x=', '<'];
const repeated = [
  ...[' ', '\n', '\t', '/', 'a', 'A', '1', '=', ':', '.', '-', '+', '%', '(', '()', '<', '"', '?', '#', '&', ';'],
  ...['a:', 'a=', 'a=&', '&a=', 'a.', '/a', ' a', 'a ', '.a:', 'x:1', ':1', 'G:', 'D:', '%25', '://', '    at x\n'],
];
const tails = ['', '!', '\n!'];
const length = 40_000;

/** How a text is made, at a length. */
interface Hostile {
  readonly name: string;
  readonly at: (length: number) => string;
}
const hostile: readonly Hostile[] = heads.flatMap(head =>
  repeated.flatMap(one =>
    tails.map(tail => ({
      name: JSON.stringify([head, one, tail]),
      at: (long: number) => `${head}${one.repeat(Math.ceil(long / one.length))}${tail}`,
    })),
  ),
);

/** The least of three runs, in ms: one that the engine compiles or cleans up in takes longer. */
const workFor = (run: () => unknown): number => Math.min(...[1, 2, 3].map(() => workOnce(run)));

/** What this thread computes, whatever else the machine has to do meanwhile. */
const workOnce = (run: () => unknown): number => {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
};

/** So many short texts are as long as a long one, and take as much work; a pattern that starts over takes longer for the long one. */
const shorter = 16;
const mostGrowth = 4;
/** Work, in ms, that is too little to see growth in: what is linear stays below it at this length. */
const least = 20;

/** Read as one text, it takes far more work than as so many short ones. */
const growsTooFast = (read: (text: string) => unknown, short: string, long: string): boolean => {
  const readShort = (): void => {
    for (let count = 0; count < shorter; count += 1) read(short);
  };
  return workFor(() => read(long)) > mostGrowth * workFor(readShort);
};

describe('a long text costs no more than its length, read as', () => {
  it.each(Object.entries(readers))('%s', (_name, read) => {
    const isTooMuch = ({ at }: Hostile): boolean => {
      const [short, long] = [at(length / shorter), at(length)];
      if (workOnce(() => read(long)) < least) return false;
      return workFor(() => read(long)) >= least && growsTooFast(read, short, long);
    };
    expect(hostile.find(isTooMuch)?.name).toBeUndefined();
  });

  it('and a pattern that starts over at each letter is found', () => {
    const startsOver = (text: string): boolean => /\s+$/.test(`${text}x`);
    expect(growsTooFast(startsOver, ' '.repeat(1000), ' '.repeat(1000 * shorter))).toBe(true);
  });
});

describe('what is longer than any such text is not looked at', () => {
  it('pasted: it is said to be no address and no token', () => {
    const good = `${registered}#access_token=at-9&token_type=bearer`;
    expect(readPasted(good, expected).kind).toBe('token');
    expect(readPasted(`${' '.repeat(longestPasted)}${good}`, expected).kind).toBe('unreadable');
    expect(readPasted('a'.repeat(1_000_000), expected).kind).toBe('unreadable');
  });

  it('a redirect: it ends the sign-in at our address, and is nobody’s anywhere else', () => {
    const long = 'x'.repeat(longestAddress * 8);
    expect(readRedirect(`${registered}#access_token=${long}`, expected)).toEqual({
      kind: 'invalid',
      reason: 'too-long',
    });
    expect(readRedirect(`https://elsewhere.example/#${long}`, expected)).toEqual({ kind: 'elsewhere' });
  });
});
