import { isFileStuck, needsSignIn } from '../../../preload/contract/account-state.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import { type CopyFormatView, tokenFormat } from '../../../preload/contract/copy-formats.ts';
import type { LockView } from '../../../preload/contract/storage-view.ts';
import { text } from '../../text/text.ts';
import { type CopyFormatEntry, copyFormats } from '../formats/copy-formats.ts';
import { viewCopyFormats } from '../formats/format-copy.ts';
import type { TrayItemView, TrayView } from '../ports/tray-view.ts';
import { timeLeftInWords } from './time-left.ts';
import { viewTrayIcon } from './tray-icon.ts';
import { inSections } from './tray-sections.ts';

const quickCopies = 5;
const directSubmenus = 10;
/** More of them take a desktop long to take in, each minute; the panel has all. */
const moreSubmenus = 290;

/**
 * The tray for these accounts at `now`: up to five quick copies (`copiedLast`: ids, most recent first), a submenu for
 * each account, then the app's own items. Time left is in whole minutes, so that it changes at most once a minute.
 */
export const viewTray = (
  accounts: readonly AccountView[],
  copiedLast: readonly string[],
  now: number,
  lock: LockView = 'none',
  formats: readonly CopyFormatEntry[] = copyFormats,
): TrayView => {
  const quick = copiedLast
    .flatMap(id => accounts.filter(one => one.id === id && one.canCopy))
    .slice(0, quickCopies)
    .map(
      (one): TrayItemView => ({
        kind: 'choice',
        label: text('tray.copy', { account: one.label }),
        ...marked(one),
        choice: { kind: 'copy', id: one.id, format: tokenFormat, endpoint: 0 },
      }),
    );
  return {
    ...viewTrayIcon(accounts, now, lock),
    items: [
      ...(lock === 'locked' ? unlockItems() : []),
      ...quick,
      ...(quick.length > 0 ? [separator] : []),
      ...submenus(accounts, now, viewCopyFormats(formats)),
      ...(accounts.length > 0 ? [separator] : []),
      { kind: 'choice', label: text('tray.add-account'), choice: { kind: 'add-account' } },
      { kind: 'choice', label: text('tray.open'), choice: { kind: 'open-panel' } },
      { kind: 'choice', label: text('tray.settings'), choice: { kind: 'settings' } },
      ...(lock === 'unlocked' ? [lockItem()] : []),
      { kind: 'choice', label: text('tray.end-of-shift'), choice: { kind: 'end-of-shift' } },
      { kind: 'choice', label: text('tray.quit'), choice: { kind: 'quit' } },
    ],
  };
};

/** While Dockpass waits for answers before it ends. */
export const viewQuittingTray = (accounts: readonly AccountView[], now: number, lock: LockView): TrayView => ({
  ...viewTrayIcon(accounts, now, lock),
  toolTip: text('tray.quitting'),
  items: [
    { kind: 'text', label: text('tray.quitting') },
    { kind: 'choice', label: text('tray.quit-now'), choice: { kind: 'quit' } },
  ],
});

const separator: TrayItemView = { kind: 'separator' };

/** On top: nothing below can be copied before. */
const unlockItems = (): readonly TrayItemView[] => [
  { kind: 'text', label: text('tray.locked') },
  { kind: 'choice', label: text('tray.unlock'), choice: { kind: 'unlock' } },
  separator,
];
const lockItem = (): TrayItemView => ({ kind: 'choice', label: text('tray.lock'), choice: { kind: 'lock' } });

const submenus = (
  accounts: readonly AccountView[],
  now: number,
  formats: readonly CopyFormatView[],
): readonly TrayItemView[] => {
  const direct = accounts.slice(0, directSubmenus).map(one => submenu(one, now, formats));
  if (accounts.length <= directSubmenus) return direct;
  const more = accounts.slice(directSubmenus, directSubmenus + moreSubmenus);
  return [
    ...direct,
    {
      kind: 'submenu',
      label: text('tray.more'),
      items: [
        ...inSections(more, one => submenu(one, now, formats)),
        { kind: 'choice', label: text('tray.all-accounts'), choice: { kind: 'open-panel' } },
      ],
    },
  ];
};

/** Copied by mistake, what is not production costs the most where nobody sees what it is. */
const marked = ({ notProduction, environment }: AccountView): { readonly notProduction?: string } =>
  notProduction && environment !== undefined ? { notProduction: environment } : {};

const stateInWords = (account: AccountView, now: number): string => {
  const state = timeLeftInWords(account, now);
  const { environment } = account;
  return environment === undefined ? state : text('tray.state', { state, environment });
};

const submenu = (account: AccountView, now: number, formats: readonly CopyFormatView[]): TrayItemView => ({
  kind: 'submenu',
  label: account.label,
  ...marked(account),
  items: [
    { kind: 'text', label: stateInWords(account, now) },
    ...formats
      .filter(({ id }) => account.formats.includes(id))
      .map(
        ({ id, menu }): TrayItemView => ({
          kind: 'choice',
          label: menu,
          choice: { kind: 'copy', id: account.id, format: id, endpoint: 0 },
        }),
      ),
    ...(needsSignIn(account, now)
      ? [{ kind: 'choice', label: text('tray.sign-in-again'), choice: { kind: 'reconnect', id: account.id } } as const]
      : []),
    ...(isFileStuck(account)
      ? [
          {
            kind: 'choice',
            label: text('tray.file-not-kept'),
            choice: { kind: 'show-account', id: account.id },
          } as const,
        ]
      : []),
  ],
});
