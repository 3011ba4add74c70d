import { type SubmitEvent, useRef } from 'react';
import { KeyIcon } from '../components/icons.tsx';
import { RichText } from '../text/rich-text.tsx';
import { text } from '../text/text.ts';
import type { QuestionProps } from './address-bar.tsx';
import { useQuestionFocus } from './use-question-focus.ts';

/** Takes what was typed out of the form: sent once, and both fields are empty at once. */
function take(form: HTMLFormElement): readonly [user: string, password: string] {
  const read = (name: string): string => {
    const field = form.querySelector<HTMLInputElement>(`input[name=${name}]`);
    const typed = field?.value ?? '';
    // Through the setter, so that React's copy of the value goes too.
    if (field) field.value = '';
    return typed;
  };
  return [read('user'), read('password')];
}

/**
 * A proxy or the page's own server asks for a name and a password: who asks stands in it, in our words. Drawn anew for
 * every question, so that nothing typed for one is ever sent to another.
 */
export function PasswordQuestion({ view, actions, replaces }: QuestionProps) {
  const main = useRef<HTMLElement>(null);
  const { passwordPrompt: prompt } = view;
  useQuestionFocus(main, replaces);
  if (prompt === undefined) return null;
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void actions.answerPassword(view.question, ...take(event.currentTarget));
  };
  return (
    <main className="bar-body question" ref={main}>
      <span className="emblem" aria-hidden="true">
        <KeyIcon />
      </span>
      <div className="asked" id="prompt-help">
        <h1 tabIndex={-1}>{text(prompt.isProxy ? 'bar.password.of-proxy' : 'bar.password.of-page')}</h1>
        <p>
          <RichText
            of="bar.password.help"
            values={{
              host: <b className="wrap">{prompt.host}</b>,
              named: prompt.realm === '' ? 'no' : 'yes',
              realm: prompt.realm,
            }}
          />
        </p>
      </div>
      {prompt.again && (
        <p className="note warn" role="alert">
          {text('bar.password.again')}
        </p>
      )}
      <form className="by-hand" noValidate autoComplete="off" onSubmit={submit}>
        <div className="field">
          <label htmlFor="prompt-user">{text('bar.password.name')}</label>
          <input
            id="prompt-user"
            name="user"
            data-first
            aria-describedby="prompt-help"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </div>
        <div className="field">
          <label htmlFor="prompt-password">{text('bar.password.password')}</label>
          <input id="prompt-password" name="password" type="password" autoComplete="new-password" />
        </div>
        <div className="bar-buttons">
          <button type="submit" className="primary">
            {text('bar.password.continue')}
          </button>
          <button type="button" className="button" onClick={() => void actions.toBrowser()}>
            {text('bar.use-browser')}
          </button>
        </div>
      </form>
    </main>
  );
}
