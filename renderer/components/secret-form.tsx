import { type ReactNode, type SubmitEvent, use, useEffect, useId, useRef, useState } from 'react';
import { secondMs } from '../../preload/contract/durations.ts';
import type { Failure, Reply } from '../../preload/contract/errors.ts';
import { emptySecrets } from '../connect/form-values.ts';
import { useTicked } from '../state/use-tick.ts';
import { secondsUntil } from '../text/format.ts';
import { text } from '../text/text.ts';
import { InstructionBox } from './instruction.tsx';
import { StepBack } from './step-back.ts';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  /** Typed before, so that a password manager may fill it in. */
  readonly known?: boolean;
}
/** A field for a passphrase: the browser's own, holding what is typed and nobody else. */
export function PassphraseField({ name, label, help, known = false }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type="password"
        data-secret
        required
        autoComplete={known ? 'current-password' : 'new-password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
      />
      {help !== undefined && (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

interface FormProps {
  readonly submitLabel: string;
  readonly danger?: boolean;
  readonly onCancel: () => void;
  /** Reads the form and asks main; a failure that needs no asking is a reply, too. Must not be an async function. */
  readonly onSubmit: (typed: FormData) => Promise<Reply<unknown>>;
  readonly onDone: () => void;
  readonly children: ReactNode;
}

/** Apart from the function that waits, which would hold what was typed until the answer comes. */
function send(form: HTMLFormElement, onSubmit: FormProps['onSubmit']): Promise<Reply<unknown>> {
  const pending = onSubmit(new FormData(form));
  emptySecrets(form);
  return pending;
}

/** A dialog's form that may hold passphrases: they are gone from the page as soon as it is sent. */
export function SecretForm({ submitLabel, danger = false, onCancel, onSubmit, onDone, children }: FormProps) {
  const [failure, setFailure] = useState<Failure>();
  const [running, setRunning] = useState(false);
  const [waitsUntil, setWaitsUntil] = useState(0);
  const seconds = useTicked(now => secondsUntil(waitsUntil, now));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // Emptied when it was sent: there a person types on, while the alert above is read out by itself.
    if (failure) form.current?.querySelector<HTMLElement>('input[data-secret]')?.focus();
  }, [failure]);
  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (running || seconds > 0) return;
    const pending = send(event.currentTarget, onSubmit);
    setRunning(true);
    const reply = await pending;
    setRunning(false);
    setFailure(reply.ok ? undefined : reply.error);
    if (!reply.ok && reply.error.waitSeconds) setWaitsUntil(Date.now() + reply.error.waitSeconds * secondMs);
    if (reply.ok) onDone();
  };
  return (
    <form ref={form} className="sheet-form" noValidate autoComplete="off" onSubmit={event => void submit(event)}>
      <div className="sheet-body">
        {failure && <InstructionBox failure={failure} press={submitLabel} takesFocus />}
        {children}
      </div>
      <div className="sheet-foot">
        <button type="button" className="button" onClick={use(StepBack) ?? onCancel}>
          {text('sheet.cancel')}
        </button>
        <button
          type="submit"
          className={danger ? 'primary danger' : 'primary'}
          aria-busy={running}
          disabled={seconds > 0}
        >
          {seconds > 0 ? text('sheet.wait', { seconds }) : submitLabel}
        </button>
      </div>
    </form>
  );
}

/** One typed value as it stands in the form. */
export const typedIn = (typed: FormData, name: string): string => {
  const value = typed.get(name);
  return typeof value === 'string' ? value : '';
};

/** The system's dialog for a file was closed: the form is empty again. */
export const noFile: Reply<never> = { ok: false, error: { code: 'cancelled', reason: 'no-file' } };

/** What was typed twice and is not the same. */
export const differ: Reply<never> = {
  ok: false,
  error: { code: 'bad-input', field: 'passphrase', reason: 'differ' },
};
