import { expect, test } from 'vitest';
import { timeLeftInWords } from '../../../main/core/desktop/time-left.ts';
import { wordsFor } from '../../../preload/contract/account-state.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import { dayMs, hourMs, minuteMs } from '../../../preload/contract/durations.ts';
import { formatLeft } from '../../../renderer/text/format.ts';
import { text } from '../../../renderer/text/text.ts';
import { acme, life, sceneAt } from '../../pictures/scenes/views.ts';

/** What the panel's row says, as it puts it together. */
const inPanel = (account: AccountView): string => {
  const words = wordsFor(account, sceneAt);
  if (words.kind !== 'left') return text(`row.state.${words.kind}`);
  const left = account.life.kind === 'until' ? formatLeft(account.life.expiresAt - sceneAt) : '';
  return text('row.left', { left: words.about ? text('row.about', { left }) : left });
};

const account = (change: Partial<AccountView>): AccountView => ({ ...acme, ...change });
const over = life(-hourMs, dayMs);
const signIn = { kind: 'sign-in-needed' } as const;
const about = { ...life(40 * dayMs, 365 * dayMs), about: true } as AccountView['life'];

test.each<[AccountView, string]>([
  [account({ life: life(354 * dayMs, 365 * dayMs) }), '354 days left'],
  [account({ life: life(6 * hourMs + 4 * minuteMs, dayMs) }), '6 h 04 min left'],
  [account({ life: about }), 'About 40 days left'],
  [account({ life: { kind: 'never' } }), 'No expiry date'],
  [account({ life: { kind: 'unknown' } }), 'No expiry date given'],
  [account({ life: { kind: 'unknown' }, renewal: signIn }), 'Sign-in needed'],
  [account({ life: { kind: 'unreadable' }, canCopy: false, renewal: signIn }), 'Cannot be opened'],
  [account({ life: life(dayMs * 3, dayMs * 9), renewal: signIn, canCopy: false }), 'Sign-in needed'],
  [account({ life: over, renewal: signIn }), 'Sign-in needed'],
  [account({ life: over, renewal: { kind: 'by-person' } }), 'Expired'],
  [account({ life: over, problem: { code: 'provider-down' } }), 'Expired'],
  [account({ life: over }), 'Renewing…'],
  [account({ life: over, renewal: { kind: 'renewing' }, problem: { code: 'offline' } }), 'Renewing…'],
  [account({ life: over, renewal: { kind: 'on-copy' } }), 'Fetched when you copy'],
])('panel, tray and quick copy say the same of an account (%#)', (one, words) => {
  expect(inPanel(one)).toBe(words);
  expect(timeLeftInWords(one, sceneAt)).toBe(words);
});

test('below an hour the panel also counts seconds, which the tray leaves out', () => {
  const one = account({ life: life(291_000, hourMs) });
  expect([inPanel(one), timeLeftInWords(one, sceneAt)]).toEqual(['4 min 51 s left', '4 min left']);
});
