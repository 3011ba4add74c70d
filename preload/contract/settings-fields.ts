import { languages, pseudoLanguages } from '../text/languages.ts';
import type { OwnFormat } from './copy-formats.ts';

const noFormats: readonly OwnFormat[] = [];

/**
 * What a person chooses in Settings: one entry a setting, with its kind and its value at first. The file, the calls and
 * the managed file check values against it, and the controls take their bounds from it.
 */
export const settingFields = {
  startAtLogin: { kind: 'switch', first: false },
  /** A key with modifiers as Electron writes them (`Control+Alt+C`); empty: no quick copy. */
  quickCopyShortcut: { kind: 'shortcut', first: '' },
  /** How long a copied token stays on the clipboard. */
  clipboardSeconds: { kind: 'number', first: 45, least: 10, most: 300 },
  /** Without use before the vault locks; 0: never. */
  lockMinutes: { kind: 'number', first: 15, least: 0, most: 24 * 60 },
  /** The language of every text; `system`: the nearest to what the system prefers. */
  language: { kind: 'choice', first: 'system', options: ['system', ...languages, ...pseudoLanguages] },
  theme: { kind: 'choice', first: 'system', options: ['system', 'light', 'dark'] },
  /** Of the accounts, wherever they are listed: `used`: the last copied first; `time-left`: what ends first comes first. */
  listOrder: { kind: 'choice', first: 'used', options: ['used', 'name', 'time-left', 'hand'] },
  notifications: { kind: 'switch', first: true },
  /** A copy from the tray is said in a silent notification. */
  copiedNotice: { kind: 'switch', first: true },
  /** Tokens may be shown as QR codes. */
  qrCodes: { kind: 'switch', first: true },
  /** Programs of this computer may ask for tokens of the accounts that were opened to them. */
  programs: { kind: 'switch', first: false },
  /** The person's own ways to copy. */
  ownFormats: { kind: 'formats', first: noFormats },
  /** Provider id -> id of the environment that is preselected. */
  environments: { kind: 'names', first: {} },
} as const satisfies Readonly<Record<string, SettingField>>;

export type SettingField =
  | { readonly kind: 'switch'; readonly first: boolean }
  | { readonly kind: 'number'; readonly first: number; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly first: string; readonly options: readonly string[] }
  | { readonly kind: 'shortcut'; readonly first: string }
  | { readonly kind: 'formats'; readonly first: readonly OwnFormat[] }
  /** Ids by id. */
  | { readonly kind: 'names'; readonly first: Readonly<Record<string, string>> };

type ValueOf<Field extends SettingField> = Field extends { readonly kind: 'switch' }
  ? boolean
  : Field extends { readonly kind: 'number' }
    ? number
    : Field extends { readonly kind: 'choice'; readonly options: readonly (infer Option)[] }
      ? Option
      : Field extends { readonly kind: 'shortcut' }
        ? string
        : Field extends { readonly kind: 'formats' }
          ? readonly OwnFormat[]
          : Readonly<Record<string, string>>;

export type SettingsValues = {
  readonly [Name in keyof typeof settingFields]: ValueOf<(typeof settingFields)[Name]>;
};

export type SettingName = keyof SettingsValues;

export type SettingsChange = { readonly [Name in SettingName]?: SettingsValues[Name] | undefined };
