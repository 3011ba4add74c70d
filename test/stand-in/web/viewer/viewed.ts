import type { Rectangle } from 'electron';
import type { PageState } from '../page/page-state.ts';

/** A page and where it lies within its window. */
export interface Layer {
  readonly page: PageState;
  readonly bounds: Rectangle;
}

/** A window of the application, as a window on the display shows it. */
export interface Viewed {
  readonly title: () => string;
  readonly bounds: () => Rectangle;
  /** The lowest first. */
  readonly layers: () => readonly Layer[];
  readonly isVisible: () => boolean;
  readonly resize: (size: { readonly width: number; readonly height: number }) => void;
  readonly close: () => void;
  readonly focus: (isFocused: boolean) => void;
}
