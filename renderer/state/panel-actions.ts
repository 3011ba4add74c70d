import type { AccountView, RevocationView, Side } from '../../preload/contract/account-view.ts';
import type { DockpassBridge } from '../../preload/contract/bridge.ts';
import type { CheckView, ConnectForm, ConnectView } from '../../preload/contract/connect-form.ts';
import type { CopyFormat } from '../../preload/contract/copy-formats.ts';
import type { Failure, Reply } from '../../preload/contract/errors.ts';
import { text } from '../text/text.ts';
import { asReply } from './bridge.ts';
import type { Busy, Notice, PanelStore } from './panel-store.ts';

/** Everything a view can set going. Each reports its outcome through the store; none throws. */
export interface PanelActions {
  readonly copy: (account: AccountView, format: CopyFormat, endpoint?: number) => Promise<void>;
  readonly clearClipboard: () => Promise<void>;
  readonly check: (account: AccountView) => Promise<void>;
  readonly renew: (account: AccountView) => Promise<void>;
  readonly showToken: (account: AccountView) => Promise<void>;
  readonly showQr: (account: AccountView, format: CopyFormat) => Promise<void>;
  readonly reconnect: (account: AccountView) => Promise<void>;
  readonly signInAsSomeoneElse: (account: AccountView) => Promise<void>;
  readonly setPinned: (account: AccountView) => Promise<void>;
  /** Into these groups, and into no others. */
  readonly setGroups: (account: AccountView, groups: readonly string[]) => Promise<Reply<null>>;
  /** Beside another account: shown at once, and back where it was if it cannot be saved. */
  readonly move: (account: AccountView, side: Side, other: AccountView) => Promise<void>;
  readonly signOutEverywhere: (account: AccountView) => Promise<void>;
  /** Undefined where it could not be asked for, which is said; all else is for the dialog. */
  readonly revoke: (account: AccountView) => Promise<RevocationView | undefined>;
  /** With what the provider said once the time for an undo is over; null where it was not asked. */
  readonly remove: (account: AccountView, alsoRevoke: boolean) => Promise<RevocationView | null>;
  readonly undoRemove: (notice: Extract<Notice, { kind: 'removed' }>) => Promise<void>;
  readonly decideMove: (account: AccountView, where: 'in-file' | 'here') => Promise<void>;
  readonly tryNow: () => Promise<void>;
  /** New accounts are for this session only, while the keyring does not answer. */
  readonly keepForSession: () => Promise<void>;
  /** Ends Dockpass and starts it again. */
  readonly restart: () => Promise<void>;
  /** Says at the foot of the panel what was done. */
  readonly say: (text: string) => void;
  /** The same of what did not go well, until a person takes it away. */
  readonly warn: (text: string) => void;
  /** Opens a provider's guide in the person's own browser. */
  readonly openGuide: (provider: string) => Promise<void>;
  /** Ends when the sign-in ends; success is said at the foot of the panel, a failure is for the form. */
  readonly connect: (form: ConnectForm) => Promise<Reply<ConnectView>>;
  /** The same for an account that the organization set up. */
  readonly connectReadyMade: (id: string) => Promise<Reply<ConnectView>>;
  /** Brings a sign-in window to the front: of that account, or at that provider for a new one. */
  readonly showSignIn: (id: string) => Promise<void>;
  readonly stopSignIn: (id: string) => Promise<void>;
  readonly edit: (account: AccountView, form: ConnectForm) => Promise<Reply<ConnectView>>;
  readonly rename: (account: AccountView, label: string) => Promise<Reply<null>>;
  readonly chooseOrganization: (account: AccountView, organizationId: string) => Promise<Reply<null>>;
  readonly fail: (failure: Failure, account?: AccountView, again?: () => void) => void;
  readonly dismiss: (key: string) => void;
}

const saidMs = 6000;

const worksWords = ({ label, providerName }: AccountView, { name }: CheckView): string =>
  text('notice.works', {
    account: label,
    provider: providerName,
    named: name === undefined ? 'no' : 'yes',
    name: name ?? '',
  });

