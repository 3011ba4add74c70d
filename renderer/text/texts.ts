// Made from en.json by `npm run texts`. Do not edit.

export interface Texts {
  'connect.title': never;
  'connect.ready-made': { account: string | number };
  'connect.lead': never;
  'connect.account-name.label': never;
  'connect.account-name.help': never;
  'connect.account-name.help-named': never;
  'connect.environment.label': never;
  'connect.field.optional': never;
  'connect.field.kept.placeholder': never;
  'connect.field.kept.help': never;
  'connect.where.summary': never;
  'connect.names.choose': never;
  'connect.permissions.each': never;
  'connect.permissions.none': never;
  'connect.permissions.read-only': never;
  'connect.permissions.full': never;
  'connect.advanced': never;
  'connect.submit': never;
  'connect.running.window.state': never;
  'connect.running.window.help': never;
  'connect.running.here.state': { provider: string | number };
  'connect.running.here.help': never;
  'connect.secret-gone': never;
  'connect.switch': { choice: string | number };
  'edit.title': never;
  'edit.again': never;
  'dialog.save': never;
}

export type TextKey = keyof Texts;
/** Texts that take no values: for tables that name a text each. */
export type PlainTextKey = { [Key in TextKey]: [Texts[Key]] extends [never] ? Key : never }[TextKey];
