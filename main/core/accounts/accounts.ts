import type { AccountView, OrganizationView, Side } from '../../../preload/contract/account-view.ts';
import type { ClipboardView } from '../../../preload/contract/clipboard-view.ts';
import type { CheckView, ConnectForm, ConnectView, EditView } from '../../../preload/contract/connect-form.ts';
import type { CopyFormat } from '../../../preload/contract/copy-formats.ts';
import type { KeepFailure } from '../../../preload/contract/programs/view.ts';
import { language } from '../../text/text.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { tidyGroups } from '../base/groups.ts';
import { createKeyedQueue } from '../base/keyed-queue.ts';
import { nameKey, tidyLabel } from '../base/labels.ts';
import type { Operations } from '../base/operations.ts';
import type { Copying } from '../copy/copying.ts';
import type { CopyFormatEntry } from '../formats/copy-formats.ts';
import type { Formats } from '../formats/own-formats.ts';
import type { Provider } from '../oauth/provider.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { RecordPatch } from '../vault/account-change.ts';
import type { StoredAccount, Vault } from '../vault/vault.ts';
import { viewAccount } from './account-view.ts';
import type { Connect } from './connect.ts';
import { placesAfterMove } from './hand-order.ts';
import { firstInListOrder, inListOrder, type ListOrder } from './list-order.ts';
import type { Removal } from './remove-and-undo.ts';
import type { Revocation } from './revocation.ts';

/** What the use cases work with. */
interface AccountsDeps {
  readonly vault: Vault;
  readonly providers: readonly Provider[];
  readonly formats: Formats;
  readonly scheduler: RenewalScheduler;
  readonly connect: Connect;
  readonly copying: Copying;
  readonly removal: Removal;
  readonly revocation: Pick<Revocation, 'revoke'>;
  readonly operations: Operations;
  /** As the person wants it now. */
  readonly listOrder: () => ListOrder;
  /** Of the file that is kept of it for programs. */
  readonly fileFailureOf: (id: string) => KeepFailure | undefined;
}

/** Everything a person can do with accounts. Failures are DockpassErrors; nothing returns a secret. */
export interface Accounts {
  readonly list: () => readonly AccountView[];
  /** The same in no order, each made when it is asked for. */
  readonly each: () => Iterable<AccountView>;
  /** The first of the list, more than the panel shows at its usual height: a thousand would keep it waiting at the start. */
  readonly first: () => { readonly accounts: readonly AccountView[]; readonly all: boolean };
  /** There are more than the first ones. */
  readonly isLong: () => boolean;
  /** Ids by the last copy, most recent first. */
  readonly copiedLast: () => readonly string[];
  readonly connect: (form: ConnectForm) => Promise<ConnectView>;
  readonly reconnect: (id: string) => Promise<ConnectView>;
  readonly showSignIn: Connect['showSignIn'];
  readonly stopSignIn: Connect['stopSignIn'];
  readonly copy: (id: string, format: CopyFormat, endpoint: number) => Promise<ClipboardView>;
  readonly check: (id: string) => Promise<CheckView>;
  readonly renew: (id: string) => Promise<void>;
  readonly showToken: (id: string) => Promise<void>;
  readonly showQr: Copying['showQr'];
  readonly chooseOrganization: (id: string, organizationId: string) => Promise<void>;
  readonly refreshOrganizations: (id: string) => Promise<readonly OrganizationView[]>;
  readonly getEdit: (id: string) => EditView;
  readonly edit: (id: string, form: ConnectForm) => Promise<ConnectView>;
  readonly rename: (id: string, label: string) => Promise<void>;
  readonly setPinned: (id: string, pinned: boolean) => Promise<void>;
  /** Into these groups and no others. One that is spelled otherwise at other accounts is spelled as there. */
  readonly setGroups: (id: string, groups: readonly string[]) => Promise<void>;
  /** Beside another one, in the order that is made by hand. */
  readonly move: (id: string, side: Side, otherId: string) => Promise<void>;
  readonly signInAsSomeoneElse: (id: string) => Promise<ConnectView>;
  /** Ends every session of this user at the provider; this account then needs a sign-in too. */
  readonly signOutEverywhere: (id: string) => Promise<void>;
  /** Hides the account at once and deletes it when the undo time is over. */
  readonly remove: Removal['remove'];
  /** What the provider said of a removed account's tokens; null where it was not asked. */
  readonly revokedOnRemoval: Removal['revoked'];
  /** Has the provider end an account's tokens; the account stays, and asks for a new sign-in. */
  readonly revoke: Revocation['revoke'];
  readonly undoRemove: (id: string) => Promise<void>;
  /** Deletes what was removed before the last stop. */
  readonly finishRemovals: () => Promise<void>;
}

