import type { AccountView } from '../../../preload/contract/account-view.ts';
import { tokenFormat } from '../../../preload/contract/copy-formats.ts';
import type { LockView } from '../../../preload/contract/storage-view.ts';
import { dayMs, hourMs, minuteMs } from '../base/durations.ts';
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
  const waiting = accounts.filter(one => needsPerson(one, now)).length;
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
    { kind: 'text', label: timeLeft(account, now) },
    ...viewCopyFormats()
      .filter(({ id }) => account.formats.includes(id))
      .map(
        ({ id, menu }): TrayItemView => ({
          kind: 'choice',
          label: menu,
          choice: { kind: 'copy', id: account.id, format: id, endpoint: 0 },
        }),
      ),
    ...(needsPerson(account, now)
      ? [{ kind: 'choice', label: 'Sign in again…', choice: { kind: 'reconnect', id: account.id } } as const]
      : []),
  ],
});

/** Nothing but a sign-in helps this account: it ran out, or its provider asks for one. */
export const needsPerson = ({ actions, life, renewal }: AccountView, now: number): boolean =>
  actions.includes('reconnect') &&
  (renewal.kind === 'sign-in-needed' ||
    life.kind === 'unreadable' ||
    (life.kind === 'until' && life.expiresAt <= now && renewal.kind === 'by-person'));

const tellsRenewed = (kind: AccountView['renewal']['kind']): string => {
  if (kind === 'on-copy') return 'Fetched when you copy';
  return kind === 'by-itself' || kind === 'renewing' ? 'Being renewed' : 'Expired';
};

/** Words for the time left, in whole minutes at the finest. */
export const timeLeft = ({ life, renewal }: AccountView, now: number): string => {
  if (life.kind === 'unreadable') return 'Cannot be opened';
  if (life.kind === 'never') return 'No end date';
  if (life.kind === 'unknown') return renewal.kind === 'sign-in-needed' ? 'Sign-in needed' : 'Good until: not known';
  const left = life.expiresAt - now;
  if (left <= 0) return tellsRenewed(renewal.kind);
  if (left > 2 * dayMs) return `${Math.floor(left / dayMs)} days left`;
  if (left >= hourMs) return `${Math.floor(left / hourMs)} h ${Math.floor((left % hourMs) / minuteMs)} min left`;
  return left < minuteMs ? 'Less than a minute left' : `${Math.floor(left / minuteMs)} min left`;
};
