import type { Provider, ProviderField } from '../oauth/provider.ts';
import type { AccountRecord } from '../ports/account-record.ts';

/** An account as it stands in a list: nothing of it is secret. */
export interface ListedAccount {
  readonly name: string;
  /** Ids of both. */
  readonly provider: string;
  readonly environment: string;
  readonly groups: readonly string[];
  /** Fields of its connect form by name, those that hold something. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A list is for other people, too: an account for it, and whether an address is shorter there than here. */
export const listedOf = (
  provider: Provider,
  { label, environment, groups = [], values }: AccountRecord,
): { readonly account: ListedAccount; readonly isShortened: boolean } => {
  const open = provider.fields.filter(isOpen).flatMap(({ name }) => {
    const value = values[name] ?? '';
    return value === '' ? [] : [{ name, value, shared: withoutPrivateParts(value) }];
  });
  const fields = Object.fromEntries(open.filter(one => one.shared !== '').map(({ name, shared }) => [name, shared]));
  return {
    account: { name: label, provider: provider.id, environment, groups, fields },
    isShortened: open.some(({ value, shared }) => value !== shared),
  };
};

const isOpen = ({ kind }: ProviderField): boolean => kind !== 'secret';

/** Whether a text of a form is an address. */
export const isAddress = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);

/** Before the host, and from the question mark on, an address may hold a key of somebody's. */
const withoutPrivateParts = (value: string): string => {
  if (!isAddress(value)) return value;
  const url = URL.parse(value);
  if (url === null) return '';
  if (url.username === '' && url.password === '' && !/[?#]/.test(value)) return value;
  Object.assign(url, { username: '', password: '', search: '', hash: '' });
  return url.href;
};
