import type { BaseWindow, MenuItemConstructorOptions, WebContents } from 'electron';
import { app } from '../app/app.ts';
import { notImplemented } from '../not-implemented.ts';

type Action = (window: BaseWindow | undefined, contents: WebContents | undefined) => void;

interface Role {
  readonly label: () => string;
  readonly accelerator?: string;
  readonly run?: Action;
  readonly submenu?: () => MenuItemConstructorOptions[];
}

const page =
  (run: (contents: WebContents) => void): Action =>
  (_window, contents) => {
    if (contents) run(contents);
  };
const pick = (...roles: string[]): MenuItemConstructorOptions[] =>
  // Every name here is a key of the table below.
  roles.map(role => (role === '-' ? { type: 'separator' } : { role: role as 'copy' }));

const roles: Record<string, Role> = {
  about: { label: () => `About ${app.name}` },
  close: { label: () => 'Close Window', accelerator: 'CommandOrControl+W', run: window => window?.close() },
  copy: { label: () => 'Copy', accelerator: 'CommandOrControl+C', run: page(contents => contents.copy()) },
  cut: { label: () => 'Cut', accelerator: 'CommandOrControl+X', run: page(contents => contents.cut()) },
  delete: { label: () => 'Delete', run: page(contents => contents.delete()) },
  forcereload: { label: () => 'Force Reload', run: page(contents => contents.reloadIgnoringCache()) },
  minimize: { label: () => 'Minimize', accelerator: 'CommandOrControl+M', run: window => window?.minimize() },
  paste: { label: () => 'Paste', accelerator: 'CommandOrControl+V', run: page(contents => contents.paste()) },
  quit: { label: () => 'Quit', accelerator: 'CommandOrControl+Q', run: () => app.quit() },
  redo: { label: () => 'Redo', run: page(contents => contents.redo()) },
  reload: { label: () => 'Reload', accelerator: 'CmdOrCtrl+R', run: page(contents => contents.reload()) },
  resetzoom: { label: () => 'Actual Size', run: page(contents => contents.setZoomFactor(1)) },
  selectall: { label: () => 'Select All', run: page(contents => contents.selectAll()) },
  toggledevtools: { label: () => 'Toggle Developer Tools', run: page(contents => contents.openDevTools()) },
  togglefullscreen: { label: () => 'Toggle Full Screen', run: () => failing('togglefullscreen') },
  undo: { label: () => 'Undo', run: page(contents => contents.undo()) },
  zoomin: { label: () => 'Zoom In', run: () => failing('zoomin') },
  zoomout: { label: () => 'Zoom Out', run: () => failing('zoomout') },
  editmenu: {
    label: () => 'Edit',
    submenu: () => pick('undo', 'redo', '-', 'cut', 'copy', 'paste', 'delete', '-', 'selectall'),
  },
  filemenu: { label: () => 'File', submenu: () => pick('quit') },
  viewmenu: {
    label: () => 'View',
    submenu: () =>
      pick('reload', 'forcereload', 'toggledevtools', '-', 'resetzoom', 'zoomin', 'zoomout', '-', 'togglefullscreen'),
  },
  windowmenu: { label: () => 'Window', submenu: () => pick('minimize', 'close') },
};

function failing(role: string): never {
  throw notImplemented(`the menu role ${role}`);
}

/** What a role gives its item on Linux; undefined for no role, and an error for one that is not built. */
export function findRole(role: string | undefined): Role | undefined {
  if (role === undefined) return undefined;
  const found = roles[role];
  if (!found) throw notImplemented(`the menu role ${role}`);
  return found;
}
