import { type SubmitEvent, useEffect, useRef } from 'react';
import { KeyIcon } from '../components/icons.tsx';
import type { SignInBarProps } from './address-bar.tsx';

/** Takes what was typed out of the form: sent once, and both fields are empty at once. */
function take(form: HTMLFormElement): readonly [user: string, password: string] {
  const read = (name: string): string => {
    const field = form.querySelector<HTMLInputElement>(`input[name=${name}]`);
    const text = field?.value ?? '';
    // Through the setter, so that React's copy of the value goes too.
    if (field) field.value = '';
    return text;
  };
  return [read('user'), read('password')];
}

/**
 * A proxy or the page's own server asks for a name and a password: who asks stands in it, in our words. Drawn anew for
 * every question, so that nothing typed for one is ever sent to another.
 */
export function PasswordQuestion({ view, actions }: SignInBarProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { passwordPrompt: prompt } = view;
  useEffect(() => heading.current?.focus(), []);
  if (prompt === undefined) return null;
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void actions.answerPassword(view.question, ...take(event.currentTarget));
  };
  return (
    <main className="bar-body problem">
      <span className="emblem" aria-hidden="true">
        <KeyIcon />
      </span>
      <h1 ref={heading} tabIndex={-1}>
        {prompt.isProxy ? 'Your network’s proxy asks for a password' : 'This page’s server asks for a password'}
      </h1>
      <p>
        <b className="wrap">{prompt.host}</b>
        {prompt.realm !== '' && <> calls it “{prompt.realm}”</>}. It is sent to that server only and not kept.
      </p>
      {prompt.again && (
        <p className="note warn" role="alert">
          The last one was not accepted. Type both once more.
        </p>
      )}
      <form className="by-hand" noValidate autoComplete="off" onSubmit={submit}>
        <div className="field">
          <label htmlFor="prompt-user">Name</label>
          <input id="prompt-user" name="user" autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </div>
        <div className="field">
          <label htmlFor="prompt-password">Password</label>
          <input id="prompt-password" name="password" type="password" autoComplete="new-password" />
        </div>
        <div className="bar-buttons">
          <button type="submit" className="primary">
            Continue
          </button>
          <button type="button" className="button" onClick={() => void actions.toBrowser()}>
            Use my browser
          </button>
        </div>
      </form>
    </main>
  );
}
