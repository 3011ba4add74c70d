import type { SettingName, SettingsValues } from './settings-fields.ts';
import type { ManagedProblem } from './settings-view.ts';
import type { LockView, StorageChoice } from './storage-view.ts';

export interface StatusView {
  readonly online: boolean;
  /** When the next automatic try happens; absent when none is planned. */
  readonly retryAt?: number;
  /** `keychain-unsure`: the keyring is locked or missing, and nothing tells which. */
  readonly storage: StorageChoice | 'keychain-locked' | 'keychain-unsure';
  readonly lock: LockView;
  /** Tokens may be shown as QR codes. */
  readonly qrCodes: boolean;
  /** A shift was ended, and its tokens could not be removed from this computer. */
  readonly shiftUnfinished?: true;
  /** This computer's clock minus the provider's, ms; absent while unknown or within a minute. */
  readonly clockSkewMs?: number;
  /** The order of the list, which a person may move accounts in where it is `hand`. */
  readonly listOrder: SettingsValues['listOrder'];
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
