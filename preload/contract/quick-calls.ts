import type { AccountView } from './account-view.ts';
import { call } from './call.ts';
import type { CopyFormat } from './copy-formats.ts';

/** An account in the quick-copy window. */
export type QuickAccountView = Pick<
  AccountView,
  | 'id'
  | 'label'
  | 'providerName'
  | 'monogram'
  | 'colour'
  | 'environment'
  | 'environmentKind'
  | 'notProduction'
  | 'detail'
  | 'groups'
  | 'canCopy'
  | 'formats'
> & {
  /** How long it is good for, in words. */
  readonly left: string;
  readonly needsAttention: boolean;
  /** The first of the own formats that it can be copied in. */
  readonly own?: { readonly id: CopyFormat; readonly name: string };
  /** The tray was asked to copy this of it ("Copy curl command"), and a key or a click is missing. */
  readonly asked?: string;
};

/** Calls of the quick-copy window. */
export const quickCalls = {
  getQuickAccounts: call<[], readonly QuickAccountView[]>(),
  /** Copies in that format, and closes the window; what goes wrong is said in the panel. Resolves when that is over. */
  quickCopy: call<[id: string, format: CopyFormat], null>(),
  closeQuickCopy: call<[], null>(),
} as const;
