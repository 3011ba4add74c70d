import { useId } from 'react';
import type { FieldView } from '../../preload/contract/provider-view.ts';
import { described, FieldFrame, type FieldProblem, Help } from './field-frame.tsx';
import { fieldName } from './form-values.ts';

/** A field of one kind, what it holds at first, and what a refusal says of it. */
export type Part<Kind extends FieldView['kind']> = {
  readonly field: Extract<FieldView, { kind: Kind }>;
  readonly value: string;
  readonly problem: FieldProblem | undefined;
};

export function SelectField({ field, value, problem }: Part<'select'>) {
  const id = useId();
  const frame = { id, label: field.label, help: field.help, problem };
  return (
    <FieldFrame {...frame}>
      <select id={id} name={fieldName(field.name)} defaultValue={value} {...described(frame)}>
        {field.options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

export function ChoiceField({ field, value, problem }: Part<'choice'>) {
  const id = useId();
  return (
    <fieldset className="field" {...described({ id, help: field.help, problem })}>
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
      {problem?.message}
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

export function DateField({ field, value, problem }: Part<'date'>) {
  const id = useId();
  const frame = { id, label: field.label, optional: true, help: field.help, problem };
  return (
    <FieldFrame {...frame}>
      <input id={id} type="date" name={fieldName(field.name)} defaultValue={value} {...described(frame)} />
    </FieldFrame>
  );
}
