import { DockpassError } from '../../../main/core/base/errors.ts';
import { environmentOf, fillForm } from '../../../main/core/oauth/filled-form.ts';
import type { FilledForm, Provider, ProviderField } from '../../../main/core/oauth/provider.ts';
import type { ConnectForm } from '../../../preload/contract/connect-form.ts';

/** What somebody could type into a field; addresses where an address is asked for. */
const typedInto = (field: ProviderField, full: boolean): string => {
  switch (field.kind) {
    case 'secret':
      return full || field.required ? `typed-${field.name}-7Qm2xV9L` : '';
    case 'text':
      if (!full && !field.required) return '';
      return /address|discover/i.test(field.name) ? 'https://typed.example/somewhere' : `typed-${field.name}`;
    case 'select':
    case 'choice':
      return field.options[0]?.value ?? '';
    case 'checkbox':
      return full ? 'yes' : '';
    case 'date':
      return full ? '2027-03-01' : '';
    case 'names':
      return field.preselected;
    case 'permissions':
      return field.presets[0]?.value ?? '';
  }
};

/** Every form of a provider: each environment and each choice, with everything filled in and with no more than must be. */
export const formsOf = (provider: Provider): readonly ConnectForm[] => {
  const choices = provider.fields.flatMap(field =>
    field.kind === 'select' || field.kind === 'choice'
      ? field.options.map(({ value }): readonly [string, string] => [field.name, value])
      : [],
  );
  return provider.environments.flatMap(({ id }) =>
    [true, false].flatMap(full => {
      const needed = (field: ProviderField): boolean =>
        full || (field.kind === 'text' && field.requiredIn?.includes(id) === true);
      const values = Object.fromEntries(provider.fields.map(field => [field.name, typedInto(field, needed(field))]));
      return [[], ...choices.map(([name, value]) => [[name, value] as const])].map(chosen => ({
        provider: provider.id,
        environment: id,
        accountName: '',
        values: { ...values, ...Object.fromEntries(chosen) },
      }));
    }),
  );
};

/** What the forms become that the provider takes; it may refuse one, by the name of a field. */
export const fillingsOf = (provider: Provider): readonly FilledForm[] =>
  formsOf(provider).flatMap(form => {
    try {
      const filled = fillForm(provider, form);
      return [{ ...filled, environment: environmentOf(provider, form.environment, filled.values) }];
    } catch (error) {
      if (error instanceof DockpassError && error.code === 'bad-input') return [];
      throw error;
    }
  });
