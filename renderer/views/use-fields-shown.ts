import { type ChangeEvent, useState } from 'react';
import type { EditView, FieldView, ProviderView } from '../../preload/contract.ts';
import { fieldName, fieldsShown, firstValue } from '../form-values.ts';

/** Which fields of a form are drawn now: some stand only beside a certain environment or choice. */
export function useFieldsShown(provider: ProviderView, initial: EditView | undefined) {
  const [held, setHeld] = useState(() => firstHeld(provider, initial));
  const onChange = ({ target }: ChangeEvent<HTMLFormElement>): void => {
    // A form's change event comes from one of its controls, which React's type does not say.
    const control: unknown = target;
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) return;
    const name = Object.keys(held).find(known => [known, fieldName(known)].includes(control.name));
    if (name === undefined) return;
    const isOff = control instanceof HTMLInputElement && control.type === 'checkbox' && !control.checked;
    setHeld(before => ({ ...before, [name]: isOff ? '' : control.value }));
  };
  return { shown: fieldsShown(provider.fields, held), onChange };
}

/** What the fields that others depend on hold at first. */
function firstHeld({ fields, environments }: ProviderView, initial: EditView | undefined): Record<string, string> {
  const names = new Set(fields.flatMap(({ when }) => (when === undefined ? [] : [when.field])));
  const environment = initial?.environment ?? environments.find(({ preselected }) => preselected)?.id ?? '';
  const first = (name: string): string => {
    const field: FieldView | undefined = fields.find(one => one.name === name);
    return field === undefined ? environment : firstValue(field, initial);
  };
  return Object.fromEntries([...names].map(name => [name, first(name)]));
}
