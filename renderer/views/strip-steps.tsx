import type { ReactNode } from 'react';
import { actionLabels, instruct } from '../messages.ts';
import type { StripProps } from './strip-bar.tsx';

/** The three steps of a sign-in; in their place what went wrong beside a page that can still be used, or an address to take. */
export function StripSteps({ view, actions }: StripProps) {
  const { otherAddress, problem } = view;
  if (otherAddress !== undefined) {
    return (
      <Offer title={otherAddress} label="Use this address" onPress={() => void actions.takeOtherAddress()}>
        Your App uses <b>{otherAddress.replace(/^https?:\/\//, '')}</b>
      </Offer>
    );
  }
  if (problem !== undefined) {
    const { title, help } = instruct(problem, actionLabels.again);
    return (
      <Offer title={`${title}. ${help}`} label={actionLabels.again} onPress={() => void actions.tryAgain()}>
        <b>{title}.</b> {help}
      </Offer>
    );
  }
  return <Steps step={view.step} sessionOnly={view.sessionOnly} />;
}

interface OfferProps {
  /** Everything there is to say, where the line is too short for it. */
  readonly title: string;
  readonly label: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}
function Offer({ title, label, onPress, children }: OfferProps) {
  return (
    <div className="steps offer" role="status">
      <p className="clip" title={title}>
        {children}
      </p>
      <button type="button" className="button small" onClick={onPress}>
        {label}
      </button>
    </div>
  );
}

function Steps({ step, sessionOnly }: { readonly step: number; readonly sessionOnly: boolean }) {
  const done = sessionOnly ? 'Done: kept until Dockpass closes' : 'Done: saved and closed for you';
  return (
    <ol className="steps" aria-label="Steps">
      {['Sign in', 'Allow access', done].map((words, index) => (
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