const firstRows = 8;

export const createAccounts = (deps: AccountsDeps): Accounts => {
  const { vault, providers, scheduler, removal, operations } = deps;

  const change = (id: string, patchOf: (record: AccountRecord) => RecordPatch): Promise<void> =>
    operations.run('change', [id], async ({ signal }) => {
      await vault.change(id, ({ record }) => ({ patch: patchOf(record) }), { signal });
    });
  /** The provider took this token no more: that says nothing of one that came meanwhile. */
  const needsSignIn = async (id: string, asked: number | undefined): Promise<void> => {
    await operations.run('change', [id], ({ signal }) =>
      vault.change(
        id,
        ({ secretsVersion }) => (secretsVersion === asked ? { patch: { needsSignIn: true } } : undefined),
        { signal, onFailure: 'keep' },
      ),
    );
  };

  /** So that "dock 4" and "Dock 4" are one group. Undefined for none. */
  const withKnownNames = (groups: readonly string[], id: string): string[] | undefined => {
    const known = new Map<string, string>();
    for (const one of vault.list())
      if (one.id !== id) for (const name of one.record?.groups ?? []) known.set(nameKey(name), name);
    return groups.length === 0 ? undefined : groups.map(name => known.get(nameKey(name)) ?? name);
  };

  /** One after the other: each looks at the places that the one before gave. */
  const moves = createKeyedQueue();
  const move = async (id: string, side: Side, otherId: string): Promise<void> => {
    const records = vault.list().flatMap(({ record }) => record ?? []);
    for (const [one, place] of placesAfterMove(records, id, side, otherId)) await change(one, () => ({ place }));
  };

  const chooseOrganization = (id: string, organizationId: string): Promise<void> =>
    change(id, record => {
      const chosen = record.organizations.find(one => one.id === organizationId);
      if (chosen === undefined) throw new DockpassError('bad-input', { field: 'organization' });
      const name = tidyLabel(chosen.name);
      const renamed = record.labelBy === 'provider' && name !== '';
      return { organizationId, ...(renamed && { label: name }) };
    });

  /** A token that the provider no longer takes is renewed where it can be, and the call made once more. */
  const renewingOnce = <T>(id: string, ask: () => Promise<T>, onRenewed = (): void => {}): Promise<T> =>
    ask().catch(async error => {
      const { canRenew, needsSignIn } = vault.record(id);
      if (toFailure(error).code !== 'needs-sign-in' || !canRenew || needsSignIn) throw error;
      await scheduler.renew(id);
      onRenewed();
      return ask();
    });

  /** The row says what remained of the check. */
  const check = async (id: string): Promise<CheckView> => {
    let renews = false;
    let asked = vault.get(id)?.secretsVersion;
    const ask = async (): Promise<CheckView> => {
      const found = await deps.connect.lookUp(id);
      if (found === undefined) {
        // Nobody to ask, so a fresh token is the proof.
        await scheduler.renew(id);
        return {};
      }
      const record = vault.record(id);
      const chosen = found.organizations.find(one => one.id === record.organizationId);
      const name = chosen?.name ?? found.name;
      return name === '' ? {} : { name };
    };
    try {
      const view = await renewingOnce(id, ask, () => {
        renews = true;
        asked = vault.get(id)?.secretsVersion;
      });
      vault.setProblem(id, undefined);
      return view;
    } catch (error) {
      const failure = toFailure(error);
      // Where a fresh token is refused, too, renewing works and goes on: what is wrong is the address, or passes.
      if (failure.code === 'needs-sign-in' && !renews) await needsSignIn(id, asked);
      // Of a token that came meanwhile nobody was asked.
      if (vault.get(id)?.secretsVersion === asked) vault.setProblem(id, { ...failure, ofCheck: true });
      throw error;
    }
  };

  /** An account that did not change is shown as before; of a long list that is nearly all of them, at every change. */
  const views = new WeakMap<
    StoredAccount,
    {
      readonly renewing: boolean;
      readonly fileNotKept: KeepFailure | undefined;
      readonly words: string;
      readonly formats: readonly CopyFormatEntry[];
      readonly view: AccountView;
    }
  >();
  const view = (one: StoredAccount): AccountView => {
    const renewing = operations.isUnderWay('renewal', one.id);
    const fileNotKept = deps.fileFailureOf(one.id);
    const words = language();
    const formats = deps.formats();
    const known = views.get(one);
    const isSame = known?.renewing === renewing && known.fileNotKept === fileNotKept && known.words === words;
    if (isSame && known.formats === formats) return known.view;
    const made = viewAccount(one, providers, renewing, fileNotKept, formats);
    views.set(one, { renewing, fileNotKept, words, formats, view: made });
    return made;
  };

  const shown = () => vault.list().filter(one => !removal.isHidden(one.id));
  return {
    list: () => inListOrder(shown(), deps.listOrder()).map(view),
    each: function* () {
      for (const one of shown()) yield view(one);
    },
    first: () => {
      const all = shown();
      return { accounts: firstInListOrder(all, firstRows, deps.listOrder()).map(view), all: all.length <= firstRows };
    },
    isLong: () => shown().length > firstRows,
    copiedLast: () =>
      shown()
        .filter(one => one.record?.lastCopiedAt !== undefined)
        .sort((one, other) => (other.record?.lastCopiedAt ?? 0) - (one.record?.lastCopiedAt ?? 0))
        .map(one => one.id),
    connect: deps.connect.connect,
    reconnect: deps.connect.reconnect,
    showSignIn: deps.connect.showSignIn,
    stopSignIn: deps.connect.stopSignIn,
    edit: deps.connect.edit,
    copy: deps.copying.copy,
    showToken: deps.copying.show,
    showQr: deps.copying.showQr,
    check,
    renew: scheduler.renew,
    chooseOrganization,
    refreshOrganizations: async id => (await deps.connect.lookUp(id))?.organizations ?? [],
    getEdit: id => {
      const { provider, environment, label, values, secretsKept } = vault.record(id);
      // What does not open is not kept for anyone: the form asks for it once more.
      const opens = vault.get(id)?.problem?.code !== 'record-unreadable';
      return { provider, environment, accountName: label, values, secretsKept: opens ? secretsKept : [] };
    },
    rename: async (id, label) => {
      const tidy = tidyLabel(label);
      if (tidy === '') throw new DockpassError('bad-input', { field: 'account-name' });
      await change(id, () => ({ label: tidy, labelBy: 'person' }));
    },
    setPinned: (id, pinned) => change(id, () => ({ pinned })),
    setGroups: (id, groups) => change(id, () => ({ groups: withKnownNames(tidyGroups(groups), id) })),
    move: (id, side, otherId) => moves.run('order', () => move(id, side, otherId)),
    signInAsSomeoneElse: deps.connect.signInAsSomeoneElse,
    signOutEverywhere: async id => {
      // Sessions elsewhere may outlive this token, and only a living one ends them.
      await renewingOnce(id, () => deps.connect.signOutEverywhere(id));
      await needsSignIn(id, vault.get(id)?.secretsVersion);
    },
    remove: removal.remove,
    revokedOnRemoval: removal.revoked,
    revoke: deps.revocation.revoke,
    undoRemove: removal.undo,
    finishRemovals: removal.finishAll,
  };
};
