import type { RenewalView } from '../../preload/contract/account-view.ts';
import { formatDate } from './format.ts';
import { text } from './text.ts';

/** That a person has to renew this token, how, and by when; empty where nobody has to. */
export const byPersonWords = (renewal: RenewalView, now: number): string => {
  if (renewal.kind !== 'by-person') return '';
  const { beforeAt, byTyping } = renewal;
  return text('row.by-person', {
    by: byTyping ? 'typing' : 'sign-in',
    dated: beforeAt === undefined ? 'no' : 'yes',
    date: beforeAt === undefined ? '' : formatDate(beforeAt, now),
  });
};
