/**
 * THE contract between main and its windows: every call, every event and every shape that crosses.
 * It imports nothing. From `typeof calls` follow the preload's methods, the renderer's API and main's handler table.
 * No shape here can hold a token, refresh token, password or key on its way out of main.
 */

/** Everything that can go wrong, as a closed list. `renderer/messages.ts` has one instruction for each. */
export const errorCodes = [
  'offline',
  'timed-out',
  'provider-down',
  'provider-refused',
  'rate-limited',
  'bad-reply',
  'needs-sign-in',
  'cancelled',
  'redirect-mismatch',
  'state-mismatch',
  'bad-redirect',
  'insufficient-scope',
  'unknown-scope',
  'wrong-app-id',
  'wrong-app-secret',
  'not-allowed-for-app',
  'wrong-credentials',
  'password-expired',
  'user-inactive',
  'only-oauth2',
  'wrong-region',
  'needs-details',
  'account-locked',
  'certificate',
  'proxy-auth',
  'page-crashed',
  'page-blocked',
  'keyring-missing',
  'keyring-locked',
  'locked',
  'wrong-passphrase',
  'backup-damaged',
  'moved',
  'record-unreadable',
  'save-failed',
  'clipboard-unreadable',
  'managed-secret',
  'bad-input',
  'unexpected',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/**
 * An expected failure. `detail` is woven into the message: a field's name, a host. `reason` is a short keyword by which
 * some messages tell cases of one code apart (`expired`, `disk-full`, a status). Neither is ever a provider's text.
 */
export interface Failure {
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly reason?: string;
}
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

/** A choice of one provider's environment ("Production", "Sandbox", "Local"). */
export interface EnvironmentView {
  readonly id: string;
  readonly label: string;
  /** The one chosen before a person chooses. */
  readonly preselected: boolean;
}

/** Where a credential is found: the provider's own steps, one sentence each. */
export interface WhereToFind {
  readonly steps: readonly string[];
}

/** When a field is drawn and read: while another field (or `environment`) holds one of these values. */
export interface FieldCondition {
  readonly field: string;
  readonly is: readonly string[];
}
interface AnyField {
  readonly name: string;
  readonly label: string;
  readonly advanced: boolean;
  readonly help?: string;
  readonly when?: FieldCondition;
}
interface TypedField extends AnyField {
  readonly required: boolean;
  /** Environments in which it is required all the same. */
  readonly requiredIn?: readonly string[];
  readonly placeholder?: string;
  readonly where?: WhereToFind;
}
interface Option {
  readonly value: string;
  readonly label: string;
  /** Where connecting failed with this code, one press chooses this option instead. */
  readonly insteadOn?: ErrorCode;
}

/** One field of the add-account dialog, drawn from data: the renderer never asks which provider it draws. */
export type FieldView =
  | (TypedField & { readonly kind: 'text' })
  | (TypedField & { readonly kind: 'secret' })
  | (AnyField & { readonly kind: 'select'; readonly options: readonly Option[] })
  /** One of a few, as native radios; the first option is preselected. */
  | (AnyField & { readonly kind: 'choice'; readonly options: readonly Option[] })
  /** Holds `yes` or nothing. */
  | (AnyField & { readonly kind: 'checkbox'; readonly preselected: boolean })
  /** An ISO date (`2027-03-01`), or nothing. */
  | (AnyField & { readonly kind: 'date' })
  /** Names separated by spaces, typed freely or taken from the suggestions. */
  | (AnyField & {
      readonly kind: 'names';
      readonly preselected: string;
      readonly suggestions: readonly string[];
      readonly where?: WhereToFind;
    })
  /** Permissions: presets as radios, or one select per resource (`None`, `Read only`, `Full`). */
  | (AnyField & {
      readonly kind: 'permissions';
      readonly presets: readonly { readonly label: string; readonly value: string }[];
      readonly resources: readonly PermissionResource[];
    });
export interface PermissionResource {
  readonly label: string;
  /** Scope values of each level; a level the provider lacks is absent. Joined by spaces they are the field's value. */
  readonly readOnly?: string;
  readonly full: string;
}

export interface ProviderView {
  readonly id: string;
  readonly name: string;
  /** Two letters drawn on the provider's colour. */
  readonly monogram: string;
  readonly colour: string;
  /** One sentence for the card: what a person gets. */
  readonly summary: string;
  readonly environments: readonly EnvironmentView[];
  readonly fields: readonly FieldView[];
  /** An account name that was left empty comes from the provider, where it says one. */
  readonly namesAccounts: boolean;
  /** Whether pressing Connect opens the provider's page, or by which choice of a field it does. */
  readonly opensWindow: boolean | FieldCondition;
}

/** Everything that can be copied of an account. */
export const copyFormats = [
  'token',
  'header',
  'curl',
  'powershell',
  'cmd',
  'endpoint',
  'org',
  'env',
  'json',
  'public-key',
  'private-key',
] as const;
export type CopyFormat = (typeof copyFormats)[number];

/** How the tray's submenus and the row's menu name them, in the order they stand there. */
export const copyLabels: readonly (readonly [CopyFormat, string])[] = [
  ['token', 'Copy token'],
  ['header', 'Copy Authorization header'],
  ['public-key', 'Copy public key'],
  ['private-key', 'Copy private key'],
  ['curl', 'Copy curl command'],
  ['powershell', 'Copy PowerShell command'],
  ['cmd', 'Copy cmd command'],
  ['endpoint', 'Copy endpoint URL'],
  ['org', 'Copy org ID'],
  ['env', 'Copy as .env'],
  ['json', 'Copy as JSON'],
];

/** What is remembered of what happened on this computer. */
export const activityKinds = [
  'connected',
  'not-connected',
  'renewed',
  'not-renewed',
  'copied',
  'removed',
  'restored',
  'backup-written',
  'backup-taken',
  'shift-ended',
] as const;
export type ActivityKind = (typeof activityKinds)[number];
/** One event: what, to which account (its name then), when; `code` says why something failed. Never a value. */
export interface ActivityView {
  readonly at: number;
  readonly kind: ActivityKind;
  readonly account?: string;
  readonly provider?: string;
  readonly format?: CopyFormat;
  readonly code?: ErrorCode;
}

/** What the row offers beside copying. Without `reconnect` nobody knows which provider to sign in at. */
export type RowAction =
  | 'reconnect'
  | 'check'
  | 'renew'
  | 'show'
  | 'change-org'
  | 'edit'
  | 'rename'
  | 'pin'
  | 'sign-in-as-someone-else'
  | 'sign-out-everywhere'
  | 'remove';

/** How long a token is good for. `unknown`: the provider did not say; `never`: it said that there is no end. */
export type LifeView =
  | { readonly kind: 'until'; readonly issuedAt: number; readonly expiresAt: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'never' }
  | { readonly kind: 'unreadable' };

export type RenewalView =
  | { readonly kind: 'by-itself' }
  /** A fresh one is fetched when someone copies. */
  | { readonly kind: 'on-copy' }
  /** There is nothing to renew. */
  | { readonly kind: 'none' }
  | { readonly kind: 'renewing' }
  /**
   * Cannot renew by itself: a person signs in again, or types a new token in (`byTyping`), before `beforeAt` (absent when
   * the life is unknown).
   */
  | { readonly kind: 'by-person'; readonly beforeAt?: number; readonly byTyping?: true }
  | { readonly kind: 'sign-in-needed' };

export interface AccountView {
  readonly id: string;
  readonly label: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly monogram: string;
  readonly colour: string;
  /** In words, when the provider has more than one environment. */
  readonly environment?: string;
  /** "org Q7Z": what tells two accounts of one provider apart. */
  readonly detail?: string;
  /** Two words that must be seen at a glance ("v1 deprecated"). */
  readonly badge?: string;
  readonly life: LifeView;
  readonly renewal: RenewalView;
  /** The last thing that went wrong with this account and is still true. */
  readonly problem?: Failure;
  /** It came of asking whose token it is: asking once more is what helps, and not a renewal. */
  readonly problemOfCheck?: true;
  readonly canCopy: boolean;
  readonly formats: readonly CopyFormat[];
  /** Formats that cannot hold this account's values safely, and are not offered. */
  readonly unsafeFormats: readonly CopyFormat[];
  /** Permissions asked for that the provider did not grant. */
  readonly scopes?: { readonly asked: number; readonly granted: number; readonly missing: readonly string[] };
  readonly endpoints: readonly string[];
  readonly actions: readonly RowAction[];
  readonly pinned: boolean;
  /** Several organizations and none chosen yet, or a person may change it. */
  readonly organizations: readonly OrganizationView[];
  readonly organizationId?: string;
  readonly needsOrganization: boolean;
  /** False: kept for this session only. */
  readonly kept: boolean;
}
/** An account in the quick-copy window. */
export type QuickAccountView = Pick<
  AccountView,
  'id' | 'label' | 'providerName' | 'monogram' | 'colour' | 'environment' | 'detail' | 'canCopy'
> & {
  /** How long it is good for, in words. */
  readonly left: string;
  readonly needsPerson: boolean;
};
export interface OrganizationView {
  readonly id: string;
  readonly name: string;
}

/** How secrets are kept: by the system's keychain, by a passphrase, or not beyond this session. */
export type KeepingChoice = 'keychain' | 'passphrase' | 'session-only';

/** Whether what a passphrase keeps is open; `none`: nothing here needs one. */
export type LockView = 'none' | 'locked' | 'unlocked';

/** What the Keeping dialog is drawn from. */
export interface KeepingView {
  /** The one in use. */
  readonly choice: KeepingChoice;
  readonly options: readonly KeepingChoice[];
  /** A passphrase was chosen before, and its key is still there. */
  readonly hasPassphrase: boolean;
  /** Accounts that are still sealed the way that was chosen before. */
  readonly left: number;
}
/** Typed passphrases cross inside an object: the preload empties it at once. `passphrase` may be empty where none is needed. */
export interface KeepingForm {
  readonly choice: KeepingChoice;
  readonly passphrase: string;
}
export interface PassphraseForm {
  readonly passphrase: string;
}
export interface NewPassphraseForm {
  readonly current: string;
  readonly next: string;
}

export interface StatusView {
  readonly online: boolean;
  /** When the next automatic try happens; absent when none is planned. */
  readonly retryAt?: number;
  readonly keeping: KeepingChoice | 'keychain-locked';
  readonly lock: LockView;
  /** This computer's clock minus the provider's, ms; absent while unknown or within a minute. */
  readonly clockSkewMs?: number;
  readonly version: string;
  /** "Linux", "macOS", "Windows": for words only. */
  readonly platform: string;
  /** Settings that have their defaults because the file could not be used, `file`: all of them; absent when none. */
  readonly settingsFellBack?: readonly (SettingName | 'file')[];
  /** The file of the organization's IT that is there now does not count; absent when all is well. */
  readonly managedProblem?: ManagedProblem;
  /** Running on the stand-in: for trying out, no real credentials. */
  readonly standIn: boolean;
}

/** What a person chooses in Settings. */
export interface SettingsValues {
  readonly startAtLogin: boolean;
  /** A key with modifiers as Electron writes them (`Control+Alt+C`); empty: no quick copy. */
  readonly quickCopyShortcut: string;
  /** How long a copied token stays on the clipboard, 10 to 300. */
  readonly clipboardSeconds: number;
  /** Without use before the vault locks; 0: never. */
  readonly lockMinutes: number;
  readonly theme: 'system' | 'light' | 'dark';
  readonly notifications: boolean;
  /** A copy from the tray is said in a silent notification. */
  readonly copiedNotice: boolean;
  /** Provider id -> id of the environment that is preselected. */
  readonly environments: Readonly<Record<string, string>>;
}
export type SettingName = keyof SettingsValues;
export type SettingsChange = { readonly [Name in SettingName]?: SettingsValues[Name] | undefined };

/** Why a policy file is not believed, or cannot be read. */
export type PolicyRefusal =
  | 'not-a-file'
  | 'owner'
  | 'writable'
  | 'too-large'
  | 'not-json'
  | 'unreadable'
  /** The system did not say who may write it. */
  | 'unchecked';
export interface ManagedProblem {
  readonly path: string;
  /** `content`: something in it is wrong, at `where` (`fixed.theme`). */
  readonly reason: PolicyRefusal | 'content';
  readonly where?: string;
  /** What the file said before is still in force. */
  readonly earlierInForce: boolean;
}
/** An account that the organization set up but for the person's sign-in. */
export interface ReadyMadeView {
  readonly id: string;
  readonly name: string;
  readonly providerName: string;
  readonly monogram: string;
  readonly colour: string;
  readonly opensWindow: boolean;
}

export interface SettingsView extends SettingsValues {
  /** What the organization decided: these settings cannot be changed here. */
  readonly fixed: readonly SettingName[];
  /** Whose settings are in force; absent on a computer of one's own, empty when it did not say its name. */
  readonly organization?: string;
  /** macOS starts nothing at login before the person has allowed it in its own settings. */
  readonly loginNeedsApproval: boolean;
  /** False: this desktop shows no tray icon, and starting Dockpass again is the way to its panel. */
  readonly showsTray: boolean;
  /** `taken`: another program has the keys; `unsure`: the desktop decides, and tells nobody. */
  readonly shortcut: 'off' | 'works' | 'taken' | 'unsure';
  /** The folder that holds accounts, settings and log. */
  readonly dataFolder: string;
}

/** What lies on the clipboard because of us; null once it is gone. */
export interface ClipboardView {
  readonly text: string;
  readonly environment?: string;
  readonly copiedAt: number;
  readonly clearsAt: number;
  /** Said beside the copy, e.g. that an older token was given. */
  readonly note?: Failure;
  /** A fresh token could not be had, so the older one was given: it is good until then. */
  readonly olderUntilAt?: number;
  /** Reading was refused, so it could not be checked: "Clear now" is the person's. */
  readonly unchecked: boolean;
}

/** What a person typed into the dialog. `values` are trimmed by main; secrets stay byte for byte. */
export interface ConnectForm {
  readonly provider: string;
  readonly environment: string;
  readonly accountName: string;
  readonly values: Readonly<Record<string, string>>;
}
export interface ConnectView {
  readonly accountId: string;
  readonly label: string;
  /** Connected, but something still needs saying (look-up failed, cannot renew). */
  readonly note?: Failure;
}
/** What "Edit details" starts from: never a secret, only whether one is kept. */
export interface EditView {
  readonly provider: string;
  readonly environment: string;
  readonly accountName: string;
  readonly values: Readonly<Record<string, string>>;
  readonly secretsKept: readonly string[];
}
export interface CheckView {
  /** What the provider answered with: an organization's or a user's name. Absent where it only took the credentials. */
  readonly name?: string;
}

/** A backup to write: `ids` of accounts (none: all), and whether refresh tokens move along. */
export interface BackupForm {
  readonly ids: readonly string[];
  readonly moves: boolean;
  readonly passphrase: string;
}
/** What a backup holds. `here`: the name of the account on this computer that is the same one. */
export interface BackupView {
  readonly accounts: readonly {
    readonly label: string;
    readonly providerName: string;
    readonly usable: boolean;
    readonly here?: string;
  }[];
}
export type BackupChoice = 'add' | 'replace' | 'skip';

/** The strip above the provider's page. */
export interface StripView {
  readonly mode: 'page' | 'problem' | 'browser' | 'password' | 'certificate';
  /** "https://www.readycloud.com", as the address bar would show it; empty before the first page. */
  readonly origin: string;
  readonly host: string;
  /** A valid https page. */
  readonly secure: boolean;
  readonly loading: boolean;
  readonly step: 1 | 2 | 3;
  /** The page has been the same for a while: it may wait for a passkey, which works in the person's own browser. */
  readonly standsStill: boolean;
  readonly providerName: string;
  readonly problem?: Failure;
  /** The app was registered with another address of its own; "Use this address" takes it. */
  readonly otherAddress?: string;
  readonly sessionOnly: boolean;
  /** In browser mode: the browser hands the answer over by itself, so nothing has to be pasted. */
  readonly comesBack: boolean;
  /** Whether the person can choose to stay signed in at the provider, and whether they do now. */
  readonly mayStay: boolean;
  readonly staysSignedIn: boolean;
  /** Which of the questions below stands open: answers name it, so that none goes to a newer one. */
  readonly question: number;
  /** A proxy, or the page's own server, wants a name and a password. */
  readonly passwordPrompt?: PasswordPromptView;
  /** The page's server wants a certificate of this computer's: one of these, or none. */
  readonly certificateChoices?: readonly CertificateView[];
  /** What the certificate of a page that is not trusted says. */
  readonly certificate?: CertificateView;
  /** What Continue or Paste address last failed with. */
  readonly pasteProblem?: Failure;
}

export interface PasswordPromptView {
  readonly host: string;
  /** The server's own word for what the password is for; nobody vouches for it. */
  readonly realm: string;
  readonly isProxy: boolean;
  /** The password would cross the network as it is. */
  readonly insecure: boolean;
  /** The last one was not accepted. */
  readonly again: boolean;
}
export interface CertificateView {
  readonly subject: string;
  readonly issuer: string;
  readonly untilAt: number;
}

/** What the panel begins with. The accounts are as many as a window shows; without `all` there are others, to be asked for. */
export interface StartView {
  readonly accounts: readonly AccountView[];
  readonly all: boolean;
  /** To begin with; where there are accounts nobody looks at them yet, and they are to be asked for, too. */
  readonly providers: readonly ProviderView[] | null;
  readonly readyMade: readonly ReadyMadeView[];
  readonly status: StatusView;
  readonly clipboard: ClipboardView | null;
}

declare const argumentsOf: unique symbol;
declare const resultOf: unique symbol;
export interface Call<Args extends readonly unknown[], Value> {
  readonly [argumentsOf]?: Args;
  readonly [resultOf]?: Value;
}
export interface Event<Value> {
  readonly [resultOf]?: Value;
}
const call = <Args extends readonly unknown[], Value>(): Call<Args, Value> => ({});
const event = <Value>(): Event<Value> => ({});

/** Calls of the panel. `id` is an account's. Values come back inside a `Reply`. */
export const panelCalls = {
  /** All that the panel shows first, in one answer. */
  start: call<[], StartView>(),
  /** All of them. The page, which listens to the events before it asks for this, is told of changes from now on. */
  listAccounts: call<[], readonly AccountView[]>(),
  listProviders: call<[], readonly ProviderView[]>(),
  /** Ends when the sign-in ends (at most ten minutes). */
  connect: call<[form: ConnectForm], ConnectView>(),
  /** The same as `connect`, with what the organization filled in. */
  connectReadyMade: call<[id: string], ConnectView>(),
  reconnect: call<[id: string], ConnectView>(),
  copy: call<[id: string, format: CopyFormat, endpoint: number], ClipboardView>(),
  clearClipboard: call<[], null>(),
  check: call<[id: string], CheckView>(),
  renew: call<[id: string], null>(),
  showToken: call<[id: string], null>(),
  chooseOrganization: call<[id: string, organizationId: string], null>(),
  refreshOrganizations: call<[id: string], readonly OrganizationView[]>(),
  getEdit: call<[id: string], EditView>(),
  edit: call<[id: string, form: ConnectForm], ConnectView>(),
  rename: call<[id: string, label: string], null>(),
  setPinned: call<[id: string, pinned: boolean], null>(),
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
  remove: call<[id: string], { readonly undoUntilAt: number }>(),
  undoRemove: call<[id: string], null>(),
  tryNow: call<[], null>(),
  getKeeping: call<[], KeepingView>(),
  chooseKeeping: call<[form: KeepingForm], null>(),
  changePassphrase: call<[form: NewPassphraseForm], null>(),
  lock: call<[], null>(),
  unlock: call<[form: PassphraseForm], null>(),
  /** Wipes tokens, sign-ins and clipboard from this computer. */
  endOfShift: call<[keepLabels: boolean], null>(),
  /** Ends Dockpass and starts it again: the system's keychain is looked at once in a program's life. */
  restart: call<[], null>(),
  getSettings: call<[], SettingsView>(),
  /** Saved and in force when it is answered. */
  saveSettings: call<[change: SettingsChange], SettingsView>(),
  resetSettings: call<[], SettingsView>(),
  openDataFolder: call<[], null>(),
  /** Newest first, at most 1,000. */
  getActivity: call<[], readonly ActivityView[]>(),
  /** Asks where to; null when no place was chosen. */
  saveActivity: call<[], { readonly name: string } | null>(),
  /** A report for support, without names and values, on the clipboard. */
  copyDiagnosis: call<[], null>(),
} as const;

/** Calls of the strip. */
export const stripCalls = {
  getStrip: call<[], StripView>(),
  cancelSignIn: call<[], null>(),
  useBrowser: call<[], null>(),
  /** Opens the authorization address in the browser once more. */
  openBrowserAgain: call<[], null>(),
  backToPage: call<[], null>(),
  pasteAddress: call<[], null>(),
  /** `text`: the address a person ended on, or a bare token; `goodUntil`: an ISO date for a bare token, or empty. */
  continueWith: call<[text: string, goodUntil: string], null>(),
  tryPageAgain: call<[], null>(),
  useOtherAddress: call<[], null>(),
  setStaySignedIn: call<[stays: boolean], null>(),
  answerPassword: call<[question: number, user: string, password: string], null>(),
  /** An index of `certificateChoices`; none of them by -1. */
  chooseCertificate: call<[question: number, index: number], null>(),
} as const;

/** Calls of the quick-copy window. */
export const quickCalls = {
  getQuickAccounts: call<[], readonly QuickAccountView[]>(),
  /** Closes the window and copies; what goes wrong is said in the panel. */
  quickCopy: call<[id: string], null>(),
  closeQuickCopy: call<[], null>(),
} as const;

export const calls = { ...panelCalls, ...stripCalls, ...quickCalls } as const;

/** Main pushes whole snapshots, never patches. */
export const events = {
  accountsChanged: event<readonly AccountView[]>(),
  statusChanged: event<StatusView>(),
  clipboardChanged: event<ClipboardView | null>(),
  stripChanged: event<StripView>(),
  /** The quick-copy window comes up again: it starts over. */
  quickShown: event<null>(),
  settingsChanged: event<SettingsView>(),
  readyMadeChanged: event<readonly ReadyMadeView[]>(),
  /** The tray asked for something in the panel. */
  panelAsked: event<PanelRequest>(),
} as const;
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

export type Calls = typeof calls;
export type Events = typeof events;
export type ArgsOf<C> = C extends Call<infer Args, unknown> ? Args : never;
export type ValueOf<C> =
  C extends Call<readonly never[], infer Value> ? Value : C extends Event<infer Value> ? Value : never;

/** `window.dockpass` as the renderer sees it. */
export type DockpassBridge = {
  readonly [Name in keyof Calls]: (...args: ArgsOf<Calls[Name]>) => Promise<Reply<ValueOf<Calls[Name]>>>;
} & {
  /** Listens to an event; the result stops listening. */
  readonly on: <Name extends keyof Events>(name: Name, listener: (value: ValueOf<Events[Name]>) => void) => () => void;
};

/** Channel of a call or an event, for preload and main. */
export const channelOf = (name: string): string => `dockpass:${name}`;
