import { useEffect, useMemo, useState } from 'react';
import type { DockpassBridge, StripView } from '../../preload/contract.ts';
import { settle } from '../bridge.ts';
import { createStripActions } from '../strip-actions.ts';
import { BrowserPaste } from './browser-paste.tsx';
import { StaySignedIn } from './stay-signed-in.tsx';
import { StripBar } from './strip-bar.tsx';
import { StripCertificate } from './strip-certificate.tsx';
import { StripNote } from './strip-note.tsx';
import { StripPassword } from './strip-password.tsx';
import { StripProblem } from './strip-problem.tsx';
import { StripSteps } from './strip-steps.tsx';

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