/** What the panel says and remembers: notices by key and what each account is busy with. */
function createSaying(store: PanelStore, now: () => number) {
  const say = (notice: Notice): void =>
    store.set({ notices: [...store.get().notices.filter(({ key }) => key !== notice.key), notice].slice(-3) });
  const dismiss = (key: string): void => {
    const notices = store.get().notices.filter(notice => notice.key !== key);
    if (notices.length !== store.get().notices.length) store.set({ notices });
  };
  const fail = (failure: Failure, account?: AccountView, again?: () => void): void => {
    // Met while doing something: the passphrase is asked for at once, and then it is done.
    if (failure.code === 'locked') {
      store.set({ overlay: { kind: 'unlock', ...(again === undefined ? {} : { again }) } });
      return;
    }
    say({
      key: `failed ${account?.id ?? ''}`,
      kind: 'failed',
      failure,
      ...(account === undefined ? {} : { about: account.label, accountId: account.id }),
      ...(again === undefined ? {} : { again }),
    });
  };
  const tell = (words: string, note?: Failure, accountId?: string, heard?: string): void =>
    say({
      key: 'said',
      kind: 'said',
      text: words,
      ...(note === undefined ? { untilAt: now() + saidMs } : { note }),
      ...(accountId === undefined ? {} : { accountId }),
      ...(heard === undefined ? {} : { heard }),
    });
  /** Runs one thing for an account: marks it busy, takes an old complaint away, and shows a new one with "once more". */
  const forAccount = async <T>(account: AccountView, busy: Busy, run: () => Promise<Reply<T>>, again: () => void) => {
    store.set({ busy: { ...store.get().busy, [account.id]: busy } });
    dismiss(`failed ${account.id}`);
    const reply = await asReply(run());
    const { [account.id]: _done, ...others } = store.get().busy;
    store.set({ busy: others });
    if (!reply.ok) fail(reply.error, account, again);
    return reply;
  };
  return { say, dismiss, fail, tell, forAccount };
}
type Saying = ReturnType<typeof createSaying>;

function connecting(bridge: DockpassBridge, store: PanelStore, { tell, forAccount }: Saying) {
  const connected = (view: ConnectView): void => {
    tell(text('notice.connected', { account: view.label }), view.note, view.accountId, text('notice.enter-copies'));
    store.set({ justConnected: view.accountId });
  };
  const reconnect = async (account: AccountView): Promise<void> => {
    const reply = await forAccount(
      account,
      'sign-in',
      () => bridge.reconnect(account.id),
      () => void reconnect(account),
    );
    if (reply.ok) connected(reply.value);
  };
  const signInAsSomeoneElse = async (account: AccountView): Promise<void> => {
    const again = (): void => void signInAsSomeoneElse(account);
    const reply = await forAccount(account, 'sign-in', () => bridge.signInAsSomeoneElse(account.id), again);
    if (reply.ok) connected(reply.value);
  };
  return {
    reconnect,
    signInAsSomeoneElse,
    // Not async functions: one would keep its form, and the secret in it, for as long as the sign-in takes.
    connect: (form: ConnectForm) =>
      asReply(bridge.connect(form)).then(reply => {
        if (reply.ok) connected(reply.value);
        return reply;
      }),
    connectReadyMade: async (id: string) => {
      const reply = await asReply(bridge.connectReadyMade(id));
      if (reply.ok) connected(reply.value);
      return reply;
    },
    edit: ({ id }: AccountView, form: ConnectForm) =>
      asReply(bridge.edit(id, form)).then(reply => {
        if (reply.ok) tell(text('notice.saved', { account: reply.value.label }), reply.value.note, id);
        return reply;
      }),
  };
}

