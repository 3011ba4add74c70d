import type { SignInBarView } from '../../preload/contract/sign-in-bar.ts';

/** The three steps of a sign-in; a page that stands still may wait for what only the person's own browser has. */
export function Steps({ view }: { readonly view: SignInBarView }) {
  const { standsStill, problem, otherAddress } = view;
  if (standsStill && problem === undefined && otherAddress === undefined) {
    return (
      <p className="steps hint" role="status">
        Passkey or security key? It works in your own browser.
      </p>
    );
  }
  return <ThreeSteps step={view.step} sessionOnly={view.sessionOnly} />;
}

function ThreeSteps({ step, sessionOnly }: { readonly step: number; readonly sessionOnly: boolean }) {
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
