import type { StripProps } from './strip-bar.tsx';

/** The three steps of a sign-in; in their place, when the page leads to another address of the App, the offer to use it. */
export function StripSteps({ view, actions }: StripProps) {
  const { step, sessionOnly, otherAddress } = view;
  if (otherAddress !== undefined) {
    return (
      <div className="steps offer" role="status">
        <p className="clip" title={otherAddress}>
          This App is registered with <b>{otherAddress}</b>
        </p>
        <button type="button" className="button small" onClick={() => void actions.takeOtherAddress()}>
          Use this address
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
