import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Secret } from '../../../main/core/base/secret.ts';
import {
  type ExpectedRedirect,
  type RedirectReading,
  readPasted,
  readRedirect,
} from '../../../main/core/oauth/redirect.ts';
import { expected, registered, state } from './redirect-cases.ts';
import { addressMutation, answerMutation, mutate, textMutation, valid } from './redirect-mutations.ts';

const runs = 12_000;
const arms = [
  'elsewhere',
  'nothing-yet',
  'token',
  'code',
  'refused: known',
  'refused: other',
  'invalid: too-long',
  'invalid: duplicate-parameter',
  'invalid: state-mismatch',
  'invalid: state-missing',
  'invalid: bad-token',
  'invalid: bad-refresh-token',
  'invalid: bad-token-type',
  'invalid: token-type-missing',
  'invalid: bad-code',
  'invalid: wrong-answer',
];

const armOf = (reading: RedirectReading): string => {
  if (reading.kind === 'invalid') return `invalid: ${reading.reason}`;
  if (reading.kind === 'refused') return `refused: ${reading.error === 'other' ? 'other' : 'known'}`;
  return reading.kind;
};
const secretsOf = (reading: RedirectReading): readonly Secret[] => {
  if (reading.kind === 'code') return [reading.code];
  if (reading.kind !== 'token') return [];
  return reading.refreshToken === undefined ? [reading.accessToken] : [reading.accessToken, reading.refreshToken];
};

/** What must hold of an address that anything was read from, asked of the platform's parser alone. */
function expectReadable(address: string, reading: RedirectReading, wanted: ExpectedRedirect): void {
  if (reading.kind === 'elsewhere') return;
  const url = new URL(address);
  expect(`${url.origin}${url.pathname}`).toBe(registered);
  expect(`${url.username}${url.password}`).toBe('');
  const states = [...url.searchParams.getAll('state'), ...new URLSearchParams(url.hash.slice(1)).getAll('state')];
  if (reading.kind === 'token' || reading.kind === 'code' || reading.kind === 'refused')
    expect(states).toStrictEqual(states.length === 0 && !wanted.stateRequired ? [] : [state]);
  for (const secret of secretsOf(reading)) expect(secret.reveal()).toMatch(/^[!-~]{1,8192}$/);
}

const mutations = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  {
    weight: 6,
    arbitrary: fc.array(fc.oneof({ weight: 1, arbitrary: addressMutation }, { weight: 5, arbitrary: answerMutation }), {
      minLength: 1,
      maxLength: 2,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.oneof(addressMutation, answerMutation, textMutation), { minLength: 1, maxLength: 4 }),
  },
);

describe('readRedirect, over mutations of valid redirects', () => {
  it('always has a reading, never a token with a control character, and gives back what a valid one carried', () => {
    const reached = new Map<string, number>(arms.map(arm => [arm, 0]));
    fc.assert(
      fc.property(valid, mutations, fc.boolean(), (made, applied, stateRequired) => {
        const wanted: ExpectedRedirect = { ...expected, answer: made.answer, stateRequired };
        const address = mutate(made.draft, applied);
        const reading = readRedirect(address, wanted);
        const arm = armOf(reading);
        expect(arms).toContain(arm);
        reached.set(arm, (reached.get(arm) ?? 0) + 1);
        expectReadable(address, reading, wanted);
        const stateless = !address.includes('state=');
        if (applied.every(mutation => mutation.benign) && !(stateless && stateRequired)) {
          expect(secretsOf(reading)[0]?.reveal()).toBe(made.value);
          if (reading.kind === 'token') {
            expect(reading.refreshToken?.reveal()).toBe(made.refreshToken);
            expect(reading.expiresInSeconds).toBe(made.expiresInSeconds);
          }
        }
      }),
      { numRuns: runs },
    );
    const shares = [...reached].map(([arm, count]) => `  ${((100 * count) / runs).toFixed(1).padStart(5)} %  ${arm}`);
    process.stdout.write(`readRedirect: ${runs} mutated redirects reached\n${shares.join('\n')}\n`);
    expect([...reached].filter(([, count]) => count === 0)).toStrictEqual([]);
  });
});

describe('readPasted, over what mail and chat programs do to a text', () => {
  it('reads the same whatever spaces, line breaks and invisible characters are put in', () => {
    const filler = fc.constantFrom(' ', '\n', '\r\n', '\t', '\u00a0', '\u200b', '\ufeff', '\u2028');
    fc.assert(
      fc.property(valid, fc.array(fc.tuple(filler, fc.nat()), { maxLength: 12 }), (made, fillers) => {
        const wanted: ExpectedRedirect = { ...expected, answer: made.answer };
        let text = mutate(made.draft, []);
        for (const [space, at] of fillers)
          text = text.slice(0, at % (text.length + 1)) + space + text.slice(at % (text.length + 1));
        const reading = readPasted(text, wanted);
        expect(reading.kind).toBe(made.answer);
        if (reading.kind === 'token') expect(reading.accessToken.reveal()).toBe(made.value);
      }),
      { numRuns: 2000 },
    );
  });

  it('has a reading for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.webUrl({ withFragments: true })), text => {
        const reading = readPasted(text, expected);
        if (reading.kind === 'bare-token') expect(reading.accessToken.reveal()).toMatch(/^[!-~]{8,8192}$/);
        expect(['empty', 'unreadable', 'elsewhere', 'half-address', 'bare-token']).toContain(reading.kind);
      }),
      { numRuns: 2000 },
    );
  });
});
