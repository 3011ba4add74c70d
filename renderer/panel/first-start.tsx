import type { ReactNode } from 'react';
import { KeyIcon } from '../components/icons.tsx';
import { ProviderCards } from '../connect/provider-cards.tsx';
import { ReadyMade } from '../connect/ready-made.tsx';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

/** The first start: what this is, and the providers to begin with. */
export function FirstStart() {
  const { store } = usePanel();
  const busy = usePanelState(state => state.overlay !== null);
  const isSetUp = usePanelState(state => state.readyMade.length > 0);
  const cards = <ProviderCards onChoose={providerId => store.set({ overlay: { kind: 'add', providerId } })} />;
  return (
    <section className="empty" aria-labelledby="empty-title">
      <span className="emblem" aria-hidden="true">
        <KeyIcon />
      </span>
      <h2 id="empty-title">{text('panel.first')}</h2>
      <p>{text('panel.first-help')}</p>
      {/* Under the dialog the same cards are drawn again: one set at a time, so that each name is there once. */}
      {!busy && <ReadyMade />}
      {!busy && (isSetUp ? <Others>{cards}</Others> : cards)}
    </section>
  );
}

/** With one button to press, everything else is a second thought. */
function Others({ children }: { readonly children: ReactNode }) {
  return (
    <details className="others">
      <summary>{text('panel.first-others')}</summary>
      {children}
    </details>
  );
}
