import type { AccountView, LifeView } from './account-view.ts';
import { dayMs, hourMs, minuteMs, secondMs } from './durations.ts';

// How an account stands at an instant, decided once for the tray, the panel, quick copy and the notices.

/** Time left, cut down to whole units: days above two days, hours above one hour, minutes above one minute. */
export type TimeLeft =
  | { readonly unit: 'days'; readonly days: number }
  | { readonly unit: 'hours'; readonly hours: number; readonly minutes: number }
  | { readonly unit: 'minutes'; readonly minutes: number; readonly seconds: number }
  | { readonly unit: 'seconds'; readonly seconds: number };

/** Never negative. */
export function timeLeft(leftMs: number): TimeLeft {
  const left = Math.max(0, leftMs);
  if (left > 2 * dayMs) return { unit: 'days', days: Math.floor(left / dayMs) };
  const minutes = Math.floor((left % hourMs) / minuteMs);
  if (left >= hourMs) return { unit: 'hours', hours: Math.floor(left / hourMs), minutes };
  const seconds = Math.floor((left % minuteMs) / secondMs);
  return left >= minuteMs ? { unit: 'minutes', minutes, seconds } : { unit: 'seconds', seconds };
}

/** How long a token is good for; `over`: past its end, and what brings the next one. */
type AccountState =
  | { readonly kind: 'left'; readonly left: TimeLeft }
  | { readonly kind: 'over'; readonly next: 'on-copy' | 'by-itself' | 'sign-in' | 'by-person' }
  | Exclude<LifeView, { readonly kind: 'until' }>;

const nextOf: Readonly<Record<AccountView['renewal']['kind'], Extract<AccountState, { kind: 'over' }>['next']>> = {
  'on-copy': 'on-copy',
  'by-itself': 'by-itself',
  renewing: 'by-itself',
  'sign-in-needed': 'sign-in',
  'by-person': 'by-person',
  none: 'by-person',
};

type Stated = Pick<AccountView, 'life' | 'renewal'>;

export function stateOf({ life, renewal }: Stated, now: number): AccountState {
  if (life.kind !== 'until') return life;
  const left = life.expiresAt - now;
  return left > 0 ? { kind: 'left', left: timeLeft(left) } : { kind: 'over', next: nextOf[renewal.kind] };
}

/** What is said of an account, the same in the panel, the tray and quick copy. */
type AccountWords =
  | { readonly kind: 'left'; readonly left: TimeLeft; readonly about: boolean }
  | { readonly kind: WordsWithoutTime };
type WordsWithoutTime = 'never' | 'unknown' | 'on-copy' | 'being-renewed' | 'expired' | 'sign-in-needed' | 'unreadable';

export function wordsFor(account: Stated & Pick<AccountView, 'canCopy' | 'problem'>, now: number): AccountWords {
  const { life, renewal } = account;
  const state = stateOf(account, now);
  if (state.kind === 'unreadable') return state;
  const needsSignIn = renewal.kind === 'sign-in-needed';
  if (needsSignIn && (state.kind !== 'left' || !account.canCopy)) return { kind: 'sign-in-needed' };
  if (state.kind === 'left') return { ...state, about: life.kind === 'until' && life.about === true };
  if (state.kind !== 'over') return state;
  if (state.next === 'on-copy') return { kind: 'on-copy' };
  const isRenewed = renewal.kind === 'renewing' || (state.next === 'by-itself' && account.problem === undefined);
  return { kind: isRenewed ? 'being-renewed' : 'expired' };
}

/** Past its end, so that nothing is copied. One that is fetched on copy never is. */
export function isOver(account: Stated, now: number): boolean {
  const state = stateOf(account, now);
  return state.kind === 'over' && state.next !== 'on-copy';
}

/** Copy would put its token on the clipboard now. */
export const isCopyable = (account: Stated & Pick<AccountView, 'canCopy'>, now: number): boolean =>
  account.canCopy && !isOver(account, now);

/** Only a sign-in helps this account: it cannot be opened, ran out for good, or its provider asks for one. */
export function needsSignIn(account: Pick<AccountView, 'actions' | 'life' | 'renewal'>, now: number): boolean {
  if (!account.actions.includes('reconnect')) return false;
  const state = stateOf(account, now);
  return (
    account.renewal.kind === 'sign-in-needed' ||
    state.kind === 'unreadable' ||
    (state.kind === 'over' && state.next === 'by-person')
  );
}

/** Nothing but a person helps this account: it needs a sign-in, or its kept file cannot be written where it should be. */
export const needsAttention = (account: Parameters<typeof needsSignIn>[0] & FileState, now: number): boolean =>
  needsSignIn(account, now) || isFileStuck(account);

type FileState = Pick<AccountView, 'fileNotKept'>;
/** What a provider refused, or the network kept away, comes with the renewal that is planned anyway. */
export const isFileStuck = ({ fileNotKept }: FileState): boolean =>
  fileNotKept?.failure.code === 'save-failed' || fileNotKept?.failure.code === 'bad-input';
