import { EventEmitter } from 'node:events';
import type { BaseWindow, MenuItemConstructorOptions, PopupOptions } from 'electron';
import { createEvent, emitSafely } from '../event-object.ts';
import { notImplemented } from '../not-implemented.ts';
import { windows } from '../web/windows/window-registry.ts';
import { MenuItem } from './menu-item.ts';

let applicationMenu: Menu | null | undefined;

function isValid(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return false;
  return 'label' in item || 'role' in item || ('type' in item && item.type === 'separator');
}

function refuseSorting(item: object): void {
  for (const key of ['before', 'after', 'beforeGroupContaining', 'afterGroupContaining']) {
    if (key in item) throw notImplemented(`the menu option ${key}`);
  }
}

/** Leading, trailing and repeated separators go; hidden items do not count (lib/browser/api/menu.ts). */
function dropExtraSeparators<T extends { type?: string; visible?: boolean }>(items: readonly T[]): T[] {
  const once = items.filter((item, index) => {
    if (item.type !== 'separator' || item.visible === false) return true;
    const before = items.slice(0, index).findLast(other => other.visible !== false);
    return before !== undefined && before.type !== 'separator';
  });
  const last = once.findLastIndex(item => item.visible !== false);
  return last >= 0 && once[last]?.type === 'separator' ? once.toSpliced(last, 1) : once;
}

/** Electron's Menu: a model only; nothing is drawn. */
export class Menu extends EventEmitter {
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly (MenuItemConstructorOptions | MenuItem)[]): Menu {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
    if (!template.every(isValid)) {
      throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
    }
    template.forEach(refuseSorting);
    const menu = new Menu();
    for (const item of dropExtraSeparators(template)) {
      menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    }
    return menu;
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu ?? null;
  }

  static setApplicationMenu(menu: Menu | null): void {
    if (menu !== null && !(menu instanceof Menu)) throw new TypeError('Invalid menu');
    applicationMenu = menu;
  }

  append(item: MenuItem): void {
    this.insert(this.items.length, item);
  }

  insert(position: number, item: MenuItem): void {
    if (!(item instanceof MenuItem)) throw new TypeError('Invalid item');
    if (position < 0) throw new RangeError(`Position ${position} cannot be less than 0`);
    if (position > this.items.length) {
      throw new RangeError(`Position ${position} cannot be greater than the total MenuItem count`);
    }
    this.items.splice(position, 0, item);
    if (item.type === 'radio') this.#joinRadioGroup(item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  popup(options?: PopupOptions): void {
    const window: BaseWindow | undefined = options?.window ?? [...windows].at(-1);
    if (!window) throw new Error('Cannot open Menu without a BaseWindow present');
    opened.push(this);
    popups.push({ window: window.id, labels: this.items.map(({ label }) => label) });
    emitSafely(this, 'menu-will-show', createEvent());
  }

  closePopup(): void {
    const at = opened.lastIndexOf(this);
    if (at < 0) return;
    opened.splice(at, 1);
    emitSafely(this, 'menu-will-close', createEvent());
  }

  /** The radio items between the same two other items, as they stand now. */
  #group(item: MenuItem): MenuItem[] {
    const at = this.items.indexOf(item);
    const from = this.items.findLastIndex((other, index) => index < at && other.type !== 'radio') + 1;
    const next = this.items.findIndex((other, index) => index > at && other.type !== 'radio');
    return this.items.slice(from, next < 0 ? this.items.length : next);
  }

  #joinRadioGroup(item: MenuItem): void {
    let checked = item.checked;
    Object.defineProperty(item, 'checked', {
      enumerable: true,
      configurable: true,
      get: () => checked,
      set: () => {
        for (const other of this.#group(item)) if (other !== item && other.checked) clearChecked(other);
        checked = true;
      },
    });
    clearers.set(item, () => {
      checked = false;
    });
  }
}

const clearers = new WeakMap<MenuItem, () => void>();
const opened: Menu[] = [];
const popups: { readonly window: number; readonly labels: readonly string[] }[] = [];

/** For tests: every context menu so far, and the window it was opened in. */
export const menusShown = (): typeof popups => popups;

function clearChecked(item: MenuItem): void {
  clearers.get(item)?.();
}

/** Sets Electron's own application menu unless the application has decided already (even for none). */
export function setDefaultApplicationMenu(): void {
  if (applicationMenu !== undefined) return;
  // The role names are Electron's; the cast narrows them to one the types list.
  const roles = ['fileMenu', 'editMenu', 'viewMenu', 'windowMenu'] as const;
  Menu.setApplicationMenu(Menu.buildFromTemplate(roles.map(role => ({ role }))));
}
