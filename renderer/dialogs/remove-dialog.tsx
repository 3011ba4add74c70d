import type { AccountView } from '../../preload/contract/account-view.ts';
import { Sheet } from '../components/sheet.tsx';
import { usePanel } from '../state/panel-context.ts';

/** Asks before an account goes, and says what stays true at the provider. */
export function RemoveDialog({ account, onClose }: { readonly account: AccountView; readonly onClose: () => void }) {
  const { actions } = usePanel();
  const remove = (): void => {
    onClose();
    void actions.remove(account);
  };
  return (
    <Sheet title={`Remove ${account.label}?`} onClose={onClose}>
      <div className="sheet-body">
        <p>Dockpass forgets this account and its token on this computer. You can undo that for 10 seconds.</p>
        <p className="note">
          The token itself stays valid at {account.providerName} until it runs out. To end it now, take the access back
          on the provider’s own pages.
        </p>
      </div>
      <div className="sheet-foot">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button type="button" className="primary danger" onClick={remove}>
          Remove
        </button>
      </div>
    </Sheet>
  );
}
