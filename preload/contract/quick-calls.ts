import type { AccountView } from './account-view.ts';
import { call } from './call.ts';

/** An account in the quick-copy window. */
export type QuickAccountView = Pick<
  AccountView,
  'id' | 'label' | 'providerName' | 'monogram' | 'colour' | 'environment' | 'detail' | 'canCopy'
> & {
  /** How long it is good for, in words. */
  readonly left: string;
  readonly needsAttention: boolean;
  /** The tray was asked to copy this of it ("Copy curl command"), and a key or a click is missing. */
  readonly asked?: string;
};

/** Calls of the quick-copy window. */
export const quickCalls = {
  getQuickAccounts: call<[], readonly QuickAccountView[]>(),
  /** Copies, and closes the window; what goes wrong is said in the panel. Resolves when that is over. */
  quickCopy: call<[id: string], null>(),
  closeQuickCopy: call<[], null>(),
} as const;
