import { describe, expect, it } from 'vitest';
import { isOver, needsAttention, needsSignIn, stateOf, timeLeft } from '../../preload/contract/account-state.ts';
import type { AccountView, RenewalView, RowAction } from '../../preload/contract/account-view.ts';
import { dayMs, hourMs, minuteMs } from '../../preload/contract/durations.ts';

it.each([
  [354 * dayMs + 3 * hourMs, { unit: 'days', days: 354 }],
  [2 * dayMs + 1, { unit: 'days', days: 2 }],
  [2 * dayMs, { unit: 'hours', hours: 48, minutes: 0 }],
  [hourMs, { unit: 'hours', hours: 1, minutes: 0 }],
  [hourMs - 1, { unit: 'minutes', minutes: 59, seconds: 59 }],
  [minuteMs, { unit: 'minutes', minutes: 1, seconds: 0 }],
  [minuteMs - 1, { unit: 'seconds', seconds: 59 }],
  [-dayMs, { unit: 'seconds', seconds: 0 }],
] as const)('%d ms left are %o', (left, found) => expect(timeLeft(left)).toEqual(found));

const now = 1_000_000;
const account = (
  life: AccountView['life'],
  kind: RenewalView['kind'],
  actions: readonly RowAction[] = ['reconnect'],
) => ({
  life,
  renewal: { kind } as RenewalView,
  actions,
});
const until = (expiresAt: number) => ({ kind: 'until', issuedAt: 0, expiresAt }) as const;

describe('an account that ran out', () => {
  it.each([
    ['by-person', 'by-person', true, true],
    ['sign-in-needed', 'sign-in', true, true],
    ['by-itself', 'by-itself', true, false],
    ['renewing', 'by-itself', true, false],
    ['on-copy', 'on-copy', false, false],
  ] as const)('and is renewed %s', (renewal, next, over, attention) => {
    const some = account(until(now), renewal);
    expect(stateOf(some, now)).toEqual({ kind: 'over', next });
    expect([isOver(some, now), needsAttention(some, now)]).toEqual([over, attention]);
  });
});

it('an account with time left needs a person only where its provider asks for a sign-in', () => {
  expect(isOver(account(until(now + 1), 'by-person'), now)).toBe(false);
  expect(needsAttention(account(until(now + 1), 'by-person'), now)).toBe(false);
  expect(needsAttention(account(until(now + 1), 'sign-in-needed'), now)).toBe(true);
});

it('an account that cannot be opened needs a person, unless nobody knows where to sign in', () => {
  const unreadable = account({ kind: 'unreadable' }, 'sign-in-needed');
  expect([stateOf(unreadable, now), needsAttention(unreadable, now)]).toEqual([{ kind: 'unreadable' }, true]);
  expect(needsAttention({ ...unreadable, actions: ['remove'] }, now)).toBe(false);
});

it('a life without an end says which', () => {
  expect(stateOf(account({ kind: 'never' }, 'none'), now)).toEqual({ kind: 'never' });
  expect(stateOf(account({ kind: 'unknown' }, 'by-person'), now)).toEqual({ kind: 'unknown' });
});

it.each([
  ['save-failed', true],
  ['bad-input', true],
  ['needs-sign-in', false],
  ['offline', false],
] as const)('a kept file that fails with %s needs a person: %s', (code, attention) => {
  const some = { ...account(until(now + dayMs), 'by-itself'), fileNotKept: { since: 0, failure: { code } } };
  expect([needsAttention(some, now), needsSignIn(some, now)]).toEqual([attention, false]);
});
