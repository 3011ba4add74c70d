/** What a snapshot reads of an item: the double's, or Electron's own. */
interface Item {
  readonly label: string;
  readonly sublabel?: string | undefined;
  readonly type: string;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly checked: boolean;
  readonly submenu?: { readonly items: readonly Item[] } | null | undefined;
  // Electron types the member as any function at all.
  readonly click: object;
}

/** One entry as the desktop was last given it; `choose` runs the item's click. */
export interface MenuSnapshot {
  readonly label: string;
  readonly sublabel: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly checked: boolean;
  readonly submenu?: readonly MenuSnapshot[];
}

const sources = new WeakMap<MenuSnapshot, Item>();

/** Copies a menu as it is now: what changes in its items later is not seen through the copy. */
export function takeSnapshot(menu: { readonly items: readonly Item[] }): MenuSnapshot[] {
  return menu.items.map(item => {
    const { label, sublabel = '', type, enabled, visible, checked } = item;
    const own = { label, sublabel, type, enabled, visible, checked };
    const snapshot = item.submenu ? { ...own, submenu: takeSnapshot(item.submenu) } : own;
    sources.set(snapshot, item);
    return snapshot;
  });
}

/** Clicks the entry at this path of labels; throws where a person could not have clicked it. */
export function choose(menu: readonly MenuSnapshot[], path: readonly string[]): void {
  const [label, ...rest] = path;
  const entry = menu.find(item => item.visible && item.label === label);
  const labels = menu.filter(item => item.visible).map(item => item.label);
  if (!entry) throw new Error(`no menu entry '${label}' among ${JSON.stringify(labels)}`);
  if (!entry.enabled) throw new Error(`the menu entry '${label}' is disabled`);
  if (rest.length > 0) {
    if (!entry.submenu) throw new Error(`the menu entry '${label}' has no submenu`);
    choose(entry.submenu, rest);
  } else if (entry.submenu) {
    throw new Error(`the menu entry '${label}' opens a submenu`);
  } else {
    const item = sources.get(entry);
    if (typeof item?.click === 'function') Reflect.apply(item.click, item, [{ triggeredByAccelerator: false }]);
  }
}
