import { type KeyboardEvent, type ReactNode, use, useId, useLayoutEffect, useRef } from 'react';
import { text } from '../text/text.ts';
import { BackIcon, CloseIcon } from './icons.tsx';
import { StepBack } from './step-back.ts';

interface SheetProps {
  readonly title: string;
  /** Which provider or account it is about, in its own words beside the title. */
  readonly about?: string;
  readonly onClose: () => void;
  readonly onBack?: () => void;
  /** What the body shows: when it changes, the focus goes to the first control of the new one. */
  readonly step?: string;
  readonly children: ReactNode;
}

/** In the body, not in the head: there stands the way out. In a form for credentials the first that has to be typed. */
const firstControls = [
  '.connect .field > :required',
  '.sheet-head ~ * :is(input:not([type=hidden]), select, button)',
] as const;

function focusFirst(dialog: HTMLDialogElement | null): void {
  const found = firstControls.map(controls => dialog?.querySelector<HTMLElement>(controls));
  found.find(one => one)?.focus();
}

/** Opens the dialog as a modal one and gives the focus back to whatever had it, or to the panel's first button. */
function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      // After this commit: the opener may go away in it, as a provider's card does when the first account arrives.
      queueMicrotask(() => {
        const known = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
        const target = known ? opener : document.querySelector('[data-home]');
        if (target instanceof HTMLElement) target.focus();
      });
    };
  }, []);
  return dialog;
}

/** The foot of a sheet that only tells something. */
export function CloseFoot({ onClose }: { readonly onClose: () => void }) {
  return (
    <div className="sheet-foot">
      <button type="button" className="primary" onClick={onClose}>
        {text('sheet.close')}
      </button>
    </div>
  );
}

/** A dialog over the panel: a title, a way out, and a body that scrolls. Escape goes one step back, or closes it. */
export function Sheet({ title, about, onClose, onBack, step, children }: SheetProps) {
  const titleId = useId();
  const dialog = useModal();
  const opened = use(StepBack);
  const back = onBack ?? opened;
  const leave = back ?? onClose;
  const onKeyDown = (event: KeyboardEvent): void => {
    // Before the browser: it closes a dialog at the second Escape, whatever is to happen at the first.
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    leave();
  };
  useLayoutEffect(() => {
    if (step !== '') focusFirst(dialog.current);
  }, [dialog, step]);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={titleId}
      aria-describedby={about === undefined ? undefined : `${titleId}-about`}
      onKeyDown={onKeyDown}
      onCancel={event => {
        event.preventDefault();
        leave();
      }}
      onClose={onClose}
    >
      <header className="sheet-head">
        {back && (
          <button type="button" className="quiet square" aria-label={text('sheet.back')} onClick={back}>
            <BackIcon />
          </button>
        )}
        <div className="sheet-title">
          <h2 id={titleId}>{title}</h2>
          {about !== undefined && (
            <p className="sheet-about" id={`${titleId}-about`} dir="auto" title={about}>
              {about}
            </p>
          )}
        </div>
        <button type="button" className="quiet square" aria-label={text('sheet.close')} onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      {children}
    </dialog>
  );
}
