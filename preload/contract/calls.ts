import type { AccountsText, AccountView, OrganizationView, RevocationView, Side } from './account-view.ts';
import type { ActivityView } from './activity-view.ts';
import type { BackupChoice, BackupForm, BackupView } from './backup-view.ts';
import { call } from './call.ts';
import type { ClipboardView } from './clipboard-view.ts';
import type { CheckView, ConnectForm, ConnectView, EditView, ReadyMadeView } from './connect-form.ts';
import type { CopyFormat, CopyFormatView, OwnFormat, OwnFormatView } from './copy-formats.ts';
import type { DetailsView } from './details/details-view.ts';
import type { ListFormat, OpenedListView, WrittenListView } from './lists/view.ts';
import type { KeptFileForm, ProgramMode, ProgramsView } from './programs/view.ts';
import type { ProviderView } from './provider-view.ts';
import type { SettingsChange } from './settings-fields.ts';
import type { SettingsView } from './settings-view.ts';
import type { StatusView } from './status-view.ts';
import type { NewPassphraseForm, PassphraseForm, StorageForm, StorageView } from './storage-view.ts';

/** What the panel begins with. The accounts are as many as a window shows; without `all` there are others, to be asked for. */
interface StartView {
  readonly accounts: readonly AccountView[];
  readonly all: boolean;
  /** To begin with; where there are accounts nobody looks at them yet, and they are to be asked for, too. */
  readonly providers: readonly ProviderView[] | null;
  readonly readyMade: readonly ReadyMadeView[];
  readonly copyFormats: readonly CopyFormatView[];
  readonly status: StatusView;
  readonly clipboard: ClipboardView | null;
}

