import * as v from 'valibot';
import { mostGroups } from '../../../preload/contract/account-view.ts';
import { longestTyped, longestTypedName } from '../base/limits.ts';
import type { ListRow } from './list-row.ts';
import type { ListedAccount } from './listed-account.ts';

const format = 'dockpass-accounts';
const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));

const listSchema = v.strictObject({ format: v.literal(format), version: v.literal(1), accounts: v.array(v.unknown()) });
const accountSchema = v.strictObject({
  name: text(longestTypedName),
  provider: text(longestTypedName),
  environment: v.optional(text(longestTypedName), ''),
  groups: v.optional(v.pipe(v.array(text(longestTypedName)), v.maxLength(mostGroups)), []),
  fields: v.optional(v.record(text(longestTypedName), text(longestTyped)), {}),
});

/** A whole list. */
export const writeJson = (accounts: readonly ListedAccount[]): string =>
  `${JSON.stringify({ format, version: 1, accounts }, undefined, 2)}\n`;

/** The rows of a list; undefined where it is none of this version. */
export const readJson = (content: string): Iterable<ListRow> | undefined => {
  const list = v.safeParse(listSchema, parsed(content));
  return list.success ? readRows(list.output.accounts) : undefined;
};

function* readRows(accounts: readonly unknown[]): Generator<ListRow> {
  for (const [index, content] of accounts.entries()) {
    const account = v.safeParse(accountSchema, content);
    const at = index + 1;
    if (account.success) yield { at, account: { ...account.output, fields: Object.entries(account.output.fields) } };
    else yield { at, refused: 'form', about: v.getDotPath(account.issues[0]) ?? '' };
  }
}

const parsed = (content: string): unknown => {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
};
