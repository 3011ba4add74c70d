import { useId } from 'react';
import type { EditView } from '../../preload/contract/connect-form.ts';
import type { FieldView } from '../../preload/contract/provider-view.ts';
import { text } from '../text/text.ts';
import { CheckboxField, ChoiceField, DateField, type Part, SelectField } from './choice-fields.tsx';
import { described, FieldFrame, type FieldProblem } from './field-frame.tsx';
import { fieldName, firstValue } from './form-values.ts';
import { NamesField } from './names-field.tsx';
import { PermissionsField } from './permissions-field.tsx';

interface Props {
  readonly field: FieldView;
  readonly initial: EditView | undefined;
  /** It may not stay empty in the environment that is chosen. */
  readonly required: boolean;
  readonly problem: FieldProblem | undefined;
}

/** One field drawn from data: its label is its whole accessible name. */
export function Field({ field, initial, required, problem }: Props) {
  const value = firstValue(field, initial);
  switch (field.kind) {
    case 'permissions':
      return <PermissionsField field={field} value={initial && value} problem={problem} />;
    case 'select':
      return <SelectField field={field} value={value} problem={problem} />;
    case 'choice':
      return <ChoiceField field={field} value={value} problem={problem} />;
    case 'checkbox':
      return <CheckboxField field={field} value={value} problem={problem} />;
    case 'date':
      return <DateField field={field} value={value} problem={problem} />;
    case 'names':
      return <NamesField field={field} value={value} problem={problem} />;
    case 'text':
    case 'secret': {
      const kept = initial?.secretsKept.includes(field.name) ?? false;
      return <TextField field={field} value={value} required={required} kept={kept} problem={problem} />;
    }
  }
}

interface TextProps extends Part<'text' | 'secret'> {
  readonly required: boolean;
  /** A secret of before is there. */
  readonly kept: boolean;
}
function TextField({ field, value, required, kept, problem }: TextProps) {
  const id = useId();
  const secret = field.kind === 'secret';
  const keptWords = kept ? text('connect.field.kept.help') : undefined;
  // What an empty field means is another thing while one is kept.
  const help = kept && !required ? keptWords : [keptWords, field.help].filter(Boolean).join(' ');
  const frame = { id, label: field.label, optional: !required && !kept, help, where: field.where, problem };
  return (
    <FieldFrame {...frame}>
      <input
        id={id}
        name={fieldName(field.name)}
        type={secret ? 'password' : 'text'}
        data-secret={secret || undefined}
        defaultValue={secret ? undefined : value}
        placeholder={kept ? text('connect.field.kept.placeholder') : field.placeholder}
        required={required && !kept}
        autoComplete={secret ? 'new-password' : 'off'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        {...described(frame)}
      />
    </FieldFrame>
  );
}
