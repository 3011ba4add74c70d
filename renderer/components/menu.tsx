import {
  type ComponentProps,
  type KeyboardEvent,
  type RefObject,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { ChevronRightIcon } from './icons.tsx';

/** One line of a menu: it does something, or opens a submenu. */
export type MenuEntry = { readonly label: string; readonly danger?: boolean } & (
  | { readonly run: () => void }
  | { readonly submenu: readonly MenuEntry[] }
);

interface MenuProps {
  readonly label: string;
  readonly groups: readonly (readonly MenuEntry[])[];
  /** Said below the lines: why something is not among them. */
  readonly note?: string | undefined;
  readonly opener: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  /** For a submenu: closes the menus above it, too, before something is run. */
  readonly closeAll?: () => void;
}

const itemsOf = (menu: HTMLElement): HTMLElement[] =>
  [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')].filter(item => item.closest('[role=menu]') === menu);

/** Where a key leads among `count` lines; undefined when the key is not one that moves. */
export function nextIndex(key: string, index: number, count: number): number | undefined {
  if (key === 'ArrowDown') return (index + 1) % count;
  if (key === 'ArrowUp') return (Math.max(index, 0) - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

function moveFocus(event: KeyboardEvent<HTMLElement>): boolean {
  const items = itemsOf(event.currentTarget);
  const index = items.findIndex(item => item.matches(':focus'));
  let next = nextIndex(event.key, index, items.length);
  if (next === undefined && event.key.length === 1 && event.key !== ' ') {
    const typed = event.key.toLocaleLowerCase();
    const after = [...items.slice(index + 1), ...items.slice(0, index + 1)];
    const found = after.find(item => item.textContent?.toLocaleLowerCase().startsWith(typed));
    next = found === undefined ? index : items.indexOf(found);
  }
  if (next === undefined) return false;
  items[next]?.focus();
  return true;
}

/** What the browser tells of a menu's coming and going. */
function whenClosed({ closeAll, onClose, opener }: MenuProps): ComponentProps<'div'> {
  return {
    ...(closeAll !== undefined && {
      onBlur: event => {
        // The focus went back to the menu above: its next line is being looked at.
        const next = event.relatedTarget;
        if (next !== null && !event.currentTarget.contains(next)) event.currentTarget.hidePopover();
      },
    }),
    // Not `toggle`: it comes later and would close a menu that was opened again at once.
    onBeforeToggle: event => {
      if (event.target !== event.currentTarget || event.newState !== 'closed') return;
      if (event.currentTarget.matches(':focus-within')) opener.current?.focus();
      onClose();
    },
  };
}

/**
 * A menu in the browser's top layer (popover), placed against its opener by CSS anchors. The browser itself closes it
 * on Escape and on a press outside and gives the focus back. Keys as in the ARIA practices for menus.
 */
export function Menu(props: MenuProps) {
  const { label, groups, note, opener, closeAll } = props;
  const noteId = useId();
  const menu = useRef<HTMLDivElement>(null);
  const nested = closeAll !== undefined;
  useLayoutEffect(() => {
    const shown = menu.current;
    if (shown === null) return;
    shown.showPopover(opener.current === null ? {} : { source: opener.current });
    itemsOf(shown)[0]?.focus();
  }, [opener]);
  const hide = (): void => {
    menu.current?.hidePopover();
    closeAll?.();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    event.stopPropagation();
    if (event.key === 'Tab') hide();
    // Escape by hand for a submenu: the browser may close both menus at once.
    const back = nested && (event.key === 'ArrowLeft' || event.key === 'Escape');
    if (back) menu.current?.hidePopover();
    if (back || moveFocus(event)) event.preventDefault();
  };
  return (
    <div
      ref={menu}
      className={nested ? 'menu nested' : 'menu'}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      aria-describedby={note === undefined ? undefined : noteId}
      popover="auto"
      onKeyDown={onKeyDown}
      {...whenClosed(props)}
    >
      <Groups groups={groups} hide={hide} />
      {note !== undefined && (
        <div role="none" className="menu-note" id={noteId}>
          {note}
        </div>
      )}
    </div>
  );
}

function Groups({ groups, hide }: { readonly groups: MenuProps['groups']; readonly hide: () => void }) {
  return groups.map((group, index) => (
    <div key={group[0]?.label} role="none" className="menu-group">
      {index > 0 && <hr />}
      {group.map(entry =>
        'run' in entry ? (
          <Item key={entry.label} entry={entry} hide={hide} />
        ) : (
          <Submenu key={entry.label} entry={entry} hide={hide} />
        ),
      )}
    </div>
  ));
}

function Item({ entry, hide }: { readonly entry: Extract<MenuEntry, { run: () => void }>; readonly hide: () => void }) {
  const run = (): void => {
    // First the menu goes and the focus is back at its opener: that is where a dialog will return it to.
    hide();
    entry.run();
  };
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={entry.danger ? 'danger' : undefined}
      onClick={run}
      onPointerEnter={event => event.currentTarget.focus()}
    >
      <span className="clip">{entry.label}</span>
    </button>
  );
}

function Submenu({
  entry,
  hide,
}: {
  readonly entry: Extract<MenuEntry, { submenu: readonly MenuEntry[] }>;
  readonly hide: () => void;
}) {
  const [open, setOpen] = useState(false);
  const item = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={item}
        type="button"
        role="menuitem"
        tabIndex={-1}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        onKeyDown={event => {
          if (event.key === 'ArrowRight') setOpen(true);
        }}
        onPointerEnter={event => event.currentTarget.focus()}
      >
        <span className="clip">{entry.label}</span>
        <ChevronRightIcon />
      </button>
      {open && (
        <Menu
          label={entry.label}
          groups={[entry.submenu]}
          opener={item}
          onClose={() => setOpen(false)}
          closeAll={hide}
        />
      )}
    </>
  );
}
