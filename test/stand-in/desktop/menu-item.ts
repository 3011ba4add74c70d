import type { BaseWindow, KeyboardEvent, MenuItemConstructorOptions, WebContents } from 'electron';
import { Menu } from './menu.ts';
import { findRole } from './menu-roles.ts';

const types = ['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette'];
let lastCommandId = 0;

function fixed(item: object, name: string, value: unknown): void {
  Object.defineProperty(item, name, { value, enumerable: true, writable: false, configurable: true });
}

/** Electron's MenuItem (docs/api/menu-item.md): type, role, submenu and commandId are fixed once made. */
export class MenuItem {
  declare readonly type: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio' | 'header' | 'palette';
  declare readonly role: string | undefined;
  declare readonly submenu: Menu | undefined;
  declare readonly commandId: number;
  declare readonly accelerator: string | null;
  declare id: string;
  declare label: string;
  declare sublabel: string;
  declare toolTip: string;
  declare enabled: boolean;
  declare visible: boolean;
  declare checked: boolean;
  declare click: (event?: object, window?: BaseWindow, contents?: WebContents) => void;

  constructor(options: MenuItemConstructorOptions) {
    const { click, role: givenRole, submenu: givenSubmenu, type: givenType, ...rest } = options;
    Object.assign(this, rest);
    const role = givenRole?.toLowerCase();
    const known = findRole(role);
    const content = givenSubmenu ?? known?.submenu?.();
    const submenu = Array.isArray(content) ? Menu.buildFromTemplate(content) : content;
    const type = givenType ?? (submenu ? 'submenu' : 'normal');
    if (type === 'submenu' && !(submenu instanceof Menu)) throw new Error('Invalid submenu');
    if (!types.includes(type)) throw new Error(`Unknown menu item type: ${type}`);
    lastCommandId += 1;
    const fixedMembers = {
      role,
      submenu,
      type,
      accelerator: options.accelerator ?? known?.accelerator ?? null,
      commandId: lastCommandId,
    };
    for (const [name, value] of Object.entries(fixedMembers)) fixed(this, name, value);
    this.label = options.label ?? known?.label() ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.click = (event, window, contents) => {
      if (type === 'checkbox' || type === 'radio') this.checked = !this.checked;
      if (known?.run) known.run(window, contents);
      // The callback is typed with Electron's own MenuItem, whose part in use this class has.
      else click?.(this as unknown as Electron.MenuItem, window, (event ?? {}) as KeyboardEvent);
    };
  }
}
