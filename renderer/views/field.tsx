import { useId } from 'react';
import type { EditView, FieldView } from '../../preload/contract.ts';
import { fieldName } from '../form-values.ts';
import { PermissionsField } from './permissions-field.tsx';
import { WhereToFindSteps } from './where-to-find.tsx';

interface Props {
  readonly field: FieldView;
  readonly initial: EditView | undefined;
  /** Label or name of the field a failure names. */
  readonly problemAt: string | undefined;
}

/** One field drawn from data: its label is its whole accessible name. */
export function Field({ field, initial, problemAt }: Props) {
  const value = initial?.values[field.name] ?? '';
  if (field.kind === 'permissions') return <PermissionsField field={field} value={initial && value} />;
  const invalid = problemAt !== undefined && [field.name, field.label].includes(problemAt);
  if (field.kind === 'select') return <SelectField field={field} value={value} invalid={invalid} />;
  return (
    <TextField
      field={field}
      value={value}
      invalid={invalid}
      kept={initial?.secretsKept.includes(field.name) ?? false}
    />
  );
}

type Part<Kind extends FieldView['kind']> = {
  readonly field: Extract<FieldView, { kind: Kind }>;
  readonly value: string;
  readonly invalid: boolean;
};

function SelectField({ field, value, invalid }: Part<'select'>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      <select
        id={id}
        name={fieldName(field.name)}
        defaultValue={value || field.options[0]?.value}
        aria-invalid={invalid || undefined}
        aria-describedby={field.help === undefined ? undefined : `${id}-help`}
      >
        {field.options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {field.help !== undefined && (
        <p className="help" id={`${id}-help`}>
          {field.help}
        </p>
      )}
    </div>
  );
}

function helpWords(help: string | undefined, required: boolean, kept: boolean): string {
  const keptWords = kept ? 'One is kept. Leave it empty to keep that one.' : undefined;
  const optional = required || kept || help !== undefined ? undefined : 'May stay empty.';
  return [keptWords, help, optional].filter(Boolean).join(' ');
}

function TextField({ field, value, invalid, kept }: Part<'text' | 'secret'> & { readonly kept: boolean }) {
  const id = useId();
  const secret = field.kind === 'secret';
  const help = helpWords(field.help, field.required, kept);
  const described = [help && `${id}-help`, invalid && 'form-problem'].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      <input
        id={id}
        name={fieldName(field.name)}
        type={secret ? 'password' : 'text'}
        data-secret={secret || undefined}
        defaultValue={secret ? undefined : value}
        placeholder={kept ? 'kept' : field.placeholder}
        required={field.required && !kept}
        aria-invalid={invalid || undefined}
        aria-describedby={described || undefined}
        autoComplete={secret ? 'new-password' : 'off'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
      />
      {help !== '' && (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {field.where && <WhereToFindSteps label={field.label} where={field.where} />}
    </div>
  );
}
