import { useEffect, useState } from 'react';
import type { RevocationView } from '../../preload/contract/account-view.ts';
import { CloseFoot, Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';
import { Revocations } from './revocations.tsx';

/** After the end of a shift: what each provider answered. Main tells it once and keeps nothing of it. */
export function ShiftReport({ onClose }: { readonly onClose: () => void }) {
  const { bridge } = usePanel();
  const [views, setViews] = useState<readonly RevocationView[]>();
  useEffect(() => {
    let current = true;
    void asReply(bridge.getShiftReport()).then(reply => {
      if (current) setViews(reply.ok ? reply.value : []);
    });
    return () => {
      current = false;
    };
  }, [bridge]);
  return (
    <Sheet title={text('end-of-shift.title')} step={views === undefined ? 'asking' : 'answered'} onClose={onClose}>
      {/* Keys scroll it: there is nothing else in it to go to. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached by keys */}
      <section className="sheet-body" aria-label={text('end-of-shift.title')} tabIndex={0}>
        <p>{text('revoke.shift.wiped')}</p>
        <p role="status">{text(views === undefined ? 'revoke.shift.asking' : 'revoke.shift.others')}</p>
        {views !== undefined && views.length > 0 && (
          <Revocations views={views} whatIsLeft={({ provider }) => text('revoke.gone', { provider })} />
        )}
      </section>
      <CloseFoot onClose={onClose} />
    </Sheet>
  );
}
