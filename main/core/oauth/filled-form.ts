import type { ConnectForm } from '../../../preload/contract/connect-form.ts';
import { DockpassError } from '../base/errors.ts';
import { longestTyped, longestTypedSecret } from '../base/limits.ts';
import { Secret } from '../base/secret.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import { isSealedFor, type SealedAddresses } from './origins.ts';
import type { Environment, FilledForm, Provider, ProviderField, Values } from './provider.ts';

/** Finds a provider by id. Throws bad-input for one this program does not have. */
export const providerOf = (providers: readonly Provider[], id: string): Provider => {
  const provider = providers.find(one => one.id === id);
  if (provider === undefined) throw new DockpassError('bad-input', { field: 'provider' });
  return provider;
};

/** Finds an environment of a provider by id, with what was typed in place of its hosts. Throws bad-input. */
export const environmentOf = (provider: Provider, id: string, values: Values): Environment => {
  const environment = provider.environments.find(one => one.id === id);
  if (environment === undefined) throw new DockpassError('bad-input', { field: 'environment' });
  return provider.environmentFor?.(environment, values) ?? environment;
};

/** What a form holds for a field; the first option where an older form or record does not know the field yet. */
const heldIn = ({ values }: ConnectForm, field: ProviderField): string => {
  const first = field.kind === 'select' || field.kind === 'choice' ? field.options[0]?.value : undefined;
  return values[field.name] ?? first ?? '';
};

/** The fields that this form shows: those without a condition, and those whose condition holds. */
const shownFields = (provider: Provider, form: ConnectForm): readonly ProviderField[] => {
  const stands = ({ when }: ProviderField): boolean => {
    if (when === undefined) return true;
    if (when.field === 'environment') return when.is.includes(form.environment);
    const other = provider.fields.find(one => one.name === when.field);
    return other !== undefined && stands(other) && when.is.includes(heldIn(form, other));
  };
  return provider.fields.filter(stands);
};

/**
 * What a person typed, checked field by field. Plain values lose outer white space; secrets stay byte for byte.
 * `kept`: secrets of the account being edited, used where the field was left empty.
 * Throws bad-input (field: the field's name).
 */
export const fillForm = (provider: Provider, form: ConnectForm, kept: FilledForm['secrets'] = {}): FilledForm => {
  const values: Record<string, string> = {};
  const secrets: Record<string, Secret> = {};
  for (const field of shownFields(provider, form)) {
    const typed = heldIn(form, field);
    if (typed.length > (field.kind === 'secret' ? longestTypedSecret : longestTyped))
      throw new DockpassError('bad-input', { field: field.name });
    if (field.kind === 'secret') {
      const secret = typed === '' ? kept[field.name] : new Secret(typed);
      if (secret !== undefined) secrets[field.name] = secret;
      else if (field.required) throw new DockpassError('bad-input', { field: field.name });
      if (hasControl(typed)) throw new DockpassError('bad-input', { field: field.name });
      continue;
    }
    const value = field.kind === 'names' ? tidyNames(typed) : typed.trim();
    if (hasControl(value) || !fits(field, value, form.environment))
      throw new DockpassError('bad-input', { field: field.name });
    values[field.name] = value;
  }
  const environment = environmentOf(provider, form.environment, values);
  const filled: FilledForm = { environment, values, secrets };
  provider.check?.(filled);
  return filled;
};

/** Names, one space between; quotes and commas come along when they are copied out of a program. */
const tidyNames = (typed: string): string =>
  typed
    .split(/[\s,]+/)
    .map(one => one.replace(/^["'“”‘’]+|["'“”‘’;]+$/g, ''))
    .filter(one => one !== '')
    .join(' ');

const fits = (field: Exclude<ProviderField, { kind: 'secret' }>, value: string, environment: string): boolean => {
  switch (field.kind) {
    case 'text':
      return value !== '' || !(field.required || field.requiredIn?.includes(environment));
    case 'permissions':
      return value !== '';
    case 'select':
    case 'choice':
      return field.options.some(option => option.value === value);
    case 'checkbox':
      return value === '' || value === 'yes';
    case 'date':
      return value === '' || /^\d{4}-\d\d-\d\d$/.test(value);
    case 'names':
      return true;
  }
};

/** Whether other tokens would come of these values. Only what a person typed counts: discovery finds the rest again. */
export const asksOtherwise = ({ fields, withoutSignIn = [] }: Provider, some: Values, others: Values): boolean =>
  fields.some(({ name }) => some[name] !== others[name] && !withoutSignIn.includes(name));

/** The provider a record belongs to. Throws record-unreadable for one this program does not have. */
export const providerOfRecord = (providers: readonly Provider[], record: Pick<AccountRecord, 'provider'>): Provider => {
  const provider = providers.find(one => one.id === record.provider);
  if (provider === undefined) throw new DockpassError('record-unreadable', { reason: 'provider' });
  return provider;
};

/** An account's own record and secrets as its provider's functions want them. Throws record-unreadable. */
export const fillRecord = (provider: Provider, record: SealedAddresses, secrets: FilledForm['secrets']): FilledForm => {
  const filled = filledAsSealed(provider, record, secrets);
  if (filled === undefined) throw new DockpassError('record-unreadable', { reason: 'environment' });
  // A record that names an address its secrets were not sealed for was edited: nothing is sent there.
  if (!isSealedFor(provider, record, filled)) throw new DockpassError('record-unreadable', { reason: 'edited' });
  return filled;
};

/** Whether all that this record would ask lies within its origins; undefined for a provider this program does not have. */
export const isWithinOrigins = (providers: readonly Provider[], record: AccountRecord): boolean | undefined => {
  const provider = providers.find(one => one.id === record.provider);
  if (provider?.environments.some(one => one.id === record.environment) !== true) return undefined;
  try {
    fillRecord(provider, record, {});
    return true;
  } catch {
    return false;
  }
};

const filledAsSealed = (
  provider: Provider,
  record: SealedAddresses,
  secrets: FilledForm['secrets'],
): FilledForm | undefined => {
  const environment = provider.environments.find(one => one.id === record.environment);
  if (environment === undefined) return undefined;
  try {
    return { environment: environmentOf(provider, record.environment, record.values), values: record.values, secrets };
  } catch {
    throw new DockpassError('record-unreadable', { reason: 'edited' });
  }
};

const hasControl = (text: string): boolean => /\p{Cc}/u.test(text);
