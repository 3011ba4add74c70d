import type { Language } from '../text/languages.ts';
import type { AccountsText } from './account-view.ts';
import { event } from './call.ts';
import type { ClipboardView } from './clipboard-view.ts';
import type { DeviceSignInView, ReadyMadeView } from './connect-form.ts';
import type { CopyFormat, CopyFormatView } from './copy-formats.ts';
import type { Failure } from './errors.ts';
import type { SettingsView } from './settings-view.ts';
import type { SignInBarView } from './sign-in-bar.ts';
import type { StatusView } from './status-view.ts';

/** Main pushes whole snapshots, never patches. */
export const events = {
  accountsChanged: event<AccountsText>(),
  statusChanged: event<StatusView>(),
  clipboardChanged: event<ClipboardView | null>(),
  signInBarChanged: event<SignInBarView>(),
  /** The quick-copy window comes up again: it starts over. */
  quickShown: event<null>(),
  /** Another question about programs, or more of them ask: the window asks main for it. */
  programQuestionChanged: event<null>(),
  /** Every page draws itself anew. */
  languageChanged: event<Language>(),
  settingsChanged: event<SettingsView>(),
  /** All that wait for a person now. */
  deviceSignInsChanged: event<readonly DeviceSignInView[]>(),
  copyFormatsChanged: event<readonly CopyFormatView[]>(),
  readyMadeChanged: event<readonly ReadyMadeView[]>(),
  /** The person went away, or the shift ended: what details are shown is over. */
  detailsOver: event<null>(),
  /** Of a backup that is being written, opened or taken in. Null when it is over, however it ended. */
  backupProgress: event<Progress | null>(),
  /** The same of a list whose accounts are being added. */
  listProgress: event<Progress | null>(),
  /** The tray asked for something in the panel. */
  panelAsked: event<PanelRequest>(),
} as const;

/** How far something is that may take long: accounts, of how many. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

export type PanelRequest =
  | { readonly kind: 'add-account' }
  | { readonly kind: 'unlock' }
  | { readonly kind: 'end-of-shift' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'show-account'; readonly id: string }
  | {
      readonly kind: 'show-account';
      readonly id: string;
      readonly problem: Failure;
      /** What could not be done: for trying again, and for when Dockpass is unlocked. */
      readonly wanted: Wanted;
    };

export type Wanted =
  | { readonly kind: 'copy'; readonly format: CopyFormat; readonly endpoint: number }
  | { readonly kind: 'reconnect' };

export type Events = typeof events;
