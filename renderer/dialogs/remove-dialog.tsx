import type { AccountView } from '../../preload/contract/account-view.ts';
import { Sheet } from '../components/sheet.tsx';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

/** Asks before an account goes, and says what stays true at the provider. */
export function RemoveDialog({ account, onClose }: { readonly account: AccountView; readonly onClose: () => void }) {
  const { actions } = usePanel();
  const remove = (): void => {
    onClose();
    void actions.remove(account);
  };
  return (
    <Sheet title={text('remove.title', { account: account.label })} onClose={onClose}>
      <div className="sheet-body">
        <p>{text('remove.lead')}</p>
        <p className="note">{text('remove.note', { provider: account.providerName })}</p>
      </div>
      <div className="sheet-foot">
        <button type="button" className="button" onClick={onClose}>
          {text('dialog.cancel')}
        </button>
        <button type="button" className="primary danger" onClick={remove}>
          {text('remove.submit')}
        </button>
      </div>
    </Sheet>
  );
}
