import { needsAttention, stateOf, type TimeLeft } from '../../../preload/contract/account-state.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import { text } from '../../text/text.ts';

/** Words for the time left, in whole minutes at the finest. */
export const timeLeftInWords = (account: AccountView, now: number): string => {
  const state = stateOf(account, now);
  switch (state.kind) {
    case 'unreadable':
      return text('time-left.unreadable');
    case 'never':
      return text('time-left.never');
    case 'unknown':
      return text(needsAttention(account, now) ? 'time-left.sign-in-needed' : 'time-left.unknown');
    case 'over':
      return text(overTexts[state.next]);
    case 'left':
      return account.life.kind === 'until' && account.life.about && state.left.unit !== 'seconds'
        ? text('time-left.about', { left: leftWords(state.left) })
        : leftWords(state.left);
  }
};

const overTexts = {
  'on-copy': 'time-left.on-copy',
  'by-itself': 'time-left.being-renewed',
  'sign-in': 'time-left.expired',
  'by-person': 'time-left.expired',
} as const;

const leftWords = (left: TimeLeft): string => {
  switch (left.unit) {
    case 'days':
      return text('time-left.days', { days: left.days });
    case 'hours':
      return text('time-left.hours', { hours: left.hours, minutes: left.minutes });
    case 'minutes':
      return text('time-left.minutes', { minutes: left.minutes });
    case 'seconds':
      return text('time-left.seconds');
  }
};