function accountActions(bridge: DockpassBridge, store: PanelStore, { say, dismiss, fail, tell, forAccount }: Saying) {
  const copy: PanelActions['copy'] = async (account, format, endpoint = 0) => {
    const again = (): void => void copy(account, format, endpoint);
    const reply = await forAccount(account, 'copy', () => bridge.copy(account.id, format, endpoint), again);
    if (reply.ok) store.set({ clipboard: reply.value });
  };
  const check = async (account: AccountView): Promise<void> => {
    const reply = await forAccount(
      account,
      'check',
      () => bridge.check(account.id),
      () => void check(account),
    );
    if (reply.ok) tell(worksWords(account, reply.value));
  };
  const renew = async (account: AccountView): Promise<void> => {
    const reply = await forAccount(
      account,
      'renew',
      () => bridge.renew(account.id),
      () => void renew(account),
    );
    if (reply.ok) tell(text('notice.renewed', { account: account.label }));
  };
  const revoke: PanelActions['revoke'] = async account => {
    const reply = await asReply(bridge.revoke(account.id));
    if (!reply.ok) fail(reply.error, account, () => store.set({ overlay: { kind: 'revoke', account } }));
    return reply.ok ? reply.value : undefined;
  };
  const remove: PanelActions['remove'] = async (account, alsoRevoke) => {
    const reply = await asReply(bridge.remove(account.id, alsoRevoke));
    if (!reply.ok) {
      fail(reply.error, account, () => store.set({ overlay: { kind: 'remove', account } }));
      return null;
    }
    const { id: accountId, label } = account;
    say({ key: `removed ${accountId}`, kind: 'removed', label, accountId, untilAt: reply.value.undoUntilAt });
    const revoked = alsoRevoke ? await asReply(bridge.revokedOnRemoval(accountId)) : undefined;
    return revoked?.ok ? revoked.value : null;
  };
  const undoRemove: PanelActions['undoRemove'] = async notice => {
    const reply = await asReply(bridge.undoRemove(notice.accountId));
    dismiss(notice.key);
    if (reply.ok) tell(text('notice.back', { account: notice.label }));
    else fail(reply.error);
  };
  return { copy, check, renew, revoke, remove, undoRemove };
}

/** The panel's calls to main. A copy's own words come back as the clipboard snapshot, not from here. */
export function createPanelActions(bridge: DockpassBridge, store: PanelStore, now: () => number): PanelActions {
  const saying = createSaying(store, now);
  const { fail, tell, dismiss } = saying;
  const plain = async (run: () => Promise<Reply<null>>, account?: AccountView): Promise<boolean> => {
    const reply = await asReply(run());
    if (!reply.ok) fail(reply.error, account, () => void plain(run, account));
    return reply.ok;
  };
  return {
    ...connecting(bridge, store, saying),
    ...accountActions(bridge, store, saying),
    clearClipboard: async () => {
      if (!(await plain(() => bridge.clearClipboard()))) return;
      store.set({ clipboard: null });
      tell(text('notice.clipboard-cleared'));
    },
    showToken: async account => void (await plain(() => bridge.showToken(account.id), account)),
    showQr: async (account, format) => void (await plain(() => bridge.showQr(account.id, format), account)),
    setPinned: async account => void (await plain(() => bridge.setPinned(account.id, !account.pinned), account)),
    setGroups: (account, groups) => asReply(bridge.setGroups(account.id, groups)),
    move: async (account, side, other) => {
      store.move(account.id, side, other.id);
      const reply = await asReply(bridge.moveAccount(account.id, side, other.id));
      if (reply.ok) return;
      store.orderAnew();
      fail(reply.error, account);
    },
    signOutEverywhere: async account => {
      if (!(await plain(() => bridge.signOutEverywhere(account.id), account))) return;
      tell(text('notice.signed-out-everywhere', { account: account.label }));
    },
    decideMove: async (account, where) => void (await plain(() => bridge.decideMove(account.id, where), account)),
    showSignIn: async id => void (await plain(() => bridge.showSignIn(id))),
    stopSignIn: async id => void (await plain(() => bridge.stopSignIn(id))),
    tryNow: async () => void (await plain(() => bridge.tryNow())),
    keepForSession: async () => void (await plain(() => bridge.keepForSession())),
    restart: async () => void (await plain(() => bridge.restart())),
    openGuide: async provider => void (await plain(() => bridge.openGuide(provider))),
    say: words => tell(words),
    warn: words => saying.say({ key: words, kind: 'said', text: words, warns: true }),
    rename: (account, label) => asReply(bridge.rename(account.id, label)),
    chooseOrganization: (account, organizationId) => asReply(bridge.chooseOrganization(account.id, organizationId)),
    fail,
    dismiss,
  };
}
