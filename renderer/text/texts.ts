// Made from en.json by `npm run texts`. Do not edit.

export interface Texts {
}

export type TextKey = keyof Texts;
/** Texts that take no values: for tables that name a text each. */
export type PlainTextKey = { [Key in TextKey]: [Texts[Key]] extends [never] ? Key : never }[TextKey];