/** Calls of the panel. `id` is an account's. Values come back inside a `Reply`. */
export const panelCalls = {
  /** All that the panel shows first, in one answer. */
  start: call<[], StartView>(),
  /** All of them. The page, which listens to the events before it asks for this, is told of changes from now on. */
  listAccounts: call<[], AccountsText>(),
  listProviders: call<[], readonly ProviderView[]>(),
  /** Opens the guide of that provider in the person's own browser. */
  openGuide: call<[provider: string], null>(),
  /**
   * A form that leads to a sign-in window is open, or no longer: what the sign-in begins with is kept ready meanwhile. It is
   * over after a minute in which it was not said again.
   */
  signInFormOpen: call<[isOpen: boolean], null>(),
  /** Ends when the sign-in ends (at most ten minutes). */
  connect: call<[form: ConnectForm], ConnectView>(),
  /** The same as `connect`, with what the organization filled in. */
  connectReadyMade: call<[id: string], ConnectView>(),
  reconnect: call<[id: string], ConnectView>(),
  /** Brings its sign-in window to the front. `id`: an account's that signs in again, or of the provider of a new one. */
  showSignIn: call<[id: string], null>(),
  /** Ends that sign-in as cancelled; one that was answered already goes on. */
  stopSignIn: call<[id: string], null>(),
  /** Opens the page of that sign-in on another device in the person's own browser; `origin`: the one they confirmed. */
  openDevicePage: call<[id: string, origin: string], null>(),
  /** Ends it as cancelled; tokens that are on their way are kept. */
  stopDeviceSignIn: call<[id: string], null>(),
  copy: call<[id: string, format: CopyFormat, endpoint: number], ClipboardView>(),
  clearClipboard: call<[], null>(),
  check: call<[id: string], CheckView>(),
  renew: call<[id: string], null>(),
  showToken: call<[id: string], null>(),
  /** Shows the token as a QR code, in a window of main's own. Refused for a text that is longer than scanners read. */
  showQr: call<[id: string, format: CopyFormat], null>(),
  /** What the token is and may do, read on this computer. */
  getDetails: call<[id: string], DetailsView>(),
  /** The same as text on the clipboard; without `withPersonal` no claim that may say something of a person. */
  copyDetails: call<[id: string, withPersonal: boolean], null>(),
  chooseOrganization: call<[id: string, organizationId: string], null>(),
  refreshOrganizations: call<[id: string], readonly OrganizationView[]>(),
  getEdit: call<[id: string], EditView>(),
  edit: call<[id: string, form: ConnectForm], ConnectView>(),
  rename: call<[id: string, label: string], null>(),
  setPinned: call<[id: string, pinned: boolean], null>(),
  /** Puts it into these groups, and into no others. */
  setGroups: call<[id: string, groups: readonly string[]], null>(),
  /** Beside another one, in the order that is made by hand. */
  moveAccount: call<[id: string, side: Side, other: string], null>(),
  /** Forgets who is signed in at the provider's page on this computer, and signs in anew. */
  signInAsSomeoneElse: call<[id: string], ConnectView>(),
  /** Ends every session of that user at the provider, this one too. */
  signOutEverywhere: call<[id: string], null>(),
  /** Null when the person chose no place. */
  writeBackup: call<[form: BackupForm], { readonly count: number; readonly name: string } | null>(),
  /** Null when the person chose no file. */
  openBackup: call<[form: { readonly passphrase: string }], BackupView | null>(),
  takeBackup: call<[choices: readonly BackupChoice[]], { readonly count: number }>(),
  closeBackup: call<[], null>(),
  /** All accounts without their secrets, in a file. Null when the person chose no place. */
  writeAccountList: call<[format: ListFormat], WrittenListView | null>(),
  /** Null when the person chose no file. */
  openAccountList: call<[], OpenedListView | null>(),
  /** Adds what was opened; of accounts with addresses of their own those whose origins are all among the confirmed ones. */
  takeAccountList: call<[confirmed: readonly string[]], { readonly count: number }>(),
  closeAccountList: call<[], null>(),
  /** Where the refresh tokens are that a move was interrupted with; for all accounts of that move. */
  decideMove: call<[id: string, where: 'in-file' | 'here'], null>(),
  /** Has the account's provider end its tokens; answered with what it said, and nothing is tried again. */
  revoke: call<[id: string], RevocationView>(),
  /** `alsoRevoke`: the provider ends its tokens, once the time for an undo is over. */
  remove: call<[id: string, alsoRevoke: boolean], { readonly undoUntilAt: number }>(),
  /** What the provider said of a removed account's tokens, once it has; null where it was not asked. */
  revokedOnRemoval: call<[id: string], RevocationView | null>(),
  undoRemove: call<[id: string], null>(),
  tryNow: call<[], null>(),
  getStorage: call<[], StorageView>(),
  /** New accounts are for this session only, while the keyring does not answer. */
  keepForSession: call<[], null>(),
  chooseStorage: call<[form: StorageForm], null>(),
  changePassphrase: call<[form: NewPassphraseForm], null>(),
  lock: call<[], null>(),
  unlock: call<[form: PassphraseForm], null>(),
  /** Wipes tokens, sign-ins and clipboard from this computer. */
  endOfShift: call<[keepLabels: boolean, alsoRevoke: boolean], null>(),
  /** What the providers said of the tokens that the end of a shift asked them to end, once all have; it is told once. */
  getShiftReport: call<[], readonly RevocationView[]>(),
  /** Ends Dockpass and starts it again: the system's keychain is looked at once in a program's life. */
  restart: call<[], null>(),
  getSettings: call<[], SettingsView>(),
  /** Saved and in force when it is answered. */
  saveSettings: call<[change: SettingsChange], SettingsView>(),
  /** An own format as it is being typed. */
  viewOwnFormat: call<[typed: Pick<OwnFormat, 'template' | 'quoting'>], OwnFormatView>(),
  resetSettings: call<[], SettingsView>(),
  openDataFolder: call<[], null>(),
  getPrograms: call<[], ProgramsView>(),
  /** Which programs may have this account's token; sealed with it when it is answered. */
  setProgramMode: call<[id: string, may: ProgramMode], null>(),
  /** Keeps a file with this account's newest token; null: none. */
  setKeptFile: call<[id: string, file: KeptFileForm | null], null>(),
  /** No account gives programs anything any more. */
  forgetPrograms: call<[], null>(),
  /** The command for programs, or the line that makes a shell find it, on the clipboard. */
  copyCommandLine: call<[], null>(),
  /** Newest first, at most 1,000. */
  getActivity: call<[], readonly ActivityView[]>(),
  /** Asks where to; null when no place was chosen. */
  saveActivity: call<[], { readonly name: string } | null>(),
  /** A report for support, without names and values, on the clipboard. */
  copyDiagnosis: call<[], null>(),
} as const;
