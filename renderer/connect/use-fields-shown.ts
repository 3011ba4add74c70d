import { type ChangeEvent, useState } from 'react';
import type { EditView } from '../../preload/contract/connect-form.ts';
import type { FieldView, ProviderView } from '../../preload/contract/provider-view.ts';
import { fieldName, fieldsShown, firstEnvironment, firstValue } from './form-values.ts';

/**
 * Which fields of a form are drawn now, since some stand only beside a certain choice, the environment chosen, and
 * whether pressing Connect leads to a window.
 */
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
  const { opensWindow } = provider;
  const toWindow =
    typeof opensWindow === 'boolean' ? opensWindow : opensWindow.is.includes(held[opensWindow.field] ?? '');
  return { shown: fieldsShown(provider.fields, held), environment: held.environment ?? '', toWindow, onChange };
}

/** What the environment and the fields that others depend on hold at first. */
function firstHeld(provider: ProviderView, initial: EditView | undefined): Record<string, string> {
  const { fields, opensWindow } = provider;
  const conditions = [...fields.map(({ when }) => when), typeof opensWindow === 'boolean' ? undefined : opensWindow];
  const names = new Set(['environment', ...conditions.flatMap(when => (when === undefined ? [] : [when.field]))]);
  const first = (name: string): string => {
    const field: FieldView | undefined = fields.find(one => one.name === name);
    return field === undefined ? firstEnvironment(provider, initial) : firstValue(field, initial);
  };
  return Object.fromEntries([...names].map(name => [name, first(name)]));
}
