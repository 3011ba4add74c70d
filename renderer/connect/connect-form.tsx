import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { ConnectForm, ConnectView, EditView } from '../../preload/contract/connect-form.ts';
import type { Failure, Reply } from '../../preload/contract/errors.ts';
import type { FieldView, ProviderView } from '../../preload/contract/provider-view.ts';
import { InstructionBox } from '../components/instruction.tsx';
import { text } from '../text/text.ts';
import { Field } from './field.tsx';
import { type FieldProblem, problemId } from './field-frame.tsx';
import { emptySecrets, firstMissing, isRequired, readForm } from './form-values.ts';
import { AccountName, Environment } from './own-fields.tsx';
import { refusedFields } from './refused-fields.ts';
import { ConnectingHere, SignInIsOpen } from './running.tsx';
import { SwitchOffer } from './switch-offer.tsx';
import { useFieldsShown } from './use-fields-shown.ts';
import { usePreparation } from './use-preparation.ts';

interface Props {
  readonly provider: ProviderView;
  readonly initial?: EditView;
  readonly submitLabel: string;
  readonly lead?: ReactNode;
  /** Whose sign-in it is, as main knows it: the account's id, or the provider's for a new one. */
  readonly signInOf: string;
  /** Why nothing can be sent now; said in place of sending, with everything typed still there. */
  readonly refusal?: Failure | undefined;
  readonly onSubmit: (form: ConnectForm) => Promise<Reply<ConnectView>>;
  readonly onDone: () => void;
}
/** How far a submit is: a failure also remembers whether a secret was typed, which is empty again by now. */
type Stage =
  | { readonly kind: 'typing' | 'running' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly secretGone: boolean };

/** Apart from the function that waits for the answer, which would hold what was typed until it comes. */
function send(form: HTMLFormElement, { provider, initial, onSubmit }: Props) {
  const pending = onSubmit(readForm(form, provider, initial));
  return { pending, secretGone: emptySecrets(form) };
}

function useSubmit(props: Props) {
  const { provider, initial, onDone } = props;
  const [stage, setStage] = useState<Stage>({ kind: 'typing' });
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const element = event.currentTarget;
    const missing = firstMissing(element, provider.fields, initial?.secretsKept ?? []);
    if (missing !== undefined) {
      setStage({ kind: 'failed', failure: { code: 'bad-input', field: missing.name }, secretGone: false });
      return;
    }
    if (props.refusal !== undefined) {
      setStage({ kind: 'failed', failure: props.refusal, secretGone: false });
      return;
    }
    const { pending, secretGone } = send(element, props);
    setStage({ kind: 'running' });
    const reply = await pending;
    if (reply.ok) onDone();
    else setStage({ kind: 'failed', failure: reply.error, secretGone });
  };
  return { stage, form, submit, typeOn: () => setStage({ kind: 'typing' }) };
}

/** The form of one provider, drawn from its fields. Nothing typed is lost on a failure but the secrets, and that is said. */
export function ConnectFields(props: Props) {
  const { provider, initial, submitLabel, lead, signInOf } = props;
  const { stage, form, submit, typeOn } = useSubmit(props);
  const { shown, environment, toWindow, onChange } = useFieldsShown(provider, initial);
  const running = stage.kind === 'running';
  // New details of an account that is there may need no sign-in, and one of its own session begins with that.
  const onTyped = usePreparation(toWindow && initial === undefined, !running);
  const drawn = [...shown.map(({ name }) => name), 'environment', 'account-name'];
  const refused = stage.kind === 'failed' ? refusedFields(stage.failure, shown).filter(one => drawn.includes(one)) : [];
  useFocusOfProblem(stage, form.current);
  const said = stage.kind === 'failed' && (
    <Refusal
      {...stage}
      provider={provider}
      submitLabel={submitLabel}
      beneath={refused.length > 0}
      form={form.current}
      onSwitched={typeOn}
    />
  );
  // Once, beneath the last of those that are refused together.
  const problemOf = (name: string): FieldProblem | undefined =>
    refused.includes(name) ? { message: name === refused.at(-1) && said } : undefined;
  const draw = (fields: readonly FieldView[]): ReactNode =>
    fields.map(field => (
      <Field
        key={field.name}
        field={field}
        initial={initial}
        required={isRequired(field, environment)}
        problem={problemOf(field.name)}
      />
    ));
  const advanced = shown.filter(field => field.advanced);
  return (
    <form
      ref={form}
      className="sheet-form connect"
      noValidate
      autoComplete="off"
      onChange={event => {
        onChange(event);
        onTyped();
      }}
      onSubmit={event => void submit(event)}
    >
      {running && toWindow && <SignInIsOpen of={signInOf} />}
      {/* What was typed stays, out of sight while the window has the person's attention. */}
      <div className="sheet-body" hidden={running && toWindow}>
        {lead}
        {refused.length === 0 && said}
        <fieldset className="plain" disabled={running}>
          <Environment provider={provider} initial={initial} problem={problemOf('environment')} />
          {draw(shown.filter(field => !field.advanced))}
          <AccountName provider={provider} initial={initial} problem={problemOf('account-name')} />
          {advanced.length > 0 && (
            <details className="advanced" open={advanced.some(field => isRequired(field, environment))}>
              <summary>{text('connect.advanced')}</summary>
              {draw(advanced)}
            </details>
          )}
        </fieldset>
      </div>
      {!(running && toWindow) && (
        <div className="sheet-foot">
          {running ? (
            <ConnectingHere name={provider.name} />
          ) : (
            <button type="submit" className="primary wide">
              {submitLabel}
            </button>
          )}
        </div>
      )}
    </form>
  );
}

/**
 * Gives the focus to the field that has to be corrected: of several the first that is empty, which is the secret. Where a
 * failure is about none, its instruction takes the focus by itself.
 */
function useFocusOfProblem(stage: Stage, form: HTMLFormElement | null): void {
  useEffect(() => {
    if (stage.kind !== 'failed') return;
    const fields = [...(form?.querySelectorAll<HTMLElement>('[aria-invalid=true]') ?? [])];
    const field = fields.find(one => one instanceof HTMLInputElement && one.value === '') ?? fields[0];
    const hidden = field?.closest('details');
    if (hidden) hidden.open = true;
    const target = field instanceof HTMLFieldSetElement ? field.querySelector<HTMLElement>(':checked') : field;
    target?.focus();
  }, [stage, form]);
}

interface RefusalProps {
  readonly failure: Failure;
  readonly secretGone: boolean;
  readonly provider: ProviderView;
  readonly submitLabel: string;
  readonly beneath: boolean;
  readonly form: HTMLFormElement | null;
  readonly onSwitched: () => void;
}
/** Why it did not connect, beneath the field it is about or above them all. */
function Refusal({ failure, secretGone, provider, submitLabel, beneath, form, onSwitched }: RefusalProps) {
  return (
    <InstructionBox
      id={problemId}
      takesFocus={!beneath}
      beneath={beneath}
      failure={failure}
      provider={provider}
      press={submitLabel}
      extra={
        <>
          {secretGone && <p>{text('connect.secret-gone')}</p>}
          <SwitchOffer provider={provider} failure={failure} form={form} onSwitched={onSwitched} />
        </>
      }
    />
  );
}
