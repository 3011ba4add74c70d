import type { ConnectForm } from '../../preload/contract.ts';
import type { AccountRecord } from './account-record.ts';
import { DockpassError } from './errors.ts';
import type { Environment, Filled, Provider } from './provider.ts';
import { Secret } from './secret.ts';

/** Finds a provider by id. Throws bad-input for one this program does not have. */
export const providerOf = (providers: readonly Provider[], id: string): Provider => {
  const provider = providers.find(one => one.id === id);
  if (provider === undefined) throw new DockpassError('bad-input', { detail: 'the provider' });
  return provider;
};

/** Finds an environment of a provider by id. Throws bad-input. */
export const environmentOf = (provider: Provider, id: string): Environment => {
  const environment = provider.environments.find(one => one.id === id);
  if (environment === undefined) throw new DockpassError('bad-input', { detail: 'Environment' });
  return environment;
};

/**
 * What a person typed, checked field by field. Plain values lose outer white space; secrets stay byte for byte.
 * `kept`: secrets of the account being edited, used where the field was left empty.
 * Throws bad-input with the field's label as detail.
 */
export const fillForm = (provider: Provider, form: ConnectForm, kept: Filled['secrets'] = {}): Filled => {
  const values: Record<string, string> = {};
  const secrets: Record<string, Secret> = {};
  for (const field of provider.fields) {
    const typed = form.values[field.name] ?? '';
    if (field.kind === 'secret') {
      const secret = typed === '' ? kept[field.name] : new Secret(typed);
      if (secret !== undefined) secrets[field.name] = secret;
      else if (field.required) throw new DockpassError('bad-input', { detail: field.label });
      if (hasControl(typed)) throw new DockpassError('bad-input', { detail: field.label });
      continue;
    }
    const value = typed.trim();
    const missing = value === '' && (field.kind === 'permissions' || (field.kind === 'text' && field.required));
    const foreign = field.kind === 'select' && !field.options.some(option => option.value === value);
    if (missing || foreign || hasControl(value)) throw new DockpassError('bad-input', { detail: field.label });
    values[field.name] = value;
  }
  const filled: Filled = { environment: environmentOf(provider, form.environment), values, secrets };
  provider.check?.(filled);
  return filled;
};

/** The provider a record belongs to. Throws record-unreadable for one this program does not have. */
export const providerOfRecord = (providers: readonly Provider[], record: AccountRecord): Provider => {
  const provider = providers.find(one => one.id === record.provider);
  if (provider === undefined) throw new DockpassError('record-unreadable', { reason: 'provider' });
  return provider;
};

/** An account's own record and secrets as its provider's functions want them. Throws record-unreadable. */
export const fillRecord = (provider: Provider, record: AccountRecord, secrets: Filled['secrets']): Filled => {
  const environment = provider.environments.find(one => one.id === record.environment);
  if (environment === undefined) throw new DockpassError('record-unreadable', { reason: 'environment' });
  // A record that names an environment its secrets were not sealed for was edited: nothing is sent there.
  if (!record.origins.includes(environment.origin)) throw new DockpassError('record-unreadable', { reason: 'edited' });
  return { environment, values: record.values, secrets };
};

const hasControl = (text: string): boolean => /\p{Cc}/u.test(text);
