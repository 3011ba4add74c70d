import type { AccountView } from '../../preload/contract.ts';
import { usePanel } from '../panel-context.ts';

/** Starts a new sign-in for an account. `primary`: it is the row's main button. */
export function Reconnect({ account, primary = false }: { readonly account: AccountView; readonly primary?: boolean }) {
  const { actions } = usePanel();
  return (
    <button
      type="button"
      className="outline"
      data-primary={primary || undefined}
      aria-label={`Reconnect ${account.label}`}
      onClick={() => void actions.reconnect(account)}
    >
      Reconnect
    </button>
  );
}
