import { join } from 'node:path';
import { Secret } from '../../main/core/base/secret.ts';
import { type Core, createCore } from '../../main/core/core.ts';
import type { Http } from '../../main/core/ports/network.ts';
import { createSettings, type SettingsStore } from '../../main/core/settings/settings.ts';
import type { Browser } from '../../main/core/sign-in/sign-in-ports.ts';
import { createAccountListFile } from '../../main/platform/account-lists/account-list-file.ts';
import { createBackupFile } from '../../main/platform/backup/backup-file.ts';
import { createAccountFiles } from '../../main/platform/storage/account-files.ts';
import { createActivityFile } from '../../main/platform/storage/activity-file.ts';
import { createKnownText } from '../../main/platform/storage/keychain-known-text.ts';
import { createKeychainSealer } from '../../main/platform/storage/keychain-sealer.ts';
import { createMoveJournal } from '../../main/platform/storage/move-journal.ts';
import { createSettingsFile } from '../../main/platform/storage/settings-file.ts';
import { createVaultKey } from '../../main/platform/storage/vault-key.ts';
import { createClock } from '../../main/platform/system/clock.ts';
import { createRandom } from '../../main/platform/system/random.ts';
import { providersWith } from '../../main/providers/index.ts';
import { fakeLoopback } from '../support/fakes/browser-fakes.ts';
import { keptFilePorts } from '../support/fakes/fake-kept-files.ts';
import { fakeSessions } from '../support/fakes/fake-sessions.ts';
import { fakeClipboard, fakeLog, fakeSignals } from '../support/fakes/fakes.ts';

export const passphrase = new Secret('four dull grey parcels');

interface Around {
  readonly folder: string;
  readonly origin: string;
  readonly browser: Browser;
  readonly http: Http;
  readonly backup: string;
}

/** Where the person keeps a backup of the accounts in this folder. */
export const backupOf = (folder: string): string => `${folder}.backup.json`;

/** Main's core over what keeps accounts for real; windows, clipboard and the machine's events are fakes. */
export const coreOnFolder = ({
  folder,
  origin,
  browser,
  http,
  backup,
}: Around): Core & { readonly settings: SettingsStore } => {
  const log = fakeLog();
  const settings = createSettings({ file: createSettingsFile({ folder }), log });
  // No wait may hold the process that checks.
  const clock = createClock({
    after: (ms, call) => {
      const timer = setTimeout(call, ms).unref();
      return () => clearTimeout(timer);
    },
  });
  const core = createCore({
    files: createAccountFiles({ folder: join(folder, 'accounts') }),
    keychain: createKeychainSealer({ knownText: createKnownText({ folder }) }),
    vaultKey: createVaultKey({ folder }),
    activityFile: createActivityFile({ folder }),
    moveJournal: createMoveJournal({ folder }),
    accountListFile: createAccountListFile({ where: async () => undefined, which: async () => undefined }),
    backupFile: createBackupFile({ where: async () => backup, which: async () => backup }),
    browser,
    http,
    settings,
    clock,
    log,
    random: createRandom(),
    sessions: fakeSessions(),
    loopback: fakeLoopback(),
    openExternal: async () => {},
    clipboard: fakeClipboard(),
    signals: fakeSignals(),
    secretWindow: { show: async () => {}, close: () => {} },
    questionWindow: { show: () => {}, close: () => {} },
    ...keptFilePorts(),
    providers: providersWith({ readycloud: origin }),
    about: { version: '0.0.0', platform: 'Linux', standIn: false },
    runtime: '',
  });
  return { ...core, settings };
};

/** Loads, unlocks and opens, as a start does; resolves when every record was opened or named. */
export const startCore = async (core: Core): Promise<void> => {
  const loaded = core.vault.load();
  await loaded;
  if (core.lockState.view() === 'locked') await core.lock.unlock(passphrase);
  await core.start.begin(loaded, Promise.resolve());
};
