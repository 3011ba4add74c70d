/** The id of a way to copy: `token`, `curl`. One table of main's says which there are; a window hands back what it was given. */
export type CopyFormat = string;

/** What the Copy button gives. */
export const tokenFormat: CopyFormat = 'token';

/** A way to copy as the windows name it; they stand in the order of the menus. */
export interface CopyFormatView {
  readonly id: CopyFormat;
  /** "Copy curl command". */
  readonly menu: string;
  /** "Copied curl command". */
  readonly done: string;
  /** The program or file that reads it, where that may misread some tokens: "curl". */
  readonly reader?: string;
  /** Its name alone, "curl command", where it holds the access token and can be shown as a QR code. */
  readonly asQr?: string;
  /** There is one for each of the account's endpoints. */
  readonly choosesEndpoint?: true;
}
