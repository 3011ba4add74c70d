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

/** A sign-in that waits for a person to allow it on another device. */
export interface DeviceSignInView {
  readonly id: string;
  /** Whose it is: an account's id, or the provider's for a new one. */
  readonly of: string;
  /** What is typed there: a stranger's text, at most 40 characters, none of them unseen. */
  readonly userCode: string;
  /** Where: a stranger's address, at most 500 characters. */
  readonly address: string;
  /** Whose address it is, as a browser would show it; and the part of it that names the server. */
  readonly origin: string;
  readonly host: string;
  readonly expiresAt: number;
  /** The server answers at present. */
  readonly isReached: boolean;
  /** The address for another device to scan, as an SVG draws it: modules a side with the quiet zone, and what is black. */
  readonly qr: { readonly size: number; readonly path: string };
}
