import { isFileStuck, needsSignIn } from '../../../preload/contract/account-state.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import { text } from '../../text/text.ts';
import type { Notifier } from '../ports/desktop.ts';
import type { TrayChoice } from '../ports/tray-view.ts';
import { timeLeftInWords } from './time-left.ts';

/** What the notices work with. */
interface PersonNoticesDeps {
  readonly notifier: Notifier;
  readonly now: () => number;
  /** Before it, only some of the accounts are known. */
  readonly hasBegun: () => boolean;
  /** A person who looks at the panel sees it there. */
  readonly isLooking: () => boolean;
  readonly act: (choice: TrayChoice) => void;
}

/** Refused in a way that the same request will be again: someone has to change the account's details. */
const refusedForGood: readonly (ErrorCode | undefined)[] = [
  'wrong-app-id',
  'wrong-app-secret',
  'not-allowed-for-app',
  'unknown-scope',
];
/** More than these at once are said together. */
const mostAlone = 2;

type Need = 'sign-in' | 'refused' | 'file';
const needOf = (account: AccountView, now: number): Need | undefined => {
  if (needsSignIn(account, now)) return 'sign-in';
  if (refusedForGood.includes(account.problem?.code)) return 'refused';
  return isFileStuck(account) ? 'file' : undefined;
};

/**
 * Told of every snapshot, it says once what begins to need a person: that a sign-in is needed, that a renewal was refused,
 * or that a kept file cannot be written. A click does what helps. Names and times only; what there was at the start only the tray shows.
 */
export const createPersonNotices = (ports: PersonNoticesDeps): ((accounts: readonly AccountView[]) => void) => {
  let told: ReadonlyMap<string, string> | undefined;
  const say = (account: AccountView, need: Need, now: number): void => {
    const { id, label, providerName } = account;
    const ended = account.life.kind !== 'until' || account.life.expiresAt <= now;
    const works = ended ? 'no' : 'yes';
    const left = timeLeftInWords(account, now);
    ports.notifier.show({
      title: text(`person-notice.${need}.title`, { account: label }),
      body: text(`person-notice.${need}.body`, { works, left, provider: providerName }),
      silent: false,
      onClick: () => ports.act(need === 'sign-in' ? { kind: 'reconnect', id } : { kind: 'show-account', id }),
    });
  };
  return accounts => {
    if (!ports.hasBegun()) return;
    const now = ports.now();
    const needs = accounts.flatMap(account => {
      const need = needOf(account, now);
      return need === undefined ? [] : [{ account, need }];
    });
    const before = told;
    told = new Map(needs.map(({ account, need }) => [account.id, need]));
    const begun = needs.filter(({ account, need }) => before?.get(account.id) !== need);
    if (before === undefined || begun.length === 0 || ports.isLooking()) return;
    if (begun.length <= mostAlone) for (const { account, need } of begun) say(account, need, now);
    else
      ports.notifier.show({
        title: text('person-notice.several.title', { count: begun.length }),
        body: text('person-notice.several.body', { files: begun.some(({ need }) => need === 'file') ? 'yes' : 'no' }),
        silent: false,
        onClick: () => ports.act({ kind: 'open-panel' }),
      });
  };
};
