import type { ListRefusal } from '../../../preload/contract/lists/view.ts';

/** An account of a list as it was written there; nothing of it was looked at but its length. */
export interface RawAccount {
  readonly name: string;
  readonly provider: string;
  readonly environment: string;
  readonly groups: readonly string[];
  /** By the names of their columns. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** What stands at one place of a list. */
export type ListRow =
  | { readonly at: number; readonly account: RawAccount }
  | { readonly at: number; readonly refused: ListRefusal; readonly about?: string };

/** Accounts in one list, and characters in a line of it. */
export const mostRows = 5000;
export const longestLine = 100_000;
