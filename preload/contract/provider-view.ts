import type { ErrorCode } from './errors.ts';

/** A choice of one provider's environment ("Production", "Sandbox", "Local"). */
interface EnvironmentView {
  readonly id: string;
  readonly label: string;
  /** The one chosen before a person chooses. */
  readonly preselected: boolean;
}

// `Words`: a string in the windows; in a provider's file, what main reads the string by.

/** Where a credential is found: the provider's own steps, one sentence each. */
export interface WhereToFind<Words = string> {
  readonly steps: readonly Words[];
  /** The id of the provider, where its guide can be opened from here. */
  readonly guide?: string;
}

/** When a field is drawn and read: while another field (or `environment`) holds one of these values. */
export interface FieldCondition {
  readonly field: string;
  readonly is: readonly string[];
}

/** A refusal, by its code or by its code and reason (`wrong-credentials.client`). */
export type RefusalName = ErrorCode | `${ErrorCode}.${string}`;

interface AnyField<Words> {
  readonly name: string;
  readonly label: Words;
  readonly advanced: boolean;
  readonly help?: Words;
  readonly when?: FieldCondition;
  /** Refusals that what stands here may be the cause of: they are said beneath it. */
  readonly refusedBy?: readonly RefusalName[];
}

interface TypedField<Words> extends AnyField<Words> {
  readonly required: boolean;
  /** Environments in which it is required all the same. */
  readonly requiredIn?: readonly string[];
  readonly placeholder?: string;
  readonly where?: WhereToFind<Words>;
}

interface Option<Words> {
  readonly value: string;
  readonly label: Words;
  /** Where connecting failed with this code, one press chooses this option instead. */
  readonly insteadOn?: ErrorCode;
}

/** One field of the add-account dialog, drawn from data: the renderer never asks which provider it draws. */
export type FieldOf<Words> =
  | (TypedField<Words> & { readonly kind: 'text' })
  | (TypedField<Words> & { readonly kind: 'secret' })
  | (AnyField<Words> & { readonly kind: 'select'; readonly options: readonly Option<Words>[] })
  /** One of a few, as native radios; the first option is preselected. */
  | (AnyField<Words> & { readonly kind: 'choice'; readonly options: readonly Option<Words>[] })
  /** Holds `yes` or nothing. */
  | (AnyField<Words> & { readonly kind: 'checkbox'; readonly preselected: boolean })
  /** An ISO date (`2027-03-01`), or nothing. */
  | (AnyField<Words> & { readonly kind: 'date' })
  /** Names separated by spaces, typed freely or taken from the suggestions. */
  | (AnyField<Words> & {
      readonly kind: 'names';
      readonly preselected: string;
      readonly suggestions: readonly string[];
      readonly where?: WhereToFind<Words>;
    })
  /** Permissions: presets as radios, or one select per resource (`None`, `Read only`, `Full`). */
  | (AnyField<Words> & {
      readonly kind: 'permissions';
      readonly presets: readonly PermissionPreset<Words>[];
      readonly resources: readonly PermissionResource<Words>[];
    });
export type FieldView = FieldOf<string>;

interface PermissionPreset<Words = string> {
  /** What a managed settings file calls it, so it never changes, whatever the label. */
  readonly id: string;
  readonly label: Words;
  readonly value: string;
  /** The one chosen before a person chooses; without any, the first. */
  readonly preselected?: true;
}

/** What permissions are given to, one by one. Its `full` scope tells it from the others. */
export interface PermissionResource<Words = string> {
  readonly label: Words;
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
