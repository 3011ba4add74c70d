import type { Rectangle, WebContents, WebContentsViewConstructorOptions } from 'electron';
import { requireReady } from '../../app/ready.ts';
import { asElectron } from '../double.ts';
import { resizePage } from '../page/page.ts';
import { pageOf, WebContentsDouble } from '../page/web-contents.ts';
import type { Layer } from '../viewer/viewed.ts';
import { ViewDouble } from './view.ts';

/** Electron's WebContentsView: a page of its own, sized by the view's bounds. */
export class WebContentsViewDouble extends ViewDouble {
  readonly #contents: WebContentsDouble;

  constructor(options: WebContentsViewConstructorOptions = {}) {
    requireReady('Cannot create WebContentsView before app is ready');
    super();
    if (options.webContents) throw new Error('stand-in: WebContentsView of an existing webContents not implemented');
    this.#contents = new WebContentsDouble({
      preferences: options.webPreferences ?? {},
      size: { width: 1, height: 1 },
    });
  }

  get webContents(): WebContents {
    return asElectron<WebContents>(this.#contents);
  }

  override setBounds(bounds: Rectangle): void {
    super.setBounds(bounds);
    if (!this.#contents.isDestroyed()) resizePage(pageOf(this.#contents), bounds);
  }

  override layers(x: number, y: number): readonly Layer[] {
    if (this.#contents.isDestroyed() || !this.getVisible()) return [];
    const bounds = this.getBounds();
    const own = { page: pageOf(this.#contents), bounds: { ...bounds, x: x + bounds.x, y: y + bounds.y } };
    return [own, ...super.layers(x, y)];
  }
}

export { WebContentsViewDouble as WebContentsView };
