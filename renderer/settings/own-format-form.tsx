import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import {
  longestTemplate,
  type OwnFormat,
  type OwnFormatView,
  type Quoting,
  quotings,
  templateWords,
} from '../../preload/contract/copy-formats.ts';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

interface FormProps {
  readonly format: OwnFormat;
  readonly onSave: (format: OwnFormat) => void;
  readonly onCancel: () => void;
}

const longestName = 60;
const inBraces = templateWords.map(word => `{${word}}`);

/** One format: its name, its text, and how values are quoted in it. What it gives, or what is wrong, is said while typing. */
export function OwnFormatForm({ format, onSave, onCancel }: FormProps) {
  const id = useId();
  const [name, setName] = useState(format.name);
  const [template, setTemplate] = useState(format.template);
  const [quoting, setQuoting] = useState<Quoting>(format.quoting);
  const [asked, setAsked] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const templateField = useRef<HTMLTextAreaElement>(null);
  const view = useView(template, quoting);
  useEffect(() => nameField.current?.focus(), []);
  const tidy = name.trim().replace(/\s+/g, ' ');
  const isNameless = asked && tidy === '';
  const problems = view?.problems ?? [];
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setAsked(true);
    if (tidy === '') nameField.current?.focus();
    else if (view === null || problems.length > 0) templateField.current?.focus();
    else onSave({ id: format.id, name: tidy, template, quoting });
  };
  return (
    <form className="own-format-form" noValidate onSubmit={submit}>
      <div className="field">
        <label htmlFor={`${id}-name`}>{text('own-formats.name')}</label>
        <input
          ref={nameField}
          id={`${id}-name`}
          dir="auto"
          value={name}
          maxLength={longestName}
          autoComplete="off"
          aria-invalid={isNameless || undefined}
          aria-describedby={isNameless ? `${id}-nameless` : undefined}
          onChange={event => setName(event.currentTarget.value)}
        />
        {isNameless && (
          <p className="help warn" id={`${id}-nameless`}>
            {text('own-formats.problem.name')}
          </p>
        )}
      </div>
      <div className="field">
        <label htmlFor={`${id}-template`}>{text('own-formats.template')}</label>
        <textarea
          ref={templateField}
          id={`${id}-template`}
          dir="ltr"
          rows={4}
          value={template}
          maxLength={longestTemplate}
          spellCheck={false}
          aria-invalid={problems.length > 0 || undefined}
          aria-describedby={['help', 'problems'].map(part => `${id}-${part}`).join(' ')}
          onChange={event => setTemplate(event.currentTarget.value)}
        />
        <p className="help" id={`${id}-help`}>
          {text('own-formats.template.help', { words: inBraces.join(' ') })}
        </p>
        <div role="status" id={`${id}-problems`}>
          {problems.map(problem => (
            <p className="help warn" key={`${problem.kind} ${problem.word ?? ''}`}>
              {text(`own-formats.problem.${problem.kind}`, { word: problem.word ?? inBraces[0] ?? '' })}
            </p>
          ))}
        </div>
      </div>
      <div className="field">
        <label htmlFor={`${id}-quoting`}>{text('own-formats.quoting')}</label>
        <select
          id={`${id}-quoting`}
          value={quoting}
          onChange={event => setQuoting(quotings.find(one => one === event.currentTarget.value) ?? quoting)}
        >
          {quotings.map(one => (
            <option key={one} value={one}>
              {text(`own-formats.quoting.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-preview`}>{text('own-formats.preview')}</label>
        <output id={`${id}-preview`} dir="ltr">
          {view?.preview}
        </output>
      </div>
      <div className="both">
        <button type="button" className="button" onClick={onCancel}>
          {text('dialog.cancel')}
        </button>
        <button type="submit" className="primary">
          {text('dialog.save')}
        </button>
      </div>
    </form>
  );
}

/** What main says of the text as it is now; null until it has answered. */
function useView(template: string, quoting: Quoting): OwnFormatView | null {
  const { bridge } = usePanel();
  const [said, setSaid] = useState<{ readonly of: string; readonly view: OwnFormatView } | null>(null);
  const of = `${quoting} ${template}`;
  useEffect(() => {
    let current = true;
    void asReply(bridge.viewOwnFormat({ template, quoting })).then(reply => {
      if (current && reply.ok) setSaid({ of: `${quoting} ${template}`, view: reply.value });
    });
    return () => {
      current = false;
    };
  }, [bridge, template, quoting]);
  return said?.of === of ? said.view : null;
}
