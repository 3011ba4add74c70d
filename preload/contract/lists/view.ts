/** How a list of accounts is written: for spreadsheets, or for programs. */
export const listFormats = ['csv', 'json'] as const;
export type ListFormat = (typeof listFormats)[number];

/**
 * Why an account of a list is not taken. `secret`: it brings a secret, which has no place in a list; `other-field`: a field
 * that its provider does not have; `twice`: the same one stands above it.
 */
export type ListRefusal =
  | 'quotes'
  | 'cells'
  | 'too-long'
  | 'form'
  | 'name'
  | 'provider'
  | 'environment'
  | 'field'
  | 'other-field'
  | 'secret'
  | 'twice';

/** Why nothing of a file can be taken. */
export type UnreadableList = 'too-large' | 'too-many' | 'no-text' | 'no-list' | 'no-file';

/** Where an account stands in its list: a line of CSV, or a place among the accounts of JSON; both count from 1. */
interface Listed {
  readonly at: number;
}

/** What a list would bring, before any of it is kept. Its texts are a stranger's: short, and on one line. */
export interface AccountListView {
  readonly file: string;
  readonly format: ListFormat;
  readonly added: readonly (Listed & {
    readonly label: string;
    readonly providerName: string;
    readonly environment?: string;
    readonly groups: readonly string[];
    /** Origins of its own addresses: each has to be confirmed. */
    readonly origins: readonly string[];
  })[];
  /** There is one of this name, provider and environment. */
  readonly here: readonly (Listed & { readonly label: string; readonly providerName: string })[];
  /** `about`: the field or the word that it is refused for. */
  readonly refused: readonly (Listed & { readonly reason: ListRefusal; readonly about?: string })[];
  /** Every address that a provider does not name itself, whole, by its origin. */
  readonly addresses: readonly { readonly origin: string; readonly whole: readonly string[] }[];
  /** Columns that mean nothing to Dockpass. */
  readonly ignored: readonly string[];
}

export type OpenedListView = AccountListView | { readonly unreadable: UnreadableList };

/** What was written. `shortened`: accounts with an address that might have held a secret, and is shorter in the list. */
export interface WrittenListView {
  readonly count: number;
  readonly shortened: number;
  readonly name: string;
}
