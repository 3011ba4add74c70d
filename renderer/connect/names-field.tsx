import { useId, useState } from 'react';
import { text } from '../text/text.ts';
import { Help, type Part } from './choice-fields.tsx';
import { fieldName } from './form-values.ts';
import { namesOffered, toggleName } from './names.ts';
import { WhereToFindSteps } from './where-to-find.tsx';

/** Names typed freely, with the known ones to add or take away by a press; what is being typed narrows the list. */
export function NamesField({ field, value, invalid }: Part<'names'>) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const names = typed.split(/\s+/);
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      <textarea
        id={id}
        rows={2}
        name={fieldName(field.name)}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        aria-invalid={invalid || undefined}
        aria-describedby={field.help === undefined ? undefined : `${id}-help`}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
      />
      <Help id={id} text={field.help} />
      {field.suggestions.length > 0 && (
        <details className="where">
          <summary>{text('connect.names.choose')}</summary>
          <div className="suggestions">
            {namesOffered(field.suggestions, typed).map(name => (
              <button
                key={name}
                type="button"
                className="suggestion"
                aria-pressed={names.includes(name)}
                onClick={() => setTyped(toggleName(typed, name, field.suggestions))}
              >
                {name}
              </button>
            ))}
          </div>
        </details>
      )}
      {field.where && <WhereToFindSteps label={field.label} where={field.where} />}
    </div>
  );
}
