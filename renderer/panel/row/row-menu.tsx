import type { RefObject } from 'react';
import type { AccountView, RowAction } from '../../../preload/contract/account-view.ts';
import { type CopyFormatView, tokenFormat } from '../../../preload/contract/copy-formats.ts';
import { Menu, type MenuEntry, type MenuGroup } from '../../components/menu.tsx';
import type { PanelActions } from '../../state/panel-actions.ts';
import { usePanel, usePanelState } from '../../state/panel-context.ts';
import type { PanelStore } from '../../state/panel-store.ts';
import { text } from '../../text/text.ts';
import type { PlainTextKey } from '../../text/texts.ts';

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
  const formats = usePanelState(state => state.copyFormats);
  const groups: readonly MenuGroup[] = [
    { heading: text('menu.group.copy'), entries: copyEntries(account, formats, actions) },
    { heading: text('menu.group.token'), entries: tokenEntries(account, store, actions) },
    { heading: text('menu.group.account'), entries: accountEntries(account, store, actions) },
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

const tokenEntries = (account: AccountView, store: PanelStore, actions: PanelActions): readonly MenuEntry[] =>
  offered(account, [
    ['check', 'menu.check', () => void actions.check(account)],
    ['renew', 'menu.renew', () => void actions.renew(account)],
    ['show', 'menu.show', () => void actions.showToken(account)],
    ['details', 'menu.details', () => store.set({ overlay: { kind: 'details', account } })],
  ]);

function accountEntries(account: AccountView, store: PanelStore, actions: PanelActions): readonly MenuEntry[] {
  const open = (kind: 'edit' | 'rename' | 'organization' | 'sign-out-everywhere' | 'remove') => () =>
    store.set({ overlay: { kind, account } });
  const kept = offered(account, [
    ['change-org', 'menu.change-organization', open('organization')],
    ['edit', 'menu.edit', open('edit')],
    ['rename', 'menu.rename', open('rename')],
    ['pin', account.pinned ? 'menu.unpin' : 'menu.pin', () => void actions.setPinned(account)],
    ['sign-in-as-someone-else', 'menu.sign-in-as-someone-else', () => void actions.signInAsSomeoneElse(account)],
    ['sign-out-everywhere', 'menu.sign-out-everywhere', open('sign-out-everywhere')],
  ]);
  const removed = offered(account, [['remove', 'menu.remove', open('remove')]]);
  return [...kept, ...programEntries(account, store), ...removed.map(entry => ({ ...entry, danger: true }))];
}

/** Which programs may have its token. */
function programEntries({ id, canCopy }: AccountView, store: PanelStore): readonly MenuEntry[] {
  if (!canCopy) return [];
  return [{ label: text('menu.programs'), run: () => store.set({ overlay: { kind: 'programs', id } }) }];
}
