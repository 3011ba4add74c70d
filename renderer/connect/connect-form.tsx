import { type ReactNode, type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import type { ConnectForm, ConnectView, EditView } from '../../preload/contract/connect-form.ts';
import type { Failure, Reply } from '../../preload/contract/errors.ts';
import type { ProviderView } from '../../preload/contract/provider-view.ts';
import { InstructionBox } from '../components/instruction.tsx';
import { text } from '../text/text.ts';
import { Field } from './field.tsx';
import { emptySecrets, firstMissing, readForm } from './form-values.ts';
import { Running } from './running.tsx';
import { SwitchOffer } from './switch-offer.tsx';
import { useFieldsShown } from './use-fields-shown.ts';

interface Props {
  readonly provider: ProviderView;
  readonly initial?: EditView;
  readonly submitLabel: string;
  readonly lead?: ReactNode;
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
  const { provider, initial, submitLabel, lead } = props;
  const { stage, form, submit, typeOn } = useSubmit(props);
  const running = stage.kind === 'running';
  const { shown, toWindow, onChange } = useFieldsShown(provider, initial);
  const plain = shown.filter(field => !field.advanced);
  const advanced = shown.filter(field => field.advanced);
  const problemAt = stage.kind === 'failed' && stage.failure.code === 'bad-input' ? stage.failure.field : undefined;
  const draw = (fields: typeof plain) =>
    fields.map(field => <Field key={field.name} field={field} initial={initial} problemAt={problemAt} />);
  return (
    <form
      ref={form}
      className="sheet-form"
      noValidate
      autoComplete="off"
      onChange={onChange}
      onSubmit={event => void submit(event)}
    >
      <div className="sheet-body">
        {lead}
        <Outcome
          stage={stage}
          provider={provider}
          toWindow={toWindow}
          submitLabel={submitLabel}
          form={form.current}
          onSwitched={typeOn}
        />
        <fieldset className="plain" disabled={running}>
          <AccountName provider={provider} initial={initial} />
          <Environment provider={provider} initial={initial} />
          {draw(plain)}
          {advanced.length > 0 && (
            <details className="advanced">
              <summary>{text('connect.advanced')}</summary>
              {draw(advanced)}
            </details>
          )}
        </fieldset>
      </div>
      <div className="sheet-foot">
        <button type="submit" className="primary wide" disabled={running}>
          {submitLabel}
        </button>
      </div>
    </form>
  );
}

interface OutcomeProps {
  readonly stage: Stage;
  readonly provider: ProviderView;
  /** Pressing it opens the provider's page. */
  readonly toWindow: boolean;
  readonly submitLabel: string;
  readonly form: HTMLFormElement | null;
  readonly onSwitched: () => void;
}
function Outcome({ stage, provider, toWindow, submitLabel, form, onSwitched }: OutcomeProps) {
  useEffect(() => {
    if (stage.kind !== 'failed') return;
    // The field that has to be corrected, where the failure names one; else the instruction itself takes the focus.
    const field = form?.querySelector<HTMLElement>('[aria-invalid=true]');
    const hidden = field?.closest('details');
    if (hidden) hidden.open = true;
    field?.focus();
  }, [stage, form]);
  if (stage.kind === 'running') return <Running name={provider.name} toWindow={toWindow} />;
  if (stage.kind !== 'failed') return null;
  const { failure, secretGone } = stage;
  return (
    <InstructionBox
      id="form-problem"
      takesFocus
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

interface PartProps {
  readonly provider: ProviderView;
  readonly initial: EditView | undefined;
}
function AccountName({ provider, initial }: PartProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{text('connect.account-name.label')}</label>
      <input
        id={id}
        name="account-name"
        dir="auto"
        aria-describedby={`${id}-help`}
        defaultValue={initial?.accountName ?? ''}
        maxLength={200}
      />
      <p className="help" id={`${id}-help`}>
        {text(provider.namesAccounts ? 'connect.account-name.help-named' : 'connect.account-name.help')}
      </p>
    </div>
  );
}

function Environment({ provider, initial }: PartProps) {
  const id = useId();
  const { environments } = provider;
  if (environments.length < 2) return null;
  const preselected = initial?.environment ?? environments.find(({ preselected }) => preselected)?.id;
  return (
    <div className="field">
      <label htmlFor={id}>{text('connect.environment.label')}</label>
      <select id={id} name="environment" defaultValue={preselected}>
        {environments.map(({ id: value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
