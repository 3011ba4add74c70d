import { text } from '../text/text.ts';
import type { PlainTextKey } from '../text/texts.ts';
import type { SignInBarProps } from './address-bar.tsx';
import { DeviceButton } from './device-button.tsx';
import { helpsOnDevice } from './what-helps.ts';

/** The three steps of a sign-in; a page that stands still may wait for what only the person's own browser has. */
export function Steps({ view, actions }: SignInBarProps) {
  const { standsStill, problem, otherAddress } = view;
  if (helpsOnDevice(view) && otherAddress === undefined) {
    return (
      <div className="steps hint">
        <p className="lines" role="status">
          {text('bar.device.hint')}
        </p>
        <DeviceButton small onPress={() => void actions.toDevice()} />
      </div>
    );
  }
  if (standsStill && problem === undefined && otherAddress === undefined) {
    return (
      <p className="steps hint" role="status">
        {text('bar.passkey')}
      </p>
    );
  }
  return <ThreeSteps step={view.step} sessionOnly={view.sessionOnly} />;
}

function ThreeSteps({ step, sessionOnly }: { readonly step: number; readonly sessionOnly: boolean }) {
  const steps: readonly PlainTextKey[] = [
    'bar.step.sign-in',
    'bar.step.allow',
    sessionOnly ? 'bar.step.done-session' : 'bar.step.done',
  ];
  return (
    <ol className="steps" aria-label={text('bar.steps')}>
      {steps.map((key, index) => (
        <li key={key} className={index + 1 < step ? 'past' : ''} aria-current={index + 1 === step ? 'step' : undefined}>
          <span className="number">{index + 1}</span>
          <span className="clip">{text(key)}</span>
        </li>
      ))}
    </ol>
  );
}
