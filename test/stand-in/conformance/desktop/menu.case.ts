import { Menu, MenuItem, type MenuItemConstructorOptions } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same, throws } from '../expect.ts';

const menuSpec = 'spec/api-menu-spec.ts';
const itemSpec = 'spec/api-menu-item-spec.ts';

function labels(template: MenuItemConstructorOptions[]): string[] {
  return Menu.buildFromTemplate(template).items.map(item => (item.type === 'separator' ? '-' : item.label));
}

function radio(label: string, checked = false): MenuItemConstructorOptions {
  return { label, type: 'radio', checked };
}

const templates: readonly ConformanceCase[] = [
  {
    name: 'menu: a template must be an array',
    source: menuSpec,
    run() {
      const wrong: unknown = 'text';
      // The wrong type is the case itself.
      const build = () => Menu.buildFromTemplate(wrong as MenuItemConstructorOptions[]);
      throws(build, 'Invalid template for Menu: Menu template must be an array', 'TypeError');
    },
  },
  {
    name: 'menu: an entry needs a label, a role or a type',
    source: menuSpec,
    run() {
      const message = 'Invalid template for MenuItem: must have at least one of label, role or type';
      throws(() => Menu.buildFromTemplate([{ visible: true }]), message, 'TypeError');
    },
  },
  {
    name: 'menu: separators at the ends and in a row disappear',
    source: menuSpec,
    run() {
      const line = { type: 'separator' } as const;
      same(labels([line, { label: 'a' }, line, line, { label: 'b' }, line]), ['a', '-', 'b']);
    },
  },
  {
    name: 'menu: a hidden entry does not keep its separator',
    source: menuSpec,
    run() {
      const line = { type: 'separator' } as const;
      same(labels([{ label: 'a' }, line, { label: 'hidden', visible: false }, line, { label: 'b' }]), [
        'a',
        '-',
        'hidden',
        'b',
      ]);
    },
  },
  {
    name: 'menu: an entry is found by its id at any depth',
    source: 'docs/api/menu.md getMenuItemById',
    run() {
      const menu = Menu.buildFromTemplate([
        { label: 'a', submenu: [{ label: 'b', submenu: [{ label: 'c', id: 'deep' }] }] },
      ]);
      same([menu.getMenuItemById('deep')?.label, menu.getMenuItemById('none')], ['c', null]);
    },
  },
  {
    name: 'menu: insert checks the position',
    source: menuSpec,
    run() {
      const menu = Menu.buildFromTemplate([{ label: 'a' }]);
      const item = new MenuItem({ label: 'b' });
      throws(() => menu.insert(-1, item), 'Position -1 cannot be less than 0', 'RangeError');
      throws(() => menu.insert(2, item), 'Position 2 cannot be greater than the total MenuItem count', 'RangeError');
      menu.insert(0, item);
      same(
        menu.items.map(({ label }) => label),
        ['b', 'a'],
      );
    },
  },
  {
    name: 'menu: a context menu needs a window',
    source: 'lib/browser/api/menu.ts popup',
    run() {
      throws(() => Menu.buildFromTemplate([{ label: 'a' }]).popup(), 'Cannot open Menu without a BaseWindow present');
    },
  },
  {
    name: 'menu: the application menu is what was set',
    source: 'docs/api/menu.md setApplicationMenu',
    run() {
      const menu = Menu.buildFromTemplate([{ label: 'a', submenu: [{ label: 'b' }] }]);
      Menu.setApplicationMenu(menu);
      same(Menu.getApplicationMenu() === menu, true);
      Menu.setApplicationMenu(null);
      same(Menu.getApplicationMenu(), null);
    },
  },
];

const items: readonly ConformanceCase[] = [
  {
    name: 'menu item: the type follows from what it has',
    source: itemSpec,
    run() {
      const types = [{ label: 'a' }, { label: 'b', submenu: [] }].map(options => new MenuItem(options).type);
      same(types, ['normal', 'submenu']);
    },
  },
  {
    name: 'menu item: an unknown type is refused',
    source: itemSpec,
    run() {
      const type: unknown = 'mystery';
      // The wrong type is the case itself.
      throws(() => new MenuItem({ label: 'a', type: type as 'normal' }), 'Unknown menu item type: mystery');
    },
  },
  {
    name: 'menu item: a submenu entry needs a submenu',
    source: itemSpec,
    run() {
      throws(() => new MenuItem({ label: 'a', type: 'submenu' }), 'Invalid submenu');
    },
  },
  {
    name: 'menu item: a role brings its label',
    source: itemSpec,
    run() {
      same(
        [new MenuItem({ role: 'copy' }).label, new MenuItem({ role: 'copy', label: 'Take' }).label],
        ['Copy', 'Take'],
      );
    },
  },
  {
    name: 'menu item: further options stay as properties, and what is left out has a default',
    source: 'lib/browser/api/menu-item.ts',
    run() {
      const extra = { label: 'a', own: 'kept' };
      const item: MenuItem & { own?: string } = new MenuItem(extra);
      same([item.own, item.enabled, item.visible, item.checked, item.sublabel], ['kept', true, true, false, '']);
    },
  },
  {
    name: 'menu item: its keys and whether it can be chosen are as they were given',
    source: 'docs/api/menu-item.md',
    run() {
      const item = new MenuItem({ label: 'a', accelerator: 'CmdOrCtrl+K', enabled: false });
      same([item.accelerator, item.enabled, item.visible], ['CmdOrCtrl+K', false, true]);
    },
  },
  {
    name: 'menu item: a checkbox is flipped before click runs',
    source: 'docs/api/menu-item.md checked',
    run() {
      const seen: boolean[] = [];
      const item = new MenuItem({ label: 'a', type: 'checkbox', click: clicked => void seen.push(clicked.checked) });
      item.click();
      item.click();
      same(seen, [true, false]);
    },
  },
  {
    name: 'menu item: one radio item of a group is checked',
    source: itemSpec,
    run() {
      const menu = Menu.buildFromTemplate([radio('a', true), radio('b'), { type: 'separator' }, radio('c', true)]);
      const [a, b, , c] = menu.items;
      if (!a || !b || !c) throw new Error('the menu lost entries');
      b.checked = true;
      same([a.checked, b.checked, c.checked], [false, true, true]);
    },
  },
  {
    name: 'menu item: click gets the item',
    source: 'docs/api/menu-item.md click',
    run() {
      const seen: unknown[] = [];
      const item = new MenuItem({ label: 'a', click: clicked => void seen.push(clicked) });
      item.click();
      same(seen[0] === item, true);
    },
  },
];

export const cases: readonly ConformanceCase[] = [...templates, ...items];
