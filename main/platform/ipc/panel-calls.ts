import { setImmediate as nextTurn } from 'node:timers/promises';
import { type AccountView, writeAccounts } from '../../../preload/contract/account-view.ts';
import type { panelCalls } from '../../../preload/contract/calls.ts';
import type { ProgramsView } from '../../../preload/contract/programs/view.ts';
import type { ProviderView } from '../../../preload/contract/provider-view.ts';
import type { AccountLists } from '../../core/account-lists/account-lists.ts';
import type { Accounts } from '../../core/accounts/accounts.ts';
import type { ConnectReadyMade } from '../../core/accounts/ready-made.ts';
import type { Activity } from '../../core/activity/activity.ts';
import type { Backup } from '../../core/backup/backup.ts';
import { Secret } from '../../core/base/secret.ts';
import type { ClipboardGuard } from '../../core/copy/clipboard-guard.ts';
import type { Status } from '../../core/desktop/status.ts';
import type { Details } from '../../core/details/details.ts';
import { viewCopyFormats } from '../../core/formats/format-copy.ts';
import { type Formats, viewOwnFormat } from '../../core/formats/own-formats.ts';
import type { EndOfShift } from '../../core/lock/end-of-shift.ts';
import type { Lock } from '../../core/lock/lock.ts';
import type { Clipboard } from '../../core/ports/desktop.ts';
import type { Programs } from '../../core/programs/programs.ts';
import type { RenewalScheduler } from '../../core/renewal/renewal-scheduler.ts';
import type { ManagedSettings } from '../../core/settings/managed.ts';
import type { SettingsChooser } from '../../core/settings/settings-chooser.ts';
import { withPreferred } from '../../core/settings/settings-view.ts';
import type { DeviceSignIns } from '../../core/sign-in/device-sign-ins.ts';
import type { Preparation } from '../../core/sign-in/preparation.ts';
import type { AccountStorage } from '../../core/vault/storage-choice.ts';
import type { Handlers } from './ipc.ts';

/** What the panel's calls reach. */
interface PanelCallDeps {
  readonly accounts: Accounts;
  readonly connectReadyMade: ConnectReadyMade;
  readonly formats: Formats;
  readonly clipboardGuard: ClipboardGuard;
  readonly status: Status;
  readonly storage: AccountStorage;
  readonly backup: Backup;
  readonly accountLists: AccountLists;
  readonly lock: Lock;
  readonly shift: EndOfShift;
  readonly preparation: Preparation;
  readonly deviceSignIns: Pick<DeviceSignIns, 'stop' | 'open'>;
  readonly activity: Pick<Activity, 'list' | 'save'>;
  readonly diagnosis: { readonly copy: () => Promise<void> };
  readonly details: Details;
  readonly programs: Pick<Programs, 'accounts' | 'setMode' | 'setFile' | 'forgetAll'>;
  /** Where programs ask, once what was chosen last is in force. */
  readonly programState: () => Promise<ProgramsView['state']>;
  readonly commandLine: string;
  readonly clipboard: Pick<Clipboard, 'write'>;
  readonly restart: () => void;
  readonly managed: ManagedSettings;
  readonly chooser: SettingsChooser;
  /** Shows a folder in the system's own file browser. */
  readonly openFolder: (path: string) => Promise<void>;
  /** Opens a provider's guide in the person's own browser. */
  readonly openGuide: (provider: string) => Promise<void>;
  /** In the language in force. */
  readonly providers: () => readonly ProviderView[];
  /** Resolves once the accounts have been read. */
  readonly loaded: Promise<void>;
  readonly scheduler: Pick<RenewalScheduler, 'catchUp'>;
  /** Draws panel and tray anew. */
  readonly publish: () => void;
  /** The panel's page hears events from now on. */
  readonly panelListens: () => void;
  /** The page has been given these, all there are, and draws them. */
  readonly panelHasAll: (accounts: readonly AccountView[]) => void;
}

/** Of the rows that are written in one go: between them, the page is given the files that it asks for. */
const writtenAtOnce = 50;

/** Each is kept as written, so that the whole list is then put together at once. */
const prepareRows = async (accounts: Iterable<AccountView>): Promise<void> => {
  let count = 0;
  for (const account of accounts) {
    count += 1;
    if (count % writtenAtOnce === 0) await nextTurn();
    writeAccounts([account]);
  }
};

