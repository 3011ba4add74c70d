import { useState } from 'react';
import type { AccountView, RevocationView } from '../../preload/contract/account-view.ts';
import { Sheet } from '../components/sheet.tsx';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';
import { whyNotRevoked } from './revocations.tsx';

/** Asks before an account goes, and says what stays true at the provider. */
export function RemoveDialog({ account, onClose }: { readonly account: AccountView; readonly onClose: () => void }) {
  const { actions } = usePanel();
  const isLocked = usePanelState(({ status }) => status?.lock === 'locked');
  const [alsoRevokes, setAlsoRevokes] = useState(false);
  const { providerName: provider } = account;
  // What is locked can be removed, and not sent.
  const isOffered = account.actions.includes('revoke') && !isLocked;
  const revokes = isOffered && alsoRevokes;
  const remove = async (): Promise<void> => {
    onClose();
    const revoked = await actions.remove(account, revokes);
    if (revoked === null) return;
    // What may still work at the provider stays said until it was seen.
    const say = revoked.outcome === 'revoked' ? actions.say : actions.warn;
    say(removedWords(revoked));
  };
  return (
    <Sheet title={text('remove.title', { account: account.label })} onClose={onClose}>
      <div className="sheet-body">
        <p>{text('remove.lead')}</p>
        {isOffered && (
          <label className="choice">
            <input type="checkbox" checked={revokes} onChange={event => setAlsoRevokes(event.currentTarget.checked)} />
            {text('revoke.also', { provider })}
          </label>
        )}
        <p className="note">{revokes ? text('revoke.also-note', { provider }) : text('remove.note', { provider })}</p>
      </div>
      <div className="sheet-foot">
        <button type="button" className="button" onClick={onClose}>
          {text('dialog.cancel')}
        </button>
        <button type="button" className="primary danger" onClick={() => void remove()}>
          {text('remove.submit')}
        </button>
      </div>
    </Sheet>
  );
}

const removedWords = ({ account, provider, outcome, failure }: RevocationView): string => {
  const reason = failure === undefined ? '' : whyNotRevoked(failure, provider);
  return text(`revoke.removed.${outcome}`, { account, provider, reason });
};
