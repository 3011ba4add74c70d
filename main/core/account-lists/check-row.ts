import type { ListRefusal } from '../../../preload/contract/lists/view.ts';
import { text } from '../../text/text.ts';
import { DockpassError } from '../base/errors.ts';
import { tidyGroups } from '../base/groups.ts';
import { tidyLabel } from '../base/labels.ts';
import { longestTyped, longestTypedName } from '../base/limits.ts';
import { Secret } from '../base/secret.ts';
import { fillForm } from '../oauth/filled-form.ts';
import { originsOf } from '../oauth/origins.ts';
import type { FieldText, FilledForm, Provider, ProviderField } from '../oauth/provider.ts';
import type { RawAccount } from './list-row.ts';
import { isAddress } from './listed-account.ts';

/** An account of a list that can be kept: its form as a person would have filled it in, without secrets. */
export interface Candidate {
  readonly label: string;
  readonly provider: Provider;
  readonly filled: FilledForm;
  readonly groups: readonly string[];
  /** Its addresses that the provider does not name itself, whole. */
  readonly addresses: readonly URL[];
  /** Names that no provider has a field for. */
  readonly unknown: readonly string[];
}

export interface Refusal {
  readonly refused: ListRefusal;
  readonly about?: string;
}

/** The account as it can be kept, or why not. */
export const checkRow = (raw: RawAccount, providers: readonly Provider[]): Candidate | Refusal => {
  const label = raw.name.length > longestTypedName ? '' : tidyLabel(raw.name);
  if (label === '') return { refused: 'name' };
  const provider = providers.find(({ id, name }) => isSame(raw.provider, id) || isSame(raw.provider, name));
  if (provider === undefined) return { refused: 'provider', about: shown(raw.provider) };
  const environment = environmentOf(provider, raw.environment);
  if (environment === undefined) return { refused: 'environment', about: shown(raw.environment) };
  const read = readFields(raw.fields, provider, providers);
  if ('refused' in read) return read;
  const form = { provider: provider.id, environment, accountName: label, values: asInForm(provider, read.values) };
  try {
    const { secrets: _none, ...filled } = fillForm(provider, form, standIns(provider));
    const account = { ...filled, secrets: {} };
    return {
      label,
      provider,
      filled: account,
      groups: tidyGroups(raw.groups.map(one => one.slice(0, longestTypedName))),
      addresses: addressesIn(provider, account),
      unknown: read.unknown,
    };
  } catch (problem) {
    if (!(problem instanceof DockpassError)) throw problem;
    const field = provider.fields.find(({ name }) => name === problem.field);
    return { refused: 'field', about: field === undefined ? (problem.field ?? '') : words(field.label) };
  }
};

/** As somebody types it who knows it from a screen. */
const isSame = (typed: string, name: string): boolean =>
  typed.length <= longestTypedName && typed.trim().toLowerCase() === name.toLowerCase();
const shown = (typed: string): string => tidyLabel(typed.slice(0, longestTypedName));
const words = (one: FieldText): string => (typeof one === 'string' ? text(one) : one());

const environmentOf = ({ environments }: Provider, typed: string): string | undefined =>
  typed.trim() === ''
    ? (environments.find(({ preselected }) => preselected) ?? environments[0])?.id
    : environments.find(({ id, label }) => isSame(typed, id) || isSame(typed, text(label)))?.id;

interface ReadFields {
  readonly values: Readonly<Record<string, string>>;
  readonly unknown: readonly string[];
}
const readFields = (
  given: RawAccount['fields'],
  provider: Provider,
  providers: readonly Provider[],
): ReadFields | Refusal => {
  const values = new Map<string, string>();
  const unknown: string[] = [];
  for (const [column, value] of given) {
    const named = ({ name }: ProviderField): boolean => isSame(column, name);
    const field = provider.fields.find(named);
    const others = providers.flatMap(({ fields }) => fields.filter(named));
    if (field === undefined && others.length === 0) unknown.push(shown(column));
    if (value.trim() === '') continue;
    // Not read, and said before anything else of it: whoever wrote it there can take it out.
    const secret = [...(field === undefined ? others : [field])].find(({ kind }) => kind === 'secret');
    if (secret !== undefined) return { refused: 'secret', about: words(secret.label) };
    if (field === undefined && others.length > 0) return { refused: 'other-field', about: shown(column) };
    if (field === undefined) continue;
    if (value.length > longestTyped) return { refused: 'too-long', about: words(field.label) };
    values.set(field.name, value);
  }
  return { values: Object.fromEntries(values), unknown };
};

/** Permissions go by a preset's id, too; without any they are what the form begins with. */
const asInForm = ({ fields }: Provider, values: ReadFields['values']): ReadFields['values'] => {
  const permissions = fields.flatMap(field => {
    if (field.kind !== 'permissions') return [];
    const given = values[field.name];
    const preset = field.presets.find(({ id, preselected }) => (given === undefined ? preselected : id === given));
    const first = given === undefined ? field.presets[0] : undefined;
    return [[field.name, (preset ?? first)?.value ?? given ?? ''] as const];
  });
  return { ...values, ...Object.fromEntries(permissions) };
};

/** A person types them at the first sign-in: until then a form without them is whole. */
const standIns = ({ fields }: Provider): FilledForm['secrets'] =>
  Object.fromEntries(fields.filter(({ kind }) => kind === 'secret').map(({ name }) => [name, new Secret('…')]));

const addressesIn = (provider: Provider, filled: FilledForm): readonly URL[] => {
  const own = provider.environments.flatMap(({ origin, tokenOrigin, usedAt = [] }) => [origin, tokenOrigin, ...usedAt]);
  const typed = provider.fields.flatMap(({ name, kind }) => {
    const value = filled.values[name] ?? '';
    const url = kind === 'text' && isAddress(value) ? URL.parse(value) : null;
    return url === null ? [] : [url];
  });
  const origins = originsOf(provider, filled).filter(origin => typed.every(url => url.origin !== origin));
  return [...typed, ...origins.map(origin => new URL(origin))].filter(({ origin }) => !own.includes(origin));
};
