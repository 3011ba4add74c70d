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

/** How a value is quoted within a text of one's own, by who reads it; `none`: as it is. */
export const quotings = ['none', 'posix', 'powershell', 'cmd', 'json', 'url'] as const;
export type Quoting = (typeof quotings)[number];

/** What a text of one's own may hold, in braces. */
export const templateWords = ['token', 'header', 'org', 'endpoint', 'expires'] as const;
export type TemplateWord = (typeof templateWords)[number];

/** Of such a text, in UTF-16 code units. */
export const longestTemplate = 2000;

/** A way to copy that a person, or their organization, made. Its id is `own:` and letters, digits and hyphens. */
export interface OwnFormat {
  readonly id: CopyFormat;
  readonly name: string;
  /** What is copied, with `{token}` and the like where values go, each of which is quoted. */
  readonly template: string;
  readonly quoting: Quoting;
}

/** What is wrong with the text of an own format; `word`: the placeholder that it is about, `{tokn}`. */
export interface OwnFormatProblem {
  readonly kind: 'empty' | 'unknown' | 'quoted' | 'control';
  readonly word?: string;
}

/** An own format while it is typed: what it gives of a made-up account, or why it cannot be used. */
export interface OwnFormatView {
  readonly preview: string;
  readonly problems: readonly OwnFormatProblem[];
}
