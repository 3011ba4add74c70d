import { useEffect, useMemo, useRef, useState } from 'react';
import type { DockpassBridge } from '../../preload/contract/bridge.ts';
import type { SignInBarView } from '../../preload/contract/sign-in-bar.ts';
import { asReply } from '../state/bridge.ts';
import { text } from '../text/text.ts';
import { AddressBar } from './address-bar.tsx';
import { CertificateQuestion } from './certificate-question.tsx';
import { OwnBrowserSignIn } from './own-browser.tsx';
import { PageNote } from './page-note.tsx';
import { PageProblem } from './page-problem.tsx';
import { PasswordQuestion } from './password-question.tsx';
import { createSignInBarActions } from './sign-in-bar-actions.ts';
import { StaySignedIn } from './stay-signed-in.tsx';
import { Steps } from './steps.tsx';

function useSignInBar(bridge: DockpassBridge): SignInBarView | null {
  const [view, setView] = useState<SignInBarView | null>(null);
  useEffect(() => {
    let pushed = false;
    const stop = bridge.on('signInBarChanged', next => {
      pushed = true;
      setView(next);
    });
    void asReply(bridge.getSignInBar()).then(reply => {
      if (reply.ok && !pushed) setView(reply.value);
    });
    return stop;
  }, [bridge]);
  return view;
}

/** Our part of the sign-in window: a bar over the provider's page, or the whole window when there is something to say. */
export function SignInBar({ bridge }: { readonly bridge: DockpassBridge }) {
  const view = useSignInBar(bridge);
  const actions = useMemo(() => createSignInBarActions(bridge), [bridge]);
  const title = view === null ? text('bar.window') : text('bar.window-of', { provider: view.providerName });
  useEffect(() => {
    document.title = title;
  }, [title]);
  const asks = view?.mode === 'password' || view?.mode === 'certificate';
  const asked = useRef(false);
  useEffect(() => {
    asked.current = asks;
  }, [asks]);
  if (view === null) return null;
  const question = { view, actions, replaces: asked.current };
  return (
    <>
      <AddressBar view={view} actions={actions} />
      {view.mode === 'page' && (
        <main>
          <h1 className="unseen">{text('bar.heading', { provider: view.providerName })}</h1>
          <Steps view={view} actions={actions} />
          <PageNote view={view} actions={actions} />
          <StaySignedIn view={view} actions={actions} />
        </main>
      )}
      {view.mode === 'problem' && <PageProblem view={view} actions={actions} />}
      {view.mode === 'password' && <PasswordQuestion key={view.question} {...question} />}
      {view.mode === 'certificate' && <CertificateQuestion key={view.question} {...question} />}
      {view.mode === 'browser' && <OwnBrowserSignIn view={view} actions={actions} />}
    </>
  );
}