/** One handler for every call of the panel: each hands over to the core. */
export const createPanelHandlers = ({
  accounts,
  connectReadyMade,
  formats,
  clipboardGuard,
  status,
  storage,
  backup,
  accountLists,
  lock,
  shift,
  preparation,
  deviceSignIns,
  activity,
  diagnosis,
  details,
  programs,
  programState,
  commandLine,
  clipboard,
  restart,
  providers,
  loaded,
  scheduler,
  publish,
  panelListens,
  panelHasAll,
  managed,
  chooser,
  openFolder,
  openGuide,
}: PanelCallDeps): Handlers<typeof panelCalls> => {
  const nothing = async (work: Promise<void>): Promise<null> => {
    await work;
    return null;
  };
  return {
    start: async () => {
      // On Windows that may take a second; what it changes is told.
      void managed.refresh();
      const [statusView] = await Promise.all([status.view(), loaded]);
      const first = accounts.first();
      return {
        ...first,
        providers: first.accounts.length > 0 ? null : withPreferred(providers(), chooser.preferred()),
        readyMade: managed.readyMade(),
        copyFormats: viewCopyFormats(formats()),
        status: statusView,
        clipboard: clipboardGuard.view(),
      };
    },
    listAccounts: async () => {
      panelListens();
      await loaded;
      await prepareRows(accounts.each());
      const all = accounts.list();
      panelHasAll(all);
      return writeAccounts(all);
    },
    listProviders: () => withPreferred(providers(), chooser.preferred()),
    openGuide: provider => nothing(openGuide(provider)),
    signInFormOpen: isOpen => {
      preparation.formOpen(isOpen);
      return null;
    },
    connect: accounts.connect,
    connectReadyMade: id => connectReadyMade(() => managed.form(id)),
    reconnect: accounts.reconnect,
    showSignIn: id => nothing(Promise.resolve(accounts.showSignIn(id))),
    stopSignIn: id => nothing(Promise.resolve(accounts.stopSignIn(id))),
    openDevicePage: (id, origin) => nothing(deviceSignIns.open(id, origin)),
    stopDeviceSignIn: id => nothing(Promise.resolve(deviceSignIns.stop(id))),
    copy: accounts.copy,
    clearClipboard: () => nothing(clipboardGuard.clear(true)),
    check: accounts.check,
    renew: id => nothing(accounts.renew(id)),
    showToken: id => nothing(accounts.showToken(id)),
    showQr: (id, format) => nothing(accounts.showQr(id, format)),
    getDetails: details.view,
    copyDetails: (id, withPersonal) => nothing(details.copy(id, withPersonal)),
    chooseOrganization: (id, organizationId) => nothing(accounts.chooseOrganization(id, organizationId)),
    refreshOrganizations: accounts.refreshOrganizations,
    getEdit: accounts.getEdit,
    edit: accounts.edit,
    rename: (id, label) => nothing(accounts.rename(id, label)),
    setPinned: (id, pinned) => nothing(accounts.setPinned(id, pinned)),
    setGroups: (id, groups) => nothing(accounts.setGroups(id, groups)),
    moveAccount: (id, side, other) => nothing(accounts.move(id, side, other)),
    writeBackup: async form => (await loaded.then(() => backup.write(form))) ?? null,
    openBackup: async ({ passphrase }) => (await loaded.then(() => backup.open(new Secret(passphrase)))) ?? null,
    takeBackup: async choices => ({ count: await backup.take(choices) }),
    closeBackup: () => nothing(Promise.resolve(backup.close())),
    writeAccountList: async format => (await loaded.then(() => accountLists.write(format))) ?? null,
    openAccountList: async () => (await loaded.then(accountLists.open)) ?? null,
    takeAccountList: async confirmed => ({ count: await accountLists.take(confirmed) }),
    closeAccountList: () => nothing(Promise.resolve(accountLists.close())),
    signInAsSomeoneElse: accounts.signInAsSomeoneElse,
    signOutEverywhere: id => nothing(accounts.signOutEverywhere(id)),
    decideMove: (id, where) => nothing(backup.decideMove(id, where)),
    revoke: accounts.revoke,
    remove: accounts.remove,
    revokedOnRemoval: accounts.revokedOnRemoval,
    undoRemove: id => nothing(accounts.undoRemove(id)),
    tryNow: async () => {
      scheduler.catchUp();
      publish();
      return null;
    },
    getStorage: () => loaded.then(storage.view),
    keepForSession: () => nothing(Promise.resolve(storage.keepForSession())),
    // Which accounts are there decides what may be chosen and what is wiped.
    chooseStorage: ({ choice, passphrase }) =>
      nothing(loaded.then(() => storage.choose(choice, new Secret(passphrase)))),
    changePassphrase: ({ current, next }) => nothing(storage.changePassphrase(new Secret(current), new Secret(next))),
    lock: () => nothing(Promise.resolve(lock.lock('person'))),
    unlock: ({ passphrase }) => nothing(lock.unlock(new Secret(passphrase))),
    endOfShift: (keepLabels, alsoRevoke) => nothing(shift.end(keepLabels, alsoRevoke)),
    getShiftReport: shift.report,
    restart: () => nothing(Promise.resolve(restart())),
    getSettings: () => {
      void managed.refresh();
      return chooser.ask();
    },
    saveSettings: chooser.choose,
    viewOwnFormat,
    resetSettings: chooser.reset,
    getActivity: activity.list,
    saveActivity: activity.save,
    copyDiagnosis: () => nothing(diagnosis.copy()),
    getPrograms: async () => ({ state: await programState(), command: commandLine, accounts: programs.accounts() }),
    setProgramMode: (id, may) => nothing(programs.setMode(id, may)),
    setKeptFile: (id, file) => nothing(programs.setFile(id, file ?? undefined)),
    forgetPrograms: () => nothing(programs.forgetAll()),
    copyCommandLine: () => nothing(clipboard.write(new Secret(commandLine))),
    openDataFolder: () => nothing(openFolder(chooser.view().dataFolder)),
  };
};
