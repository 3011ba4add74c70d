import { useId, useState } from 'react';
import { Help, type Part } from './choice-fields.tsx';
import { fieldName } from './form-values.ts';
import { namesOffered, toggleName } from './names.ts';
import { WhereToFindSteps } from './where-to-find.tsx';

/** Names typed freely, with the known ones to add or take away by a press; what is being typed narrows the list. */
export function NamesField({ field, value, invalid }: Part<'names'>) {
  const id = useId();
  const [text, setText] = useState(value);
  const names = text.split(/\s+/);
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      <textarea
        id={id}
        rows={2}
        name={fieldName(field.name)}
        value={text}
        onChange={event => setText(event.target.value)}
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
          <summary>Choose from the list</summary>
          <div className="suggestions">
            {namesOffered(field.suggestions, text).map(name => (
              <button
                key={name}
                type="button"
                className="suggestion"
                aria-pressed={names.includes(name)}
                onClick={() => setText(toggleName(text, name, field.suggestions))}
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
