import type { AccountView } from '../../preload/contract/account-view.ts';
import { Sheet } from '../components/sheet.tsx';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

/** Asks before every session of a user ends: other programs and people may be using them. */
export function SignOutDialog({ account, onClose }: { readonly account: AccountView; readonly onClose: () => void }) {
  const { actions } = usePanel();
  const signOut = (): void => {
    onClose();
    void actions.signOutEverywhere(account);
  };
  return (
    <Sheet title={text('dialog.sign-out.title', { account: account.label })} onClose={onClose}>
      <div className="sheet-body">
        <p>{text('dialog.sign-out.lead', { provider: account.providerName })}</p>
        <p className="note warn">{text('dialog.sign-out.note')}</p>
      </div>
      <div className="sheet-foot">
        <button type="button" className="button" onClick={onClose}>
          {text('dialog.cancel')}
        </button>
        <button type="button" className="primary danger" onClick={signOut}>
          {text('dialog.sign-out.submit')}
        </button>
      </div>
    </Sheet>
  );
}
