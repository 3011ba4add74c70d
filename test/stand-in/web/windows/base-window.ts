import type { BaseWindow, BaseWindowConstructorOptions, Rectangle, View } from 'electron';
import { requireReady } from '../../app/ready.ts';
import { createEvent, emitSafely } from '../../event-object.ts';
import { asElectron, Double, markDestroyed, nameGaps } from '../double.ts';
import type { Layer, Viewed } from '../viewer/viewed.ts';
import { hideFromDisplay, showOnDisplay } from '../viewer/viewer.ts';
import { dropFocus, focusedWindow, takeFocus } from './focus.ts';
import { noteTitle } from './titles.ts';
import { ViewDouble } from './view.ts';
import { addWindow, closeCancelled, removeWindow, windows } from './window-registry.ts';

type Built = Pick<
  BaseWindow,
  | 'blur'
  | 'center'
  | 'close'
  | 'contentView'
  | 'destroy'
  | 'flashFrame'
  | 'focus'
  | 'getBounds'
  | 'getChildWindows'
  | 'getContentBounds'
  | 'getContentSize'
  | 'getNormalBounds'
  | 'getParentWindow'
  | 'getSize'
  | 'getTitle'
  | 'hide'
  | 'id'
  | 'isDestroyed'
  | 'isFocused'
  | 'isMinimized'
  | 'isVisible'
  | 'minimize'
  | 'moveTop'
  | 'removeMenu'
  | 'restore'
  | 'setAlwaysOnTop'
  | 'setBackgroundColor'
  | 'setBounds'
  | 'setContentProtection'
  | 'setMenu'
  | 'setMenuBarVisibility'
  | 'setSize'
  | 'setSkipTaskbar'
  | 'setTitle'
  | 'show'
  | 'showInactive'
>;

let nextId = 0;

/** Electron's BaseWindow (docs/api/base-window.md): bounds, visibility and focus are a model. */
export class BaseWindowDouble extends Double implements Built {
  static getAllWindows(): BaseWindow[] {
    return [...windows].filter(window => !window.isDestroyed());
  }

  readonly id: number;
  readonly #parent: BaseWindow | undefined;
  readonly #contentView = new ViewDouble();
  #bounds: Rectangle;
  #title: string;
  #isVisible = false;
  #isMinimized = false;
  #isDestroyed = false;
  /** What a window on the display shows of this one, and does to it. */
  readonly #viewed: Viewed = {
    title: () => this.#title,
    bounds: () => this.#bounds,
    layers: () => this.layers(),
    isVisible: () => this.#isVisible && !this.#isDestroyed,
    resize: size => this.setBounds(size),
    close: () => this.close(),
    focus: isFocused => (isFocused ? takeFocus(this) : dropFocus(this)),
  };

  constructor(options: BaseWindowConstructorOptions = {}, kind = 'BaseWindow') {
    requireReady(`Cannot create ${kind} before app is ready`);
    super();
    this.setMaxListeners(0);
    nextId += 1;
    this.id = nextId;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#title = options.title ?? 'Electron';
    noteTitle(this.#title);
    this.#parent = options.parent;
    this.#contentView.setBounds({ x: 0, y: 0, width, height });
    addWindow(asElectron<BaseWindow>(this));
    if (options.show !== false && kind === 'BaseWindow') this.show();
  }

  get contentView(): View {
    return asElectron<View>(this.#contentView);
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  isVisible(): boolean {
    return this.#isVisible && !this.#isMinimized;
  }

  isFocused(): boolean {
    return focusedWindow() === this;
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  show(): void {
    this.showInactive();
    takeFocus(this);
  }

  showInactive(): void {
    if (this.#isVisible) return;
    this.#isVisible = true;
    showOnDisplay(this.#viewed);
    emitSafely(this, 'show');
  }

  hide(): void {
    if (!this.#isVisible) return;
    this.#isVisible = false;
    hideFromDisplay(this.#viewed);
    dropFocus(this);
    emitSafely(this, 'hide');
  }

  focus(): void {
    if (this.#isVisible) takeFocus(this);
  }

  blur(): void {
    dropFocus(this);
  }

  minimize(): void {
    if (this.#isMinimized) return;
    this.#isMinimized = true;
    dropFocus(this);
    emitSafely(this, 'minimize');
  }

  restore(): void {
    if (!this.#isMinimized) return;
    this.#isMinimized = false;
    emitSafely(this, 'restore');
  }

  close(): void {
    const event = createEvent();
    emitSafely(this, 'close', event);
    if (this.#isDestroyed) return;
    if (event.defaultPrevented) closeCancelled(asElectron<BaseWindow>(this));
    else this.closing();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    for (const child of this.getChildWindows()) child.destroy();
    this.#isDestroyed = true;
    this.#isVisible = false;
    dropFocus(this);
    hideFromDisplay(this.#viewed);
    const ended = this.ended.bind(this);
    markDestroyed(this);
    emitSafely(this, 'closed');
    removeWindow(asElectron<BaseWindow>(this));
    ended();
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  /** The same as `getBounds` here, where nothing is ever maximized. */
  getNormalBounds(): Rectangle {
    return { ...this.#bounds };
  }

  getContentBounds(): Rectangle {
    const { width, height } = this.#contentView.getBounds();
    return { ...this.#bounds, width, height };
  }

  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }

  getContentSize(): number[] {
    const { width, height } = this.getContentBounds();
    return [width, height];
  }

  setBounds(bounds: Partial<Rectangle>): void {
    const before = this.#bounds;
    this.#bounds = { ...before, ...bounds };
    const { x, y, width, height } = this.#bounds;
    if (x !== before.x || y !== before.y) emitSafely(this, 'move');
    if (width === before.width && height === before.height) return;
    // On X11 what the window holds may still have its old size then (https://github.com/electron/electron/issues/42586).
    setImmediate(() => this.#isDestroyed || this.#fitContent());
    emitSafely(this, 'resize');
  }

  #fitContent(): void {
    const { width, height } = this.#bounds;
    this.#contentView.setBounds({ x: 0, y: 0, width, height });
    this.resized({ width, height });
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setTitle(title: string): void {
    this.#title = title;
    noteTitle(title);
  }

  getTitle(): string {
    return this.#title;
  }

  getParentWindow(): BaseWindow | null {
    return this.#parent ?? null;
  }

  getChildWindows(): BaseWindow[] {
    return BaseWindowDouble.getAllWindows().filter(window => window.getParentWindow() === asElectron<BaseWindow>(this));
  }

  // What only a window system shows has no effect here.
  center(): void {}
  flashFrame(): void {}
  moveTop(): void {}
  removeMenu(): void {}
  setAlwaysOnTop(): void {}
  setBackgroundColor(): void {}
  setContentProtection(): void {}
  setMenu(): void {}
  setMenuBarVisibility(): void {}
  setSkipTaskbar(): void {}

  /** Goes on closing after no listener of `close` prevented it. */
  protected closing(): void {
    setImmediate(() => this.#isDestroyed || BaseWindowDouble.prototype.destroy.call(this));
  }

  /** The window is gone. A BaseWindow leaves the webContents of its views alone (docs/api/base-window.md). */
  protected ended(): void {}

  /** The pages that this window shows, the lowest first. */
  protected layers(): readonly Layer[] {
    return this.#contentView.layers(0, 0);
  }

  protected resized(_size: { readonly width: number; readonly height: number }): void {}
}

nameGaps(BaseWindowDouble, 'window');

export { BaseWindowDouble as BaseWindow };
