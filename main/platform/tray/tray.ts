import { Menu, Tray } from 'electron';
import type { TrayChoice, TrayItemView, TrayView } from '../../core/ports/tray-view.ts';
import { notProductionMark, trayIcon } from './tray-images.ts';

type Shown = Pick<Electron.Tray, 'setContextMenu' | 'setToolTip' | 'setImage' | 'destroy'> & {
  readonly on: (event: 'click', listener: () => void) => unknown;
};

interface TrayOptions {
  readonly onChoose: (choice: TrayChoice) => void;
  /** A click on the icon itself, where the desktop tells of one. */
  readonly onActivate: () => void;
  readonly platform?: NodeJS.Platform;
  readonly make?: (image: Electron.NativeImage) => Shown;
  readonly icon?: typeof trayIcon;
  readonly mark?: typeof notProductionMark;
  readonly buildMenu?: (template: Electron.MenuItemConstructorOptions[]) => Electron.Menu;
}

/** The tray as it is to be; `render` takes the whole of it each time. */
interface RenderedTray {
  readonly render: (view: TrayView) => void;
  readonly destroy: () => void;
}

/**
 * The tray icon and its menu. Each of the three calls to the system rebuilds the menu on Linux, so only what differs is
 * set. Everything is in the menu: a click on the icon reaches us on some desktops only, and where there is no tray at
 * all nothing says so. https://www.electronjs.org/docs/latest/api/tray
 */
export const createTray = (options: TrayOptions): RenderedTray => {
  const {
    platform = process.platform,
    icon = trayIcon,
    mark = notProductionMark,
    make = image => new Tray(image),
  } = options;
  const buildMenu = options.buildMenu ?? (template => Menu.buildFromTemplate(template));
  let tray: Shown | undefined;
  let last: TrayView | undefined;
  const templateOf = (item: TrayItemView): Electron.MenuItemConstructorOptions => {
    switch (item.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'text':
        return { label: literal(item.label), enabled: false };
      case 'choice':
        return { label: literal(item.label), ...markOf(item), click: () => options.onChoose(item.choice) };
      case 'submenu':
        return { label: literal(item.label), ...markOf(item), submenu: item.items.map(templateOf) };
    }
  };
  /** The words show where the system has a place for them, as macOS does; the mark shows everywhere. */
  const markOf = ({ notProduction }: { readonly notProduction?: string }): Electron.MenuItemConstructorOptions =>
    notProduction === undefined ? {} : { icon: mark(), sublabel: notProduction };
  const create = (view: TrayView): Shown => {
    const made = make(icon(view.attention, platform));
    // On macOS the click that opens the menu is told as well, and first (shell/browser/ui/tray_icon_cocoa.mm, mouseDown).
    if (platform !== 'darwin') made.on('click', options.onActivate);
    return made;
  };
  return {
    render: view => {
      const isNew = tray === undefined;
      tray ??= create(view);
      if (!isNew && last?.attention !== view.attention) tray.setImage(icon(view.attention, platform));
      if (last?.toolTip !== view.toolTip) tray.setToolTip(view.toolTip);
      if (!sameItems(last?.items, view.items)) {
        tray.setContextMenu(buildMenu(view.items.map(templateOf)));
      }
      last = view;
    },
    destroy: () => {
      tray?.destroy();
      tray = undefined;
      last = undefined;
    },
  };
};

const sameItems = (before: TrayView['items'] | undefined, after: TrayView['items']): boolean =>
  before === after || (before !== undefined && JSON.stringify(before) === JSON.stringify(after));

/** A lone ampersand would become the underline of a keyboard shortcut. */
const literal = (label: string): string => label.replaceAll('&', '&&');
