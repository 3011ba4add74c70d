import type { AccountView } from '../../../preload/contract/account-view.ts';
import { usePanel } from '../../state/panel-context.ts';
import { text } from '../../text/text.ts';

/** Starts a new sign-in for an account, or opens its details where something has to be typed in there first. `primary`: it is the row's main button. */
export function Reconnect({ account, primary = false }: { readonly account: AccountView; readonly primary?: boolean }) {
  const { store, actions } = usePanel();
  const { renewal } = account;
  const byTyping = 'byTyping' in renewal && renewal.byTyping === true;
  return (
    <button
      type="button"
      className="outline"
      data-primary={primary || undefined}
      aria-label={text('row.reconnect-account', { account: account.label })}
      onClick={() => (byTyping ? store.set({ overlay: { kind: 'edit', account } }) : void actions.reconnect(account))}
    >
      {text('row.reconnect')}
    </button>
  );
}
