import { useId, useState } from 'react';
import { text } from '../text/text.ts';
import type { Part } from './choice-fields.tsx';
import { described, FieldFrame } from './field-frame.tsx';
import { fieldName } from './form-values.ts';
import { namesOffered, toggleName } from './names.ts';

/** Names typed freely, with the known ones to add or take away by a press; what is being typed narrows the list. */
export function NamesField({ field, value, problem }: Part<'names'>) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const names = typed.split(/\s+/);
  const frame = { id, label: field.label, optional: true, help: field.help, where: field.where, problem };
  return (
    <div className="field">
      <FieldFrame {...frame}>
        <textarea
          id={id}
          rows={2}
          name={fieldName(field.name)}
          value={typed}
          onChange={event => setTyped(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          {...described(frame)}
        />
      </FieldFrame>
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
    </div>
  );
}
