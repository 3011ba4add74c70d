/** `de_AT.UTF-8@euro` as BCP 47: `de-AT`. */
const tagOf = (name: string): string => (name.split(/[.@]/, 1)[0] ?? '').replace('_', '-');

/**
 * The languages of the system as `g_get_language_names` finds them on Linux: the first of LANGUAGE, LC_ALL, LC_MESSAGES and
 * LANG that says anything, each name followed by what it is a variant of; `C` at the end. The first is Chromium's locale.
 */
export function systemLanguages(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const said =
    [env.LANGUAGE, env.LC_ALL, env.LC_MESSAGES, env.LANG].find(one => one !== undefined && one !== '') ?? 'C';
  const tags = said.split(':').map(tagOf).filter(Boolean);
  return [...new Set([...tags.flatMap(tag => [tag, tag.split('-', 1)[0] ?? tag]), 'C'])];
}
