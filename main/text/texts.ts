// Made from en.json by `npm run texts`. Do not edit.

export interface Texts {
  'format.token.menu': never;
  'format.token.done': never;
  'format.token.copied': { account: string | number };
  'format.header.menu': never;
  'format.header.done': never;
  'format.header.copied': { account: string | number };
  'format.public-key.menu': never;
  'format.public-key.done': never;
  'format.public-key.copied': { account: string | number };
  'format.private-key.menu': never;
  'format.private-key.done': never;
  'format.private-key.copied': { account: string | number };
  'format.curl.menu': never;
  'format.curl.done': never;
  'format.curl.copied': { account: string | number };
  'format.powershell.menu': never;
  'format.powershell.done': never;
  'format.powershell.copied': { account: string | number };
  'format.cmd.menu': never;
  'format.cmd.done': never;
  'format.cmd.copied': { account: string | number };
  'format.endpoint.menu': never;
  'format.endpoint.done': never;
  'format.endpoint.copied': { account: string | number };
  'format.org.menu': never;
  'format.org.done': never;
  'format.org.copied': { account: string | number };
  'format.env.menu': never;
  'format.env.done': never;
  'format.env.copied': { account: string | number };
  'format.json.menu': never;
  'format.json.done': never;
  'format.json.copied': { account: string | number };
}

export type TextKey = keyof Texts;
/** Texts that take no values: for tables that name a text each. */
export type PlainTextKey = { [Key in TextKey]: [Texts[Key]] extends [never] ? Key : never }[TextKey];
