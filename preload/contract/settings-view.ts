import type { Language } from '../text/languages.ts';
import type { OwnFormat } from './copy-formats.ts';
import type { SettingName, SettingsValues } from './settings-fields.ts';

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

export interface SettingsView extends SettingsValues {
  /** What the organization decided: these settings cannot be changed here. */
  readonly fixed: readonly SettingName[];
  /** Whose settings are in force; absent on a computer of one's own, empty when it did not say its name. */
  readonly organization?: string;
  /** Ways to copy that the organization made: they stand before the person's own. */
  readonly givenFormats: readonly OwnFormat[];
  /** Those that can be chosen here. */
  readonly languages: readonly Language[];
  /** macOS starts nothing at login before the person has allowed it in its own settings. */
  readonly loginNeedsApproval: boolean;
  /** The system did not take it when it was last asked to start Dockpass at login. */
  readonly loginRefused: boolean;
  /** The system refused the last notification. */
  readonly notificationsFail: boolean;
  /** False: this desktop shows no tray icon, and starting Dockpass again is the way to its panel. */
  readonly showsTray: boolean;
  /** `taken`: another program has the keys; `unsure`: the desktop decides, and tells nobody. */
  readonly shortcut: 'off' | 'works' | 'taken' | 'unsure';
  /** The folder that holds accounts, settings and log. */
  readonly dataFolder: string;
}
