/** Every address in a text that carries a query or a fragment: where tokens stand. */
export const addressesWithMore = (text: string): readonly string[] =>
  text.match(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>?#]*[?#][^\s"'<>]+/gi) ?? [];
