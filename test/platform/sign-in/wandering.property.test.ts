import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExpectedRedirect } from '../../../main/core/oauth/redirect.ts';
import { type Move, startWandering } from './wandering-page.ts';

// Pages wander about, and what the sign-in takes is compared with what a model says: a short list of which address means
// what, written down here and not computed by any parser.

const origin = 'https://www.readycloud.com';
const redirectAddress = `${origin}/api/v1/oauth2/auth_code`;
const expected: ExpectedRedirect = { address: redirectAddress, state: 'ours', stateRequired: false, answer: 'token' };

type Meaning = 'answer' | 'answer without state' | 'refusal' | 'not ours' | 'nothing yet' | 'elsewhere';

const right = 'access_token=TOKEN&token_type=bearer&state=ours';
const addresses: readonly (readonly [Meaning, string])[] = [
  ['answer', `${redirectAddress}#${right}`],
  ['answer without state', `${redirectAddress}#access_token=TOKEN&token_type=Bearer`],
  ['answer', `https://www.readycloud.com:443/api/v1/oauth2/./auth_code#${right}`],
  ['refusal', `${redirectAddress}#error=access_denied&state=ours`],
  ['not ours', `${redirectAddress}#access_token=TOKEN&token_type=bearer&state=theirs`],
  ['not ours', `${redirectAddress}#access_token=TOKEN&access_token=TOKEN2&token_type=bearer`],
  ['nothing yet', redirectAddress],
  ['nothing yet', `${redirectAddress}#loading`],
  ['elsewhere', `${origin}/login#${right}`],
  ['elsewhere', `${origin}/login#error=wrong_password`],
  ['elsewhere', `${redirectAddress}/#${right}`],
  ['elsewhere', `${redirectAddress}2#${right}`],
  ['elsewhere', `http://www.readycloud.com/api/v1/oauth2/auth_code#${right}`],
  ['elsewhere', `https://www.readycloud.com:8443/api/v1/oauth2/auth_code#${right}`],
  ['elsewhere', `https://www.readycloud.com.evil.example/api/v1/oauth2/auth_code#${right}`],
  ['elsewhere', `https://someone@www.readycloud.com/api/v1/oauth2/auth_code#${right}`],
  ['elsewhere', `https://evil.example/?${redirectAddress}#${right}`],
  ['elsewhere', `https://www.readycloud.com/API/v1/oauth2/auth_code#${right}`],
  ['elsewhere', 'https://evil.example/'],
];

const moves = [
  'link',
  'redirect',
  'forbidden-redirect',
  'hash',
  'history',
  'fails',
  'back',
  'form-post',
  'opens',
] as const;
const step = fc.record({
  by: fc.constantFrom(...moves),
  who: fc.constantFrom('page', 'popup', 'frame'),
  ledBy: fc.constantFrom(origin, origin, 'https://evil.example'),
  // Mostly addresses that must not be taken, so that a sequence lives for a while.
  at: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 3, max: 18 }) }, { weight: 1, arbitrary: fc.nat(2) }),
});

interface Told extends Move {
  readonly meaning: Exclude<Meaning, 'answer without state'>;
  readonly token: string;
}

/** Every move has a token of its own, so that it shows which one was taken. */
const tell = (
  { by, who, at, ledBy }: { by: Move['by']; who: string; at: number; ledBy: string },
  index: number,
): Told => {
  const [written, address] = addresses[at] ?? ['elsewhere', origin];
  // Without `state` it counts from the provider's own origin alone, and Electron names nobody for a window that opens there.
  const isOurs = ledBy === origin && by !== 'opens';
  const meaning = written !== 'answer without state' ? written : isOurs ? 'answer' : 'not ours';
  const token = `token-${index}`;
  // Drawn from the three words above.
  return { by, who: who as Move['who'], ledBy, meaning, token, url: address.replace('TOKEN', token) };
};

const endings: readonly Meaning[] = ['answer', 'refusal', 'not ours'];

/** A window that a frame opens is a window like any other. */
const isFramed = ({ who, by }: Told): boolean => who === 'frame' && by !== 'opens';

/** What a sign-in ends with: the first main frame that comes to the redirect address with an answer decides. */
const endOf = (moves: readonly Told[]): Told | undefined =>
  moves.find(move => !isFramed(move) && endings.includes(move.meaning));

const kindOf: Readonly<Record<string, string>> = { answer: 'token', refusal: 'refused', 'not ours': 'invalid' };

test('whatever way pages, popups and frames wander, only the first right answer is taken', () => {
  const seen = new Set<string>();
  const framed = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), steps => {
      const moves = steps.map(tell);
      const end = endOf(moves);
      const { move, results, contacted } = startWandering(origin, expected);
      for (const each of moves) move(each);

      expect(results.map(({ kind }) => kind)).toEqual(end === undefined ? [] : [kindOf[end.meaning]]);
      const [result] = results;
      const taken = result?.kind === 'token' ? result.accessToken.reveal() : undefined;
      expect(taken).toBe(end?.meaning === 'answer' ? end.token : undefined);

      // Only through its history does a page, or a frame, get to the redirect address before anyone can say no.
      const isAsked = (each: Told): boolean => each.by !== 'back' && !(each.by === 'fails' && each.who === 'frame');
      const answers = moves.filter(each => isAsked(each) && endings.includes(each.meaning));
      expect(answers.filter(each => contacted.includes(each))).toEqual([]);
      if (end) seen.add(`${end.by} ${end.who}`);
      for (const each of moves)
        if (isFramed(each) && endings.includes(each.meaning)) framed.add(`${each.by}: ${each.meaning}`);
    }),
    { numRuns: 1000 },
  );
  // Each kind of move has ended a sign-in, in the page and in its popup: the sequences do reach what they are about.
  const ended = [...moves.flatMap(one => [`${one} page`, `${one} popup`]), 'opens frame'];
  expect([...seen].sort()).toEqual(ended.sort());
  // And by each kind of move a frame had every kind of answer, in vain.
  const inVain = moves.filter(one => one !== 'opens').flatMap(one => endings.map(each => `${one}: ${each}`));
  expect([...framed].sort()).toEqual(inVain.sort());
});
