import { needsAttention, stateOf, type TimeLeft } from '../../../preload/contract/account-state.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import { tokenFormat } from '../../../preload/contract/copy-formats.ts';
import type { LockView } from '../../../preload/contract/storage-view.ts';
import { viewCopyFormats } from '../formats/format-copy.ts';
import type { TrayItemView, TrayView } from '../ports/tray-view.ts';

const quickCopies = 5;
const directSubmenus = 10;
const moreSubmenus = 40;

/**
 * The tray for these accounts at `now`: up to five quick copies (`copiedLast`: ids, most recent first), a submenu for
 * each account, then the app's own items. Time left is in whole minutes, so that it changes at most once a minute.
 */
export const viewTray = (
  accounts: readonly AccountView[],
  copiedLast: readonly string[],
  now: number,
  lock: LockView = 'none',
): TrayView => {
  const quick = copiedLast
    .flatMap(id => accounts.filter(one => one.id === id && one.canCopy))
    .slice(0, quickCopies)
    .map(
      (one): TrayItemView => ({
        kind: 'choice',
        label: `Copy ${one.label}`,
        choice: { kind: 'copy', id: one.id, format: tokenFormat, endpoint: 0 },
      }),
    );
  const waiting = accounts.filter(one => needsAttention(one, now)).length;
  return {
    toolTip: lock === 'locked' ? 'Dockpass: locked' : toolTipOf(accounts.length, waiting),
    attention: waiting > 0,
    items: [
      ...(lock === 'locked' ? unlockItems : []),
      ...quick,
      ...(quick.length > 0 ? [separator] : []),
      ...submenus(accounts, now),
      ...(accounts.length > 0 ? [separator] : []),
      { kind: 'choice', label: 'Add account…', choice: { kind: 'add-account' } },
      { kind: 'choice', label: 'Open Dockpass', choice: { kind: 'open-panel' } },
      { kind: 'choice', label: 'Settings…', choice: { kind: 'settings' } },
      ...(lock === 'unlocked' ? [lockItem] : []),
      { kind: 'choice', label: 'End of shift…', choice: { kind: 'end-of-shift' } },
      { kind: 'choice', label: 'Quit', choice: { kind: 'quit' } },
    ],
  };
};

const separator: TrayItemView = { kind: 'separator' };

/** On top: nothing below can be copied before. */
const unlockItems: readonly TrayItemView[] = [
  { kind: 'text', label: 'Locked' },
  { kind: 'choice', label: 'Unlock…', choice: { kind: 'unlock' } },
  separator,
];
const lockItem: TrayItemView = { kind: 'choice', label: 'Lock now', choice: { kind: 'lock' } };

const toolTipOf = (count: number, waiting: number): string => {
  if (count === 0) return 'Dockpass: no accounts yet';
  const accounts = count === 1 ? '1 account' : `${count} accounts`;
  return waiting === 0 ? `Dockpass: ${accounts}` : `Dockpass: ${accounts}, ${waiting} to sign in again`;
};

const submenus = (accounts: readonly AccountView[], now: number): readonly TrayItemView[] => {
  const all = accounts.map(one => submenu(one, now));
  if (all.length <= directSubmenus) return all;
  return [
    ...all.slice(0, directSubmenus),
    {
      kind: 'submenu',
      label: 'More',
      items: [
        ...all.slice(directSubmenus, directSubmenus + moreSubmenus),
        { kind: 'choice', label: 'All accounts…', choice: { kind: 'open-panel' } },
      ],
    },
  ];
};

const submenu = (account: AccountView, now: number): TrayItemView => ({
  kind: 'submenu',
  label: account.label,
  items: [
    { kind: 'text', label: timeLeftInWords(account, now) },
    ...viewCopyFormats()
      .filter(({ id }) => account.formats.includes(id))
      .map(
        ({ id, menu }): TrayItemView => ({
          kind: 'choice',
          label: menu,
          choice: { kind: 'copy', id: account.id, format: id, endpoint: 0 },
        }),
      ),
    ...(needsAttention(account, now)
      ? [{ kind: 'choice', label: 'Sign in again…', choice: { kind: 'reconnect', id: account.id } } as const]
      : []),
  ],
});

/** Words for the time left, in whole minutes at the finest. */
export const timeLeftInWords = (account: AccountView, now: number): string => {
  const state = stateOf(account, now);
  switch (state.kind) {
    case 'unreadable':
      return 'Cannot be opened';
    case 'never':
      return 'No end date';
    case 'unknown':
      return needsAttention(account, now) ? 'Sign-in needed' : 'Good until: not known';
    case 'over':
      return overWords[state.next];
    case 'left':
      return leftWords(state.left);
  }
};

const overWords = {
  'on-copy': 'Fetched when you copy',
  'by-itself': 'Being renewed',
  'sign-in': 'Expired',
  'by-person': 'Expired',
} as const;

const leftWords = (left: TimeLeft): string => {
  switch (left.unit) {
    case 'days':
      return `${left.days} days left`;
    case 'hours':
      return `${left.hours} h ${left.minutes} min left`;
    case 'minutes':
      return `${left.minutes} min left`;
    case 'seconds':
      return 'Less than a minute left';
  }
};
