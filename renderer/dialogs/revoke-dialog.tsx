import { useState } from 'react';
import type { AccountView, RevocationView } from '../../preload/contract/account-view.ts';
import { CloseFoot, Sheet } from '../components/sheet.tsx';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';
import { Revocations } from './revocations.tsx';

/** Asks before an account's tokens end at its provider, and shows what that answered where they did not all end. */
export function RevokeDialog({ account, onClose }: { readonly account: AccountView; readonly onClose: () => void }) {
  const { actions } = usePanel();
  const [isAsking, setIsAsking] = useState(false);
  const [view, setView] = useState<RevocationView>();
  const { label, providerName: provider } = account;
  const revoke = async (): Promise<void> => {
    if (isAsking) return;
    setIsAsking(true);
    const answered = await actions.revoke(account);
    if (answered !== undefined && (answered.outcome !== 'revoked' || answered.answerLost)) return setView(answered);
    onClose();
    if (answered !== undefined) actions.say(text('revoke.done', { account: label, provider }));
  };
  if (view !== undefined)
    return (
      <Sheet title={text('revoke.result.title')} step="answered" onClose={onClose}>
        <div className="sheet-body" role="status">
          <Revocations views={[view]} whatIsLeft={() => text('revoke.kept')} />
        </div>
        <CloseFoot onClose={onClose} />
      </Sheet>
    );
  return (
    <Sheet title={text('revoke.title', { account: label, provider })} onClose={onClose}>
      <div className="sheet-body">
        <p>{text('revoke.lead', { provider })}</p>
        <div className="note warn" role="status">
          {isAsking ? text('revoke.asking', { provider }) : text('revoke.note')}
        </div>
      </div>
      <div className="sheet-foot">
        <button type="button" className="button" onClick={onClose}>
          {text('dialog.cancel')}
        </button>
        <button type="button" className="primary danger" aria-busy={isAsking} onClick={() => void revoke()}>
          {text('revoke.submit')}
        </button>
      </div>
    </Sheet>
  );
}
