import type { Failure } from './errors.ts';

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

/** An account that the organization set up but for the person's sign-in. */
export interface ReadyMadeView {
  readonly id: string;
  readonly name: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly monogram: string;
  readonly colour: string;
  readonly opensWindow: boolean;
}
