import type { ConnectForm, EditView } from '../../preload/contract/connect-form.ts';
import type { FieldView, ProviderView } from '../../preload/contract/provider-view.ts';

/** Prefix of the names our own fields have in a form, so that no provider's field can meet `environment`. */
export const fieldName = (name: string): string => `field-${name}`;

const text = (data: FormData, name: string): string => {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
};

/** What stands in the form now. A field that is not drawn is left out. */
export function readForm(form: HTMLFormElement, provider: ProviderView, initial?: EditView): ConnectForm {
  const data = new FormData(form);
  return {
    provider: provider.id,
    environment: text(data, 'environment') || firstEnvironment(provider, initial),
    accountName: text(data, 'account-name'),
    values: Object.fromEntries(provider.fields.map(({ name }) => [name, text(data, fieldName(name))])),
  };
}

/**
 * Empties every secret field and says whether one held anything. Through the `value` setter on purpose: React's own
 * bookkeeping remembers a field's last value and only that setter makes it forget.
 */
export function emptySecrets(form: HTMLFormElement): boolean {
  let held = false;
  for (const input of form.querySelectorAll<HTMLInputElement>('input[data-secret]')) {
    held ||= input.value !== '';
    input.value = '';
  }
  return held;
}

/** The environment that is chosen before anyone touches it; empty where the provider has none. */
export const firstEnvironment = ({ environments }: ProviderView, initial?: EditView): string =>
  initial?.environment ?? (environments.find(({ preselected }) => preselected) ?? environments[0])?.id ?? '';

/** What a field holds before anyone touches it. */
export function firstValue(field: FieldView, initial?: EditView): string {
  const kept = initial?.values[field.name];
  if (kept !== undefined) return kept;
  if (field.kind === 'select' || field.kind === 'choice') return field.options[0]?.value ?? '';
  if (field.kind === 'checkbox') return field.preselected && initial === undefined ? 'yes' : '';
  return field.kind === 'names' && initial === undefined ? field.preselected : '';
}

/** The fields whose condition holds, given what the fields named in conditions hold now. */
export function fieldsShown(
  fields: readonly FieldView[],
  held: Readonly<Record<string, string>>,
): readonly FieldView[] {
  const stands = ({ when }: FieldView): boolean => {
    if (when === undefined) return true;
    const other = fields.find(({ name }) => name === when.field);
    return (other === undefined || stands(other)) && when.is.includes(held[when.field] ?? '');
  };
  return fields.filter(stands);
}

/** Whether this may not stay empty in an environment. */
export const isRequired = (field: FieldView, environment: string): boolean =>
  (field.kind === 'text' || field.kind === 'secret') &&
  (field.required || field.requiredIn?.includes(environment) === true);

/** The first required field that is empty; a secret that is kept already may stay empty. */
export function firstMissing(
  form: HTMLFormElement,
  fields: readonly FieldView[],
  secretsKept: readonly string[],
): FieldView | undefined {
  const data = new FormData(form);
  return fields.find(
    field =>
      isRequired(field, text(data, 'environment')) &&
      data.has(fieldName(field.name)) &&
      text(data, fieldName(field.name)).trim() === '' &&
      !secretsKept.includes(field.name),
  );
}
