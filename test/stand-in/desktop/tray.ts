import { EventEmitter } from 'node:events';
import type { Rectangle } from 'electron';
import { requireReady } from '../app/ready.ts';
import { createEvent, emitSafely } from '../event-object.ts';
import { dropFocus, focusedWindow } from '../web/windows/focus.ts';
import { countCall } from './calls.ts';
import { Menu } from './menu.ts';
import { choose, type MenuSnapshot, takeSnapshot } from './menu-snapshot.ts';
import { loadImage, type NativeImage } from './native-image.ts';

type Implemented = Pick<
  Electron.Tray,
  | 'setToolTip'
  | 'setTitle'
  | 'getTitle'
  | 'getBounds'
  | 'destroy'
  | 'isDestroyed'
  | 'closeContextMenu'
  | 'setIgnoreDoubleClickEvents'
  | 'getIgnoreDoubleClickEvents'
>;

const trays = new Set<Tray>();

function toImage(image: NativeImage | string): NativeImage {
  const loaded = typeof image === 'string' ? loadImage(image) : image;
  if (typeof image === 'string' && loaded.isEmpty()) throw new Error(`Failed to load image from path '${image}'`);
  return loaded;
}

/** Electron's Tray as it behaves on Linux: the menu is copied when it is set, and only `click` is ever emitted. */
export class Tray extends EventEmitter implements Implemented {
  #menu: readonly MenuSnapshot[] | null = null;
  #menuSetAt = 0;
  #image: NativeImage;
  #toolTip = '';
  #title = '';
  #ignoreDoubleClicks = false;
  #destroyed = false;

  constructor(image: NativeImage | string, _guid?: string) {
    requireReady('Cannot create Tray before app is ready');
    super();
    this.#image = toImage(image);
    trays.add(this);
  }

  setImage(image: NativeImage | string): void {
    this.#alive('setImage');
    this.#image = toImage(image);
  }

  setPressedImage(image: NativeImage | string): void {
    this.#alive('setPressedImage');
    toImage(image);
  }

  setToolTip(toolTip: string): void {
    this.#alive('setToolTip');
    this.#toolTip = String(toolTip);
  }

  setTitle(title: string): void {
    this.#alive('setTitle');
    this.#title = String(title);
  }

  getTitle(): string {
    this.#alive('getTitle');
    return this.#title;
  }

  setContextMenu(menu: Menu | null): void {
    this.#alive('setContextMenu');
    if (menu !== null && !(menu instanceof Menu)) throw new TypeError('Must pass Menu or null');
    this.#menu = menu && takeSnapshot(menu);
    this.#menuSetAt = Date.now();
  }

  /** Does nothing on Linux. */
  popUpContextMenu(): void {
    this.#alive('popUpContextMenu');
  }

  /** Does nothing on Linux. */
  closeContextMenu(): void {
    this.#alive('closeContextMenu');
  }

  /** Empty on Linux: the desktop does not tell. */
  getBounds(): Rectangle {
    this.#alive('getBounds');
    return { x: 0, y: 0, width: 0, height: 0 };
  }

  setIgnoreDoubleClickEvents(ignore: boolean): void {
    this.#alive('setIgnoreDoubleClickEvents');
    this.#ignoreDoubleClicks = ignore;
  }

  getIgnoreDoubleClickEvents(): boolean {
    return this.#ignoreDoubleClicks;
  }

  destroy(): void {
    this.#destroyed = true;
    trays.delete(this);
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** For tests: what the desktop shows of this icon. */
  static shown():
    | { menu: readonly MenuSnapshot[] | null; menuSetAt: number; toolTip: string; imageSize: object }
    | undefined {
    const tray = [...trays].at(-1);
    return (
      tray && { menu: tray.#menu, menuSetAt: tray.#menuSetAt, toolTip: tray.#toolTip, imageSize: tray.#image.getSize() }
    );
  }

  /**
   * For tests: a person activates the newest icon. On macOS one with a menu tells of the click first and then opens its
   * menu (shell/browser/ui/tray_icon_cocoa.mm, mouseDown); true where it did.
   */
  static activate(): boolean {
    const none = { x: 0, y: 0, width: 0, height: 0 };
    const keys = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, triggeredByAccelerator: false };
    for (const tray of [...trays].slice(-1)) emitSafely(tray, 'click', createEvent(keys), none, { x: 0, y: 0 });
    return process.platform === 'darwin' && Tray.shown()?.menu !== null;
  }

  #alive(member: string): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    countCall(`Tray.${member}`);
  }
}

/** Clicks the entry at this path of labels in the newest icon's menu; throws where a person could not. */
export function chooseFromTray(path: readonly string[]): void {
  const menu = Tray.shown()?.menu;
  if (!menu) throw new Error('there is no tray menu');
  // The menu is the desktop's: it takes the keyboard from whatever had it.
  const before = focusedWindow();
  if (before) dropFocus(before);
  choose(menu, path);
}
