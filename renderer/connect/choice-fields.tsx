import { useId } from 'react';
import type { FieldView } from '../../preload/contract/provider-view.ts';
import { fieldName } from './form-values.ts';

/** A field of one kind, what it holds at first, and whether a failure names it. */
export type Part<Kind extends FieldView['kind']> = {
  readonly field: Extract<FieldView, { kind: Kind }>;
  readonly value: string;
  readonly invalid: boolean;
};

/** The sentence under a control. */
export function Help({ id, text }: { readonly id: string; readonly text: string | undefined }) {
  if (text === undefined || text === '') return null;
  return (
    <p className="help" id={`${id}-help`}>
      {text}
    </p>
  );
}

export function SelectField({ field, value, invalid }: Part<'select'>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      <select
        id={id}
        name={fieldName(field.name)}
        defaultValue={value}
        aria-invalid={invalid || undefined}
        aria-describedby={field.help === undefined ? undefined : `${id}-help`}
      >
        {field.options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Help id={id} text={field.help} />
    </div>
  );
}

export function ChoiceField({ field, value }: Part<'choice'>) {
  const id = useId();
  return (
    <fieldset className="field" aria-describedby={field.help === undefined ? undefined : `${id}-help`}>
      <legend>{field.label}</legend>
      <div className="choices">
        {field.options.map(option => (
          <label key={option.value} className="choice">
            <input
              type="radio"
              name={fieldName(field.name)}
              value={option.value}
              defaultChecked={option.value === value}
            />
            {option.label}
          </label>
        ))}
      </div>
      <Help id={id} text={field.help} />
    </fieldset>
  );
}

export function CheckboxField({ field, value }: Part<'checkbox'>) {
  const id = useId();
  return (
    <div className="field">
      <label className="choice" htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          name={fieldName(field.name)}
          value="yes"
          defaultChecked={value === 'yes'}
          aria-describedby={field.help === undefined ? undefined : `${id}-help`}
        />
        {field.label}
      </label>
      <Help id={id} text={field.help} />
    </div>
  );
}

export function DateField({ field, value, invalid }: Part<'date'>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      <input
        id={id}
        type="date"
        name={fieldName(field.name)}
        defaultValue={value}
        aria-invalid={invalid || undefined}
        aria-describedby={field.help === undefined ? undefined : `${id}-help`}
      />
      <Help id={id} text={field.help} />
    </div>
  );
}
