import type { SettingsValues } from '../../preload/contract/settings-fields.ts';
import type { SettingsView } from '../../preload/contract/settings-view.ts';

/** What a control needs: the values in force, and a way to change some of them at once. */
export interface SettingsPart {
  readonly settings: SettingsView;
  readonly save: (change: Partial<SettingsValues>) => void;
}
