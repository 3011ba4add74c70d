import { type RefObject, useEffect, useRef } from 'react';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

interface SignInProps {
  /** Whose sign-in it is: an account's id, or the provider's for a new one. */
  readonly of: string;
}
interface HereProps {
  /** The provider's. */
  readonly name: string;
}

/** In place of a form while the provider's page is open: that it is, how to get there, and how to stop. */
export function SignInIsOpen({ of }: SignInProps) {
  const show = useWaiting(of);
  return (
    <>
      <div className="sheet-body waiting">
        <WindowIsOpen />
      </div>
      <div className="sheet-foot">
        <SignInButtons of={of} show={show} />
      </div>
    </>
  );
}

/** The same within a page that has more to show. */
export function SignInIsOpenNote({ of }: SignInProps) {
  const show = useWaiting(of);
  return (
    <div className="note waiting">
      <WindowIsOpen />
      <div className="waiting-buttons">
        <SignInButtons of={of} show={show} />
      </div>
    </div>
  );
}

/** While a request is under way; takes the focus, so that it is read out. */
export function ConnectingHere({ name }: HereProps) {
  const box = useRef<HTMLParagraphElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <p className="waiting-for" tabIndex={-1} ref={box}>
      <span className="spinner" aria-hidden="true" />
      <span>{text('running.here', { provider: name })}</span>
    </p>
  );
}

/** The button that shows the window has the focus. Escape goes one step back: it stops the sign-in. */
function useWaiting(of: string): RefObject<HTMLButtonElement | null> {
  const { actions } = usePanel();
  const show = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    show.current?.focus();
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      void actions.stopSignIn(of);
    };
    // Before the dialog, which would go back further.
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [actions, of]);
  return show;
}

function WindowIsOpen() {
  return (
    <>
      <p className="waiting-for" role="status" id="waiting-for">
        <span className="spinner" aria-hidden="true" />
        <strong>{text('running.window.state')}</strong>
      </p>
      <p className="muted">{text('running.window.help')}</p>
    </>
  );
}

function SignInButtons({ of, show }: SignInProps & { readonly show: RefObject<HTMLButtonElement | null> }) {
  const { actions } = usePanel();
  return (
    <>
      <button type="button" className="button" onClick={() => void actions.stopSignIn(of)}>
        {text('running.window.stop')}
      </button>
      <button
        type="button"
        className="primary"
        ref={show}
        aria-describedby="waiting-for"
        onClick={() => void actions.showSignIn(of)}
      >
        {text('running.window.show')}
      </button>
    </>
  );
}
