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
