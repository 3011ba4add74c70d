import { actionLabels, instruct } from '../messages.ts';
import type { StripProps } from './strip-bar.tsx';

/** The three steps of a sign-in; in their place what went wrong beside a page that can still be used, or an address to take. */
export function StripSteps({ view, actions }: StripProps) {
  const { step, sessionOnly, otherAddress, problem } = view;
  if (otherAddress !== undefined) {
    return (
      <div className="steps offer" role="status">
        <p className="clip" title={otherAddress}>
          Your App uses <b>{otherAddress.replace(/^https?:\/\//, '')}</b>
        </p>
        <button type="button" className="button small" onClick={() => void actions.takeOtherAddress()}>
          Use this address
        </button>
      </div>
    );
  }
  if (problem !== undefined) {
    const { title, help } = instruct(problem, actionLabels.again);
    return (
      <div className="steps offer" role="status">
        <p className="clip" title={`${title}. ${help}`}>
          <b>{title}.</b> {help}
        </p>
        <button type="button" className="button small" onClick={() => void actions.tryAgain()}>
          {actionLabels.again}
        </button>
      </div>
    );
  }
  const steps = [
    'Sign in',
    'Allow access',
    sessionOnly ? 'Done: kept until Dockpass closes' : 'Done: saved and closed for you',
  ];
  return (
    <ol className="steps" aria-label="Steps">
      {steps.map((words, index) => (
        <li
          key={words}
          className={index + 1 < step ? 'past' : ''}
          aria-current={index + 1 === step ? 'step' : undefined}
        >
          <span className="number">{index + 1}</span>
          <span className="clip">{words}</span>
        </li>
      ))}
    </ol>
  );
}
