import { type RefObject, use } from 'react';
import type { AccountView, RowAction } from '../../../preload/contract/account-view.ts';
import { type CopyFormatView, tokenFormat } from '../../../preload/contract/copy-formats.ts';
import { Menu, type MenuEntry, type MenuGroup } from '../../components/menu.tsx';
import type { PanelActions } from '../../state/panel-actions.ts';
import { usePanel, usePanelState } from '../../state/panel-context.ts';
import type { AccountOverlay, PanelStore } from '../../state/panel-store.ts';
import { text } from '../../text/text.ts';
import type { PlainTextKey } from '../../text/texts.ts';
import { MoveContext, type MoveOf } from '../use-moving.ts';

const noFormats: readonly CopyFormatView[] = [];

/** The menu of one account: only what its provider and its state offer, never a disabled name. */
export function RowMenu({
  account,
  opener,
  onClose,
}: {
  readonly account: AccountView;
  readonly opener: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}) {
  const { store, actions } = usePanel();
  const moveOf = use(MoveContext);
  const formats = usePanelState(state => state.copyFormats);
  const qrFormats = usePanelState(state => (state.status?.qrCodes ? state.copyFormats : noFormats));
  const groups: readonly MenuGroup[] = [
    { heading: text('menu.group.copy'), entries: copyEntries(account, formats, actions) },
    { heading: text('menu.group.token'), entries: tokenEntries(account, qrFormats, store, actions) },
    { heading: text('menu.group.account'), entries: accountEntries(account, store, actions, moveOf) },
  ];
  return (
    <Menu
      label={text('row.more', { account: account.label })}
      groups={groups.filter(({ entries }) => entries.length > 0)}
      note={whyNotOffered(account, formats)}
      opener={opener}
      onClose={onClose}
    />
  );
}

/** Why a way of copying is missing; undefined where none is. */
function whyNotOffered({ unsafeFormats }: AccountView, formats: readonly CopyFormatView[]): string | undefined {
  const names = formats.flatMap(({ id, reader }) => (unsafeFormats.includes(id) ? (reader ?? []) : []));
  if (names.length === 0) return undefined;
  return text('menu.not-offered', { readers: names.join(', ') });
}

/** The token itself has its own button in the row. */
function copyEntries(
  account: AccountView,
  formats: readonly CopyFormatView[],
  actions: PanelActions,
): readonly MenuEntry[] {
  const entryOf = ({ id, menu, choosesEndpoint }: CopyFormatView): MenuEntry => {
    if (choosesEndpoint !== true) return { label: menu, run: () => void actions.copy(account, id) };
    const inside = account.endpoints.map((name, index) => ({
      label: name,
      run: () => void actions.copy(account, id, index),
    }));
    return { label: menu, inside };
  };
  return formats.filter(({ id }) => id !== tokenFormat && account.formats.includes(id)).map(entryOf);
}

type Offer = readonly [RowAction, PlainTextKey, () => void];

const offered = (account: AccountView, all: readonly Offer[]): readonly MenuEntry[] =>
  all.filter(([action]) => account.actions.includes(action)).map(([, key, run]) => ({ label: text(key), run }));

const tokenEntries = (
  account: AccountView,
  qrFormats: readonly CopyFormatView[],
  store: PanelStore,
  actions: PanelActions,
): readonly MenuEntry[] => [
  ...offered(account, [
    ['check', 'menu.check', () => void actions.check(account)],
    ['renew', 'menu.renew', () => void actions.renew(account)],
    ['show', 'menu.show', () => void actions.showToken(account)],
  ]),
  ...qrEntries(account, qrFormats, actions),
  ...offered(account, [['details', 'menu.details', () => store.set({ overlay: { kind: 'details', account } })]]),
];

/** What of the account can be shown as a QR code. */
function qrEntries(
  account: AccountView,
  formats: readonly CopyFormatView[],
  actions: PanelActions,
): readonly MenuEntry[] {
  if (!account.actions.includes('show')) return [];
  const inside = formats
    .filter(({ id }) => account.formats.includes(id))
    .flatMap(({ id, asQr }) =>
      asQr === undefined ? [] : { label: asQr, run: () => void actions.showQr(account, id) },
    );
  return inside.length === 0 ? [] : [{ label: text('menu.show-qr'), inside }];
}

function accountEntries(
  account: AccountView,
  store: PanelStore,
  actions: PanelActions,
  moveOf: MoveOf,
): readonly MenuEntry[] {
  const open = (kind: AccountOverlay) => () => store.set({ overlay: { kind, account } });
  const kept = offered(account, [
    ['change-org', 'menu.change-organization', open('organization')],
    ['edit', 'menu.edit', open('edit')],
    ['rename', 'menu.rename', open('rename')],
    ['pin', account.pinned ? 'menu.unpin' : 'menu.pin', () => void actions.setPinned(account)],
    ['rename', 'menu.groups', open('groups')],
    ['sign-in-as-someone-else', 'menu.sign-in-as-someone-else', () => void actions.signInAsSomeoneElse(account)],
    ['sign-out-everywhere', 'menu.sign-out-everywhere', open('sign-out-everywhere')],
    ['revoke', 'menu.revoke', open('revoke')],
  ]);
  const removed = offered(account, [['remove', 'menu.remove', open('remove')]]);
  return [
    ...kept,
    ...moveEntries(account, moveOf),
    ...programEntries(account, store),
    ...removed.map(entry => ({ ...entry, danger: true })),
  ];
}

/** Only where a person orders the list by hand. */
const moveEntries = (account: AccountView, moveOf: MoveOf): readonly MenuEntry[] =>
  (
    [
      ['up', 'menu.move-up'],
      ['down', 'menu.move-down'],
    ] as const
  ).flatMap(([way, key]) => {
    const run = moveOf(account, way);
    return run === undefined ? [] : [{ label: text(key), run }];
  });

/** Which programs may have its token. */
function programEntries({ id, canCopy }: AccountView, store: PanelStore): readonly MenuEntry[] {
  if (!canCopy) return [];
  return [{ label: text('menu.programs'), run: () => store.set({ overlay: { kind: 'programs', id } }) }];
}
