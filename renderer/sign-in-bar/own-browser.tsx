import { type RefObject, type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { Failure, Reply } from '../../preload/contract/errors.ts';
import { InstructionBox } from '../components/instruction.tsx';
import { asReply } from '../state/bridge.ts';
import { sameData } from '../state/keep-same.ts';
import { text } from '../text/text.ts';
import type { SignInBarProps } from './address-bar.tsx';
import { DeviceButton } from './device-button.tsx';

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
  const [isAsking, setAsking] = useState(false);
  const until = useRef<HTMLInputElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const run = async (call: Promise<Reply<null>>): Promise<void> => {
    setFailure(undefined);
    setAsking(true);
    const reply = await asReply(call);
    if (!reply.ok) setFailure(reply.error);
    setAsking(false);
  };
  // Main changes the view, and then answers: said once, with the answer, so that the focus is not taken from who types on.
  const problem = useSame(failure ?? view.pasteProblem);
  const paste = (
    <>
      <button
        type="button"
        className="primary wide"
        onClick={() => void run(actions.pasteAddress(until.current?.value ?? ''))}
      >
        {text('bar.browser.paste')}
      </button>
      <PasteForm
        until={until}
        usualGoodUntil={view.usualGoodUntil}
        onContinue={(typed, goodUntil) => void run(actions.continueWith(typed, goodUntil))}
      />
    </>
  );
  return (
    <main className="bar-body browser">
      <h1 ref={heading} tabIndex={-1}>
        {text('bar.browser.title')}
      </h1>
      <ol className="told">
        <li>{text('bar.browser.opened', { provider: view.providerName })}</li>
        {view.comesBack ? (
          <li>{text('bar.browser.comes-back')}</li>
        ) : (
          <>
            <li>{text('bar.browser.copy-address')}</li>
            <li>{text('bar.browser.then-paste')}</li>
          </>
        )}
      </ol>
      <p className="waits">
        <span className="spinner" aria-hidden="true" />
        {text('bar.browser.waiting')}
      </p>
      {problem && !isAsking && <InstructionBox failure={problem} press={text('bar.browser.paste')} takesFocus />}
      {view.comesBack ? (
        <details className="no-return">
          <summary>{text('bar.browser.no-return')}</summary>
          <p className="help">{text('bar.browser.no-return-help')}</p>
          {paste}
        </details>
      ) : (
        paste
      )}
      <div className="bar-buttons">
        <button type="button" className="button" onClick={() => void run(actions.openBrowserAgain())}>
          {text('bar.browser.open-again')}
        </button>
        <button type="button" className="button" onClick={() => void actions.toPage()}>
          {text('bar.browser.back-to-page')}
        </button>
        {view.mayUseDevice && <DeviceButton onPress={() => void run(actions.toDevice())} />}
      </div>
    </main>
  );
}

/** Takes what was typed out of the form: sent once, and the field is empty at once. */
function take(form: HTMLFormElement): readonly [typed: string, goodUntil: string] {
  const field = form.querySelector<HTMLInputElement>('input[name=address]');
  const until = form.querySelector<HTMLInputElement>('input[name=until]');
  const typed = field?.value ?? '';
  // Through the setter, so that React's copy of the value goes too.
  if (field) field.value = '';
  return [typed, until?.value ?? ''];
}

interface PasteFormProps {
  readonly until: RefObject<HTMLInputElement | null>;
  /** What the date holds at first. */
  readonly usualGoodUntil: string | undefined;
  readonly onContinue: (typed: string, goodUntil: string) => void;
}
/** By hand: the address or a bare token. The field never shows what it holds and is empty as soon as it is sent. */
function PasteForm({ until, usualGoodUntil, onContinue }: PasteFormProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onContinue(...take(event.currentTarget));
  };
  return (
    <form className="by-hand" noValidate autoComplete="off" onSubmit={submit}>
      <p className="or">{text('bar.by-hand.or')}</p>
      <div className="field">
        <label htmlFor="ended-on">{text('bar.by-hand.address')}</label>
        <input
          id="ended-on"
          name="address"
          type="password"
          autoComplete="new-password"
          spellCheck={false}
          aria-describedby="ended-on-help"
        />
        <p className="help" id="ended-on-help">
          {text('bar.by-hand.address-help')}
        </p>
      </div>
      <div className="field until">
        <label htmlFor="good-until">{text('bar.by-hand.until')}</label>
        <input
          ref={until}
          id="good-until"
          name="until"
          type="date"
          defaultValue={usualGoodUntil}
          aria-describedby="good-until-help"
        />
      </div>
      <button type="submit" className="button">
        {text('bar.by-hand.continue')}
      </button>
      <p className="help" id="good-until-help">
        {text(usualGoodUntil === undefined ? 'bar.by-hand.until-help' : 'bar.by-hand.until-usual-help')}
      </p>
    </form>
  );
}
