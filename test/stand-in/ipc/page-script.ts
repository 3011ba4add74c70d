/** A function declaration that can also run inside a page from its source text; it may call its neighbours by name. */
export type PageFunction = (...args: never[]) => unknown;

/**
 * The text of a script that defines these functions out of the page's sight and calls the last one with `setting` (as
 * JSON) and the given expressions, which see none of the functions.
 */
export function pageScript(
  functions: readonly PageFunction[],
  setting: unknown,
  ...expressions: readonly string[]
): string {
  const names = expressions.map((_, index) => `_${index}`);
  const entry = functions.at(-1)?.name ?? '';
  const call = `${entry}(${[JSON.stringify(setting), ...names].join(', ')});`;
  return `((${names.join(', ')}) => {\n'use strict';\n${functions.join('\n')}\n${call}\n})(${expressions.join(', ')});`;
}
