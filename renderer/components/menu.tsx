import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import { folded } from '../state/fold.ts';
import { ChevronRightIcon } from './icons.tsx';

/** One line of a menu: it does something, or unfolds the lines inside it. */
export type MenuEntry = { readonly label: string; readonly danger?: boolean } & (
  | { readonly run: () => void }
  | { readonly inside: readonly MenuEntry[] }
);

export interface MenuGroup {
  readonly heading: string;
  readonly entries: readonly MenuEntry[];
}

interface MenuProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  /** Said below the lines: why something is not among them. */
  readonly note?: string | undefined;
  readonly opener: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

const itemsOf = (menu: HTMLElement): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];

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
    const typed = folded(event.key);
    const after = [...items.slice(index + 1), ...items.slice(0, index + 1)];
    const found = after.find(item => folded(item.textContent ?? '').startsWith(typed));
    next = found === undefined ? index : items.indexOf(found);
  }
  if (next === undefined) return false;
  items[next]?.focus();
  return true;
}

/**
 * A menu in the browser's top layer (popover), placed against its opener by CSS anchors. The browser itself closes it
 * on Escape and on a press outside and gives the focus back. Keys as in the ARIA practices for menus.
 */
export function Menu({ label, groups, note, opener, onClose }: MenuProps) {
  const noteId = useId();
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const shown = menu.current;
    if (shown === null) return;
    shown.showPopover(opener.current === null ? {} : { source: opener.current });
    itemsOf(shown)[0]?.focus();
  }, [opener]);
  const hide = (): void => menu.current?.hidePopover();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    event.stopPropagation();
    if (event.key === 'Tab') hide();
    if (moveFocus(event)) event.preventDefault();
  };
  return (
    <div
      ref={menu}
      className="menu"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      aria-describedby={note === undefined ? undefined : noteId}
      popover="auto"
      onKeyDown={onKeyDown}
      // Not `toggle`: it comes later and would close a menu that was opened again at once.
      onBeforeToggle={event => {
        if (event.newState !== 'closed') return;
        if (event.currentTarget.matches(':focus-within')) opener.current?.focus();
        onClose();
      }}
    >
      {groups.map(group => (
        <Group key={group.heading} group={group} hide={hide} />
      ))}
      {note !== undefined && (
        <div role="none" className="menu-note" id={noteId}>
          {note}
        </div>
      )}
    </div>
  );
}

interface GroupProps {
  readonly group: MenuGroup;
  readonly hide: () => void;
}
function Group({ group: { heading, entries }, hide }: GroupProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu
    <div role="group" aria-labelledby={id} className="menu-group">
      <div className="menu-heading" role="presentation" id={id}>
        {heading}
      </div>
      <Entries entries={entries} hide={hide} />
    </div>
  );
}

function Entries({ entries, hide }: Pick<MenuGroup, 'entries'> & Pick<GroupProps, 'hide'>) {
  return entries.map(entry =>
    'run' in entry ? (
      <Item key={entry.label} entry={entry} hide={hide} />
    ) : (
      <Unfolding key={entry.label} entry={entry} hide={hide} />
    ),
  );
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

interface UnfoldingProps {
  readonly entry: Extract<MenuEntry, { inside: readonly MenuEntry[] }>;
  readonly hide: () => void;
}
/**
 * The heading of lines that stand below it in the same menu once it is pressed. The arrow that points on in the direction
 * of the page unfolds them; the one that points back, and Escape, fold them again.
 */
function Unfolding({ entry: { label, inside }, hide }: UnfoldingProps) {
  const [open, setOpen] = useState(false);
  const heading = useRef<HTMLButtonElement>(null);
  const lines = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (open && lines.current !== null) itemsOf(lines.current)[0]?.focus();
  }, [open]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const [on, back] = document.dir === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
    if (event.key === on) setOpen(true);
    if (!open || (event.key !== back && event.key !== 'Escape')) return;
    // The browser would close the whole menu.
    event.preventDefault();
    heading.current?.focus();
    setOpen(false);
  };
  return (
    <div role="none" onKeyDown={onKeyDown}>
      <button
        ref={heading}
        type="button"
        role="menuitem"
        tabIndex={-1}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onPointerEnter={event => event.currentTarget.focus()}
      >
        <span className="clip">{label}</span>
        <ChevronRightIcon />
      </button>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu
        <div role="group" aria-label={label} className="menu-inside" ref={lines}>
          <Entries entries={inside} hide={hide} />
        </div>
      )}
    </div>
  );
}
