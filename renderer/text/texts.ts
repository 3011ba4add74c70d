// Made from en.json by `npm run texts`. Do not edit.

export interface Texts {
  'field-name.account': never;
  'field-name.account-name': never;
  'field-name.accounts': never;
  'field-name.address-ended-on': never;
  'field-name.date': never;
  'field-name.endpoint': never;
  'field-name.environment': never;
  'field-name.format': never;
  'field-name.organization': never;
  'field-name.passphrase': never;
  'field-name.provider': never;
  'field-name.setting': never;
  'field-name.storage': never;
  'setting-name.start-at-login': never;
  'setting-name.quick-copy-shortcut': never;
  'setting-name.clipboard-seconds': never;
  'setting-name.lock-minutes': never;
  'setting-name.theme': never;
  'setting-name.notifications': never;
  'setting-name.copied-notice': never;
  'setting-name.environments': never;
  'setting-name.list': { names: string | number; name: string | number };
  'setting-name.unread': { names: string | number };
  'setting-name.unread-file': never;
  'managed.problem.not-a-file': { path: string | number; earlier: string };
  'managed.problem.owner': { path: string | number; earlier: string };
  'managed.problem.writable': { path: string | number; earlier: string };
  'managed.problem.too-large': { path: string | number; earlier: string };
  'managed.problem.not-json': { path: string | number; earlier: string };
  'managed.problem.unreadable': { path: string | number; earlier: string };
  'managed.problem.unchecked': { path: string | number; earlier: string };
  'managed.problem.content': { path: string | number; where: string | number; earlier: string };
  'managed.decided': { named: string; organization: string | number };
  'time.left.days': { days: number };
  'time.left.hours': { hours: string | number; minutes: string | number };
  'time.left.minutes': { minutes: string | number; seconds: string | number };
  'time.left.seconds': { seconds: string | number };
  'time.span.days': { days: number };
  'time.span.hours': { hours: number };
  'time.span.minutes': { minutes: number };
}

export type TextKey = keyof Texts;
/** Texts that take no values: for tables that name a text each. */
export type PlainTextKey = { [Key in TextKey]: [Texts[Key]] extends [never] ? Key : never }[TextKey];
