import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { Failure, Reply } from '../../preload/contract/errors.ts';
import { InstructionBox } from '../components/instruction.tsx';
import { asReply } from '../state/bridge.ts';
import { sameData } from '../state/keep-same.ts';
import type { SignInBarProps } from './address-bar.tsx';

/** The same object as long as it says the same: every change of the sign-in bar brings a new one. */
function useSame(problem: Failure | undefined): Failure | undefined {
  const [kept, setKept] = useState(problem);
  if (sameData(kept, problem)) return kept;
  setKept(problem);
  return problem;
}

/** The road through the person's own browser: sign in there, bring the address back. */
export function OwnBrowserSignIn({ view, actions }: SignInBarProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [failure, setFailure] = useState<Failure>();
  const [tries, setTries] = useState(0);
  useEffect(() => heading.current?.focus(), []);
  const run = async (call: Promise<Reply<null>>): Promise<void> => {
    setFailure(undefined);
    const reply = await asReply(call);
    if (!reply.ok) setFailure(reply.error);
    setTries(tries + 1);
  };
  const problem = useSame(failure ?? view.pasteProblem);
  const paste = (
    <>
      <button type="button" className="primary wide" onClick={() => void run(actions.pasteAddress())}>
        Paste address
      </button>
      <PasteForm onContinue={(text, goodUntil) => void run(actions.continueWith(text, goodUntil))} />
    </>
  );
  return (
    <main className="bar-body browser">
      <h1 ref={heading} tabIndex={-1}>
        Sign in with your own browser
      </h1>
      <ol className="told">
        <li>Your browser has opened {view.providerName}. Sign in there and allow access.</li>
        {view.comesBack ? (
          <li>When the page says “You can close this tab”, close it. Dockpass goes on by itself.</li>
        ) : (
          <>
            <li>When the page says that it is done, copy the whole address from the top of the browser.</li>
            <li>Come back here and press Paste address. Then close that tab: its address holds the token.</li>
          </>
        )}
      </ol>
      {problem && <InstructionBox key={tries} failure={problem} press="Paste address" takesFocus />}
      {view.comesBack ? (
        <details className="no-return">
          <summary>The browser could not come back?</summary>
          <p className="help">Copy the whole address from the top of the browser, however the page looks.</p>
          {paste}
        </details>
      ) : (
        paste
      )}
      <div className="bar-buttons">
        <button type="button" className="button" onClick={() => void run(actions.openBrowserAgain())}>
          Open the page again
        </button>
        <button type="button" className="button" onClick={() => void actions.toPage()}>
          Back to the sign-in page
        </button>
      </div>
    </main>
  );
}

/** Takes what was typed out of the form: sent once, and the field is empty at once. */
function take(form: HTMLFormElement): readonly [text: string, goodUntil: string] {
  const field = form.querySelector<HTMLInputElement>('input[name=address]');
  const until = form.querySelector<HTMLInputElement>('input[name=until]');
  const text = field?.value ?? '';
  // Through the setter, so that React's copy of the value goes too.
  if (field) field.value = '';
  return [text, until?.value ?? ''];
}

/** By hand: the address or a bare token. The field never shows what it holds and is empty as soon as it is sent. */
function PasteForm({ onContinue }: { readonly onContinue: (text: string, goodUntil: string) => void }) {
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onContinue(...take(event.currentTarget));
  };
  return (
    <form className="by-hand" noValidate autoComplete="off" onSubmit={submit}>
      <p className="or">or by hand</p>
      <div className="field">
        <label htmlFor="ended-on">Address you ended on</label>
        <input
          id="ended-on"
          name="address"
          type="password"
          autoComplete="new-password"
          spellCheck={false}
          aria-describedby="ended-on-help"
        />
        <p className="help" id="ended-on-help">
          It is hidden because it holds the token. If you only have the token itself, paste that.
        </p>
      </div>
      <div className="field until">
        <label htmlFor="good-until">Good until</label>
        <input id="good-until" name="until" type="date" aria-describedby="good-until-help" />
      </div>
      <button type="submit" className="button">
        Continue
      </button>
      <p className="help" id="good-until-help">
        Give the last day only if you paste the token itself and know it.
      </p>
    </form>
  );
}
