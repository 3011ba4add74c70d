import { type TimeLeft, wordsFor } from '../../../preload/contract/account-state.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import { text } from '../../text/text.ts';

/** The panel's words for the time left, in whole minutes at the finest: the tray is drawn once a minute. */
export const timeLeftInWords = (account: AccountView, now: number): string => {
  const words = wordsFor(account, now);
  if (words.kind !== 'left') return text(`time-left.${words.kind}`);
  if (words.left.unit === 'seconds') return text('time-left.seconds');
  const left = text('time-left.left', { left: leftWords(words.left) });
  return words.about ? text('time-left.about', { left }) : left;
};

const leftWords = (left: Exclude<TimeLeft, { unit: 'seconds' }>): string => {
  switch (left.unit) {
    case 'days':
      return text('time-left.days', { days: left.days });
    case 'hours':
      return text('time-left.hours', { hours: left.hours, minutes: String(left.minutes).padStart(2, '0') });
    case 'minutes':
      return text('time-left.minutes', { minutes: left.minutes });
  }
};
