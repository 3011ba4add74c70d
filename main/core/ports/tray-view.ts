import type { CopyFormat } from '../../../preload/contract/copy-formats.ts';

export interface CopyChoice {
  readonly kind: 'copy';
  readonly id: string;
  readonly format: CopyFormat;
  readonly endpoint: number;
}

/** What choosing a tray item does. */
export type TrayChoice =
  | CopyChoice
  | { readonly kind: 'reconnect' | 'show-account'; readonly id: string }
  | { readonly kind: 'add-account' }
  | { readonly kind: 'open-panel' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'unlock' }
  | { readonly kind: 'lock' }
  | { readonly kind: 'end-of-shift' }
  | { readonly kind: 'quit' };

/** The environment of an account, in words, where it is not known to be production: the item gets an amber mark. */
interface Marked {
  readonly notProduction?: string;
}

export type TrayItemView =
  | { readonly kind: 'separator' }
  | { readonly kind: 'text'; readonly label: string }
  | ({ readonly kind: 'choice'; readonly label: string; readonly choice: TrayChoice } & Marked)
  | ({ readonly kind: 'submenu'; readonly label: string; readonly items: readonly TrayItemView[] } & Marked);

/** The whole tray as one value: state in, tray out. */
export interface TrayView {
  readonly toolTip: string;
  /** Something needs a person. */
  readonly attention: boolean;
  readonly items: readonly TrayItemView[];
}
