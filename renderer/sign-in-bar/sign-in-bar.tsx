import { useEffect, useMemo, useState } from 'react';
import type { DockpassBridge } from '../../preload/contract/bridge.ts';
import type { StripView } from '../../preload/contract/sign-in-bar-view.ts';
import { settle } from '../state/bridge.ts';
import { StripBar } from './address-bar.tsx';
import { StripCertificate } from './certificate-question.tsx';
import { BrowserPaste } from './own-browser.tsx';
import { StripNote } from './page-note.tsx';
import { StripProblem } from './page-problem.tsx';
import { StripPassword } from './password-question.tsx';
import { createStripActions } from './sign-in-bar-actions.ts';
import { StaySignedIn } from './stay-signed-in.tsx';
import { StripSteps } from './steps.tsx';

function useStrip(bridge: DockpassBridge): StripView | null {
  const [view, setView] = useState<StripView | null>(null);
  useEffect(() => {
    let pushed = false;
    const stop = bridge.on('stripChanged', next => {
      pushed = true;
      setView(next);
    });
    void settle(bridge.getStrip()).then(reply => {
      if (reply.ok && !pushed) setView(reply.value);
    });
    return stop;
  }, [bridge]);
  return view;
}

/** Our part of the sign-in window: a bar over the provider's page, or the whole window when there is something to say. */
export function Strip({ bridge }: { readonly bridge: DockpassBridge }) {
  const view = useStrip(bridge);
  const actions = useMemo(() => createStripActions(bridge), [bridge]);
  useEffect(() => {
    if (view) document.title = `Sign in to ${view.providerName} · Dockpass`;
  }, [view]);
  if (view === null) return null;
  return (
    <>
      <StripBar view={view} actions={actions} />
      {view.mode === 'page' && (
        <main>
          <h1 className="unseen">Sign in to {view.providerName}</h1>
          <StripSteps view={view} />
          <StripNote view={view} actions={actions} />
          <StaySignedIn view={view} actions={actions} />
        </main>
      )}
      {view.mode === 'problem' && <StripProblem view={view} actions={actions} />}
      {view.mode === 'password' && <StripPassword key={view.question} view={view} actions={actions} />}
      {view.mode === 'certificate' && <StripCertificate key={view.question} view={view} actions={actions} />}
      {view.mode === 'browser' && <BrowserPaste view={view} actions={actions} />}
    </>
  );
}
