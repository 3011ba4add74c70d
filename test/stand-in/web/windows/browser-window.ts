import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  HandlerDetails,
  LoadURLOptions,
  WebContents,
  WindowOpenHandlerResponse,
} from 'electron';
import { app } from '../../app/app.ts';
import type { AttachedPage } from '../../chromium/targets.ts';
import { createEvent, emitSafely } from '../../event-object.ts';
import { asElectron } from '../double.ts';
import { resizePage } from '../page/page.ts';
import type { PageState } from '../page/page-state.ts';
import { askToClose, endContents, pageOf, WebContentsDouble } from '../page/web-contents.ts';
import type { Layer } from '../viewer/viewed.ts';
import { BaseWindowDouble } from './base-window.ts';
import { announceChild, setChildWindows } from './window-open.ts';
import { closeCancelled } from './window-registry.ts';

type Built = Pick<BrowserWindow, 'loadURL' | 'reload' | 'webContents'>;

let adopted: AttachedPage | undefined;

/** Electron's BrowserWindow (docs/api/browser-window.md): a window with one page. */
export class BrowserWindowDouble extends BaseWindowDouble implements Built {
  static override getAllWindows(): BrowserWindow[] {
    const all: object[] = BaseWindowDouble.getAllWindows();
    return all.filter(window => window instanceof BrowserWindowDouble).map(window => asElectron<BrowserWindow>(window));
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindowDouble.getAllWindows().find(window => window.webContents === contents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return BrowserWindowDouble.getAllWindows().find(window => window.id === id) ?? null;
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindowDouble.getAllWindows().find(window => window.isFocused()) ?? null;
  }

  readonly #contents: WebContentsDouble;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super(options, 'BrowserWindow');
    const { width, height } = this.getBounds();
    const adopt = adopted;
    adopted = undefined;
    this.#contents = new WebContentsDouble({
      preferences: options.webPreferences ?? {},
      size: { width, height },
      ...(adopt && { adopt }),
    });
    this.#follow(this.#contents);
    emitSafely(app, 'browser-window-created', createEvent(), this);
    if (options.show !== false) this.show();
  }

  #follow(contents: WebContentsDouble): void {
    contents.once('-gone', () => this.isDestroyed() || this.destroy());
    contents.on('-unload-refused', () => closeCancelled(asElectron<BrowserWindow>(this)));
    contents.on('-focus-wanted', () => this.focus());
    contents.once('-first-paint', () => {
      process.nextTick(() => this.isDestroyed() || emitSafely(this, 'ready-to-show'));
    });
    contents.on('page-title-updated', (_event: unknown, title: string, isExplicit: boolean) => {
      const event = createEvent();
      emitSafely(this, 'page-title-updated', event, title, isExplicit);
      if (!event.defaultPrevented && !this.isDestroyed()) this.setTitle(title);
    });
    this.on('focus', () => emitSafely(app, 'browser-window-focus', createEvent(), this));
    this.on('blur', () => emitSafely(app, 'browser-window-blur', createEvent(), this));
  }

  get webContents(): WebContents {
    return asElectron<WebContents>(this.#contents);
  }

  loadURL(url: string, options?: LoadURLOptions): Promise<void> {
    return this.#contents.loadURL(url, options);
  }

  reload(): void {
    this.#contents.reload();
  }

  protected override closing(): void {
    askToClose(this.#contents);
  }

  protected override ended(): void {
    endContents(this.#contents);
  }

  protected override layers(): readonly Layer[] {
    if (this.#contents.isDestroyed()) return [];
    const { width, height } = this.getBounds();
    return [{ page: pageOf(this.#contents), bounds: { x: 0, y: 0, width, height } }, ...super.layers()];
  }

  protected override resized(size: { readonly width: number; readonly height: number }): void {
    resizePage(pageOf(this.#contents), size);
  }
}

const sizes = /\b(width|height|left|top)=(\d+)/g;

function optionsOf(opener: PageState, details: HandlerDetails, answer: WindowOpenHandlerResponse) {
  const asked: Record<string, number> = {};
  for (const [, name = '', value] of details.features.matchAll(sizes)) asked[name] = Number(value);
  const { left, top, ...size } = asked;
  const place = { ...(left !== undefined && { x: left }), ...(top !== undefined && { y: top }) };
  const override = answer.action === 'allow' ? answer.overrideBrowserWindowOptions : undefined;
  // A child shares its opener's session, whatever the override says, as Chromium opens it there.
  const webPreferences = { ...override?.webPreferences, session: opener.session.double };
  return { show: true, ...size, ...place, ...override, webPreferences };
}

function createChild(
  opener: PageState,
  child: AttachedPage | undefined,
  details: HandlerDetails,
  answer: WindowOpenHandlerResponse,
): void {
  if (answer.action === 'allow' && answer.createWindow) throw new Error('stand-in: createWindow not implemented');
  const options = optionsOf(opener, details, answer);
  adopted = child;
  const window = new BrowserWindowDouble(options);
  const outlives = answer.action === 'allow' && answer.outlivesOpener === true;
  if (!outlives) opener.owner.once('destroyed', () => window.isDestroyed() || window.destroy());
  announceChild(opener, window, details, options);
  if (!child) void window.loadURL(details.url);
}

setChildWindows({ create: createChild });

export { BrowserWindowDouble as BrowserWindow };
