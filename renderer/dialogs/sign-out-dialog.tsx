import type { AccountView } from '../../preload/contract/account-view.ts';
import { Sheet } from '../components/sheet.tsx';
import { usePanel } from '../state/panel-context.ts';

/** Asks before every session of a user ends: other programs and people may be using them. */
export function SignOutDialog({ account, onClose }: { readonly account: AccountView; readonly onClose: () => void }) {
  const { actions } = usePanel();
  const signOut = (): void => {
    onClose();
    void actions.signOutEverywhere(account);
  };
  return (
    <Sheet title={`Sign out everywhere as ${account.label}?`} onClose={onClose}>
      <div className="sheet-body">
        <p>
          {account.providerName} ends all sessions of this user: every token stops working, here, on other computers and
          in other programs.
        </p>
        <p className="note warn">This cannot be undone. The account stays in the list; sign in once more to use it.</p>
      </div>
      <div className="sheet-foot">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button type="button" className="primary danger" onClick={signOut}>
          Sign out everywhere
        </button>
      </div>
    </Sheet>
  );
}
