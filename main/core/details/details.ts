import type { AccountView } from '../../../preload/contract/account-view.ts';
import type { DetailsView } from '../../../preload/contract/details/details-view.ts';
import { text } from '../../text/text.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Activity } from '../activity/activity.ts';
import { DockpassError } from '../base/errors.ts';
import { type Operation, type Operations, untilAborted } from '../base/operations.ts';
import { Secret } from '../base/secret.ts';
import type { ClipboardGuard } from '../copy/clipboard-guard.ts';
import { providerOfRecord } from '../oauth/filled-form.ts';
import type { Provider } from '../oauth/provider.ts';
import type { Clock } from '../ports/time.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { LockState } from '../vault/lock-state.ts';
import type { Vault } from '../vault/vault.ts';
import { textOfDetails } from './details-text.ts';
import { viewDetails } from './view-details.ts';

/** What reading details works with. */
interface DetailsDeps {
  readonly vault: Pick<Vault, 'record' | 'open'>;
  readonly accounts: Pick<Accounts, 'list'>;
  readonly providers: readonly Provider[];
  readonly scheduler: Pick<RenewalScheduler, 'dueAt'>;
  readonly activity: Pick<Activity, 'list'>;
  readonly clipboardGuard: Pick<ClipboardGuard, 'copy' | 'put'>;
  readonly operations: Pick<Operations, 'run'>;
  readonly lockState: Pick<LockState, 'requireUnlocked'>;
  readonly clock: Clock;
}

/** What an account's token is and may do, read on this computer. Nothing is sent, and no secret is handed out. */
export interface Details {
  /** Throws locked, record-unreadable, needs-sign-in where nothing is kept any more, and what opening throws. */
  readonly view: (id: string) => Promise<DetailsView>;
  /**
   * Copies them as text. `withPersonal`: also claims that may say something of a person; the clipboard is then cleared as
   * after a token. Without them it stays, as a report does. Throws what `view` does, and unexpected, needs-press.
   */
  readonly copy: (id: string, withPersonal: boolean) => Promise<void>;
}

export const createDetails = (deps: DetailsDeps): Details => {
  const { vault, clipboardGuard, operations, clock } = deps;

  const shownAccount = (id: string): AccountView => {
    const account = deps.accounts.list().find(one => one.id === id);
    if (account === undefined) throw new DockpassError('record-unreadable');
    return account;
  };

  const read = async (id: string, { signal }: Operation): Promise<DetailsView> => {
    deps.lockState.requireUnlocked();
    const secrets = await untilAborted(vault.open(id), signal);
    const activity = await deps.activity.list();
    signal.throwIfAborted();
    const record = vault.record(id);
    const provider = providerOfRecord(deps.providers, record);
    const account = shownAccount(id);
    return viewDetails({ account, record, provider, secrets, renewsAt: deps.scheduler.dueAt(id), activity });
  };

  const copy = async (id: string, withPersonal: boolean, operation: Operation): Promise<void> => {
    const details = await read(id, operation);
    const { provider, environment, label } = vault.record(id);
    const made = new Secret(textOfDetails(details, { provider, environment }, withPersonal, clock.isoTime));
    if (!withPersonal) return clipboardGuard.put(made, operation.signal);
    await clipboardGuard.copy(made, { text: text('details.copied', { account: label }) }, operation.signal);
  };

  return {
    view: id => operations.run('details', [id], operation => read(id, operation)),
    copy: (id, withPersonal) => operations.run('details', [id], operation => copy(id, withPersonal, operation)),
  };
};
