import { useId } from 'react';
import type { EditView } from '../../preload/contract/connect-form.ts';
import type { FieldView } from '../../preload/contract/provider-view.ts';
import { text } from '../text/text.ts';
import { CheckboxField, ChoiceField, DateField, type Part, SelectField } from './choice-fields.tsx';
import { fieldName, firstValue } from './form-values.ts';
import { NamesField } from './names-field.tsx';
import { PermissionsField } from './permissions-field.tsx';
import { WhereToFindSteps } from './where-to-find.tsx';

interface Props {
  readonly field: FieldView;
  readonly initial: EditView | undefined;
  /** The name of the field that a failure is about. */
  readonly problemAt: string | undefined;
}

/** One field drawn from data: its label is its whole accessible name. */
export function Field({ field, initial, problemAt }: Props) {
  const value = firstValue(field, initial);
  const invalid = problemAt === field.name;
  switch (field.kind) {
    case 'permissions':
      return <PermissionsField field={field} value={initial && value} />;
    case 'select':
      return <SelectField field={field} value={value} invalid={invalid} />;
    case 'choice':
      return <ChoiceField field={field} value={value} invalid={invalid} />;
    case 'checkbox':
      return <CheckboxField field={field} value={value} invalid={invalid} />;
    case 'date':
      return <DateField field={field} value={value} invalid={invalid} />;
    case 'names':
      return <NamesField field={field} value={value} invalid={invalid} />;
    case 'text':
    case 'secret':
      return (
        <TextField
          field={field}
          value={value}
          invalid={invalid}
          kept={initial?.secretsKept.includes(field.name) ?? false}
        />
      );
  }
}

function helpWords(help: string | undefined, required: boolean, kept: boolean): string {
  const keptWords = kept ? text('connect.field.kept.help') : undefined;
  // What an empty field means is another thing while one is kept.
  if (kept && !required) return keptWords ?? '';
  const optional = required || kept || help !== undefined ? undefined : text('connect.field.optional');
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
        placeholder={kept ? text('connect.field.kept.placeholder') : field.placeholder}
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
