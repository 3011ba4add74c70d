import type { Rectangle, View } from 'electron';
import { emitSafely } from '../../event-object.ts';
import { asElectron, Double, nameGaps } from '../double.ts';
import type { Layer } from '../viewer/viewed.ts';

type Built = Pick<
  View,
  | 'addChildView'
  | 'children'
  | 'getBounds'
  | 'getVisible'
  | 'removeChildView'
  | 'setBackgroundColor'
  | 'setBounds'
  | 'setVisible'
>;

const empty: Rectangle = { x: 0, y: 0, width: 0, height: 0 };

/** Electron's View: bounds and children are a model, as nothing is composed into one window here. */
export class ViewDouble extends Double implements Built {
  readonly #children: ViewDouble[] = [];
  #parent: ViewDouble | undefined;
  #bounds: Rectangle = empty;
  #isVisible = true;
  #color = '#00000000';

  get children(): View[] {
    return this.#children.map(child => asElectron<View>(child));
  }

  addChildView(view: View, index?: number): void {
    // Only doubles of this file reach the application.
    const child: object = view;
    if (!(child instanceof ViewDouble)) throw new TypeError('Error processing argument at index 0, conversion failure');
    child.#parent?.removeChildView(view);
    child.#parent = this;
    this.#children.splice(index ?? this.#children.length, 0, child);
  }

  removeChildView(view: View): void {
    const child = this.#children.find(one => asElectron<View>(one) === view);
    if (!child) return;
    this.#children.splice(this.#children.indexOf(child), 1);
    child.#parent = undefined;
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Rectangle): void {
    this.#bounds = { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height };
    emitSafely(this, 'bounds-changed');
  }

  getVisible(): boolean {
    return this.#isVisible;
  }

  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
  }

  setBackgroundColor(color: string): void {
    this.#color = color;
  }

  /** The pages that this view shows, the lowest first; `x` and `y` are where its parent begins. */
  layers(x: number, y: number): readonly Layer[] {
    if (!this.#isVisible) return [];
    const { x: left, y: top } = this.#bounds;
    return this.#children.flatMap(child => child.layers(x + left, y + top));
  }

  /** The colour last set, for tests of the model. */
  get backgroundColorModel(): string {
    return this.#color;
  }
}

nameGaps(ViewDouble, 'view');
