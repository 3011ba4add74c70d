import { randomBytes } from 'node:crypto';
import { viewAccount } from '../../main/core/accounts/account-view.ts';
import { readPieces } from '../../main/core/backup/backup-content.ts';
import type { OperationKind } from '../../main/core/base/operations.ts';
import { Secret } from '../../main/core/base/secret.ts';
import { type Core, type CoreDeps, createCore } from '../../main/core/core.ts';
import type { AccountRecord } from '../../main/core/ports/account-record.ts';
import { migrateRecord } from '../../main/core/ports/migrate-record.ts';
import type { KeptFileJournal } from '../../main/core/ports/programs.ts';
import type { Keychain, MoveJournal, OpenedBackup, SettingsFile } from '../../main/core/ports/storage.ts';
import { usualWanted } from '../../main/core/programs/hand-over.ts';
import { createManaged } from '../../main/core/settings/managed.ts';
import { createSettings, type SettingsStore } from '../../main/core/settings/settings.ts';
import { createSettingsChooser } from '../../main/core/settings/settings-chooser.ts';
import { openAccountSecrets } from '../../main/core/vault/account-secrets.ts';
import { createActiveSealer } from '../../main/core/vault/active-sealer.ts';
import { sealedLines, writeHeader } from '../../main/platform/backup/backup-format.ts';
import { openBackup } from '../../main/platform/backup/backup-reader.ts';
import type { Handlers } from '../../main/platform/ipc/ipc.ts';
import { createPanelHandlers } from '../../main/platform/ipc/panel-calls.ts';
import { keptFilesContent, readKeptFiles } from '../../main/platform/programs/kept-file-journal.ts';
import { keyBytes, wrap } from '../../main/platform/storage/aes-gcm.ts';
import { toJsonText } from '../../main/platform/storage/json-text.ts';
import { createKeychainSealer } from '../../main/platform/storage/keychain-sealer.ts';
import { movesContent, readMoves } from '../../main/platform/storage/move-journal.ts';
import { readRecordText } from '../../main/platform/storage/record-text.ts';
import { createVaultKey } from '../../main/platform/storage/vault-key.ts';
import { keyContent, readKeyText, type VaultKeyFile } from '../../main/platform/storage/vault-key-file.ts';
import { providersWith } from '../../main/providers/index.ts';
import type { AccountView } from '../../preload/contract/account-view.ts';
import type { panelCalls } from '../../preload/contract/calls.ts';
import type { ProgramAccountView } from '../../preload/contract/programs/view.ts';
import type { LockView } from '../../preload/contract/storage-view.ts';
import type { Disk } from './computer/disk.ts';
import { keptFileWriter } from './computer/kept-files.ts';
import type { SimulatedKeychain } from './computer/keychain.ts';

// All that the simulator knows of the product's insides. What the core or the platform's codecs look like is this file's.

/** What a computer gives to the program. */
export type Ports = Omit<
  CoreDeps,
  | 'settings'
  | 'managed'
  | 'providers'
  | 'about'
  | 'runtime'
  | 'files'
  | 'vaultKey'
  | 'moveJournal'
  | 'keptFileWriter'
  | 'keptFileJournal'
>;

export interface ProgramDeps {
  readonly ports: Ports;
  readonly disk: Disk;
  /** False from the moment on that it was killed: nothing it does counts any more. */
  readonly isAlive: () => boolean;
  /** The person asked for *Restart*. */
  readonly onRestart: () => void;
  /** A text is about to be kept in a file that other programs read. */
  readonly onKept: (text: string) => void;
  /** The core begins an operation of its own; the result is called once it has ended. */
  readonly onOperation?: (kind: string) => () => void;
}

const everyKind: Readonly<Record<OperationKind, true>> = {
  'sign-in': true,
  preparation: true,
  edit: true,
  change: true,
  'look-up': true,
  'sign-out': true,
  revocation: true,
  renewal: true,
  copy: true,
  details: true,
  'hand-over': true,
  'keep-file': true,
  backup: true,
  move: true,
  restore: true,
  'account-list': true,
  storage: true,
};
/** What the core itself calls an operation. */
export const operationKinds = Object.keys(everyKind) as readonly OperationKind[];

/** The whole program, as far as it decides anything. */
export interface Program {
  readonly calls: Handlers<typeof panelCalls>;
  /** What a start does. */
  readonly begin: () => Promise<void>;
  /** Quits in its own order; resolves when the program has ended. */
  readonly quit: () => Promise<void>;
  readonly rows: () => readonly AccountView[];
  /** Ids of all accounts, hidden ones too. */
  readonly ids: () => readonly string[];
  /** The account as its row shows it, hidden or not. */
  readonly row: (id: string) => AccountView | undefined;
  /** What was typed for it, without secrets. */
  readonly values: (id: string) => Readonly<Record<string, string>>;
  /** Everything that was typed for it, as one text: an account of a backup with the same may be of the same sign-in. */
  readonly details: (id: string) => string;
  readonly lock: () => LockView;
  /** The rows are in the order that a person makes by hand. */
  readonly isByHand: () => boolean;
  /** Sign-ins that wait for another device, as the panel is told of them. */
  readonly deviceSignIns: Core['deviceSignIns']['list'];
  /** What other programs ask, and what a person decides about them. */
  readonly programs: {
    readonly isOn: () => boolean;
    readonly accounts: () => readonly ProgramAccountView[];
    /** Asks for accounts' tokens: one by itself, more as the references of one file. */
    readonly ask: (ids: readonly string[], signal: AbortSignal) => Promise<string>;
    /** The question that is open: its number, and the accounts of the name that it says. */
    readonly question: () => { readonly number: number; readonly ids: readonly string[] } | undefined;
    readonly answer: (number: number, allows: boolean) => void;
  };
}

export const accountPath = (id: string): string => `accounts/${id}.json`;
const keyPath = 'vault-key.json';
export const settingsPath = 'settings.json';
/** The id of the account whose file this is. */
export const accountOfPath = (path: string): string | undefined => /^accounts\/(.+)\.json$/.exec(path)?.[1];

const never = (): Promise<never> => new Promise(() => {});
const bytesOf = (text: string): Uint8Array => Buffer.from(text);

const settingsFile = (disk: Disk): SettingsFile => ({
  read: () => {
    const text = disk.files.get(settingsPath);
    if (text === undefined) return { kind: 'absent' };
    try {
      return { kind: 'content', content: JSON.parse(text) };
    } catch {
      return { kind: 'unreadable' };
    }
  },
  save: content => void disk.write(settingsPath, toJsonText(content)),
  remove: () => void disk.remove(settingsPath),
});

const keyFile = (disk: Disk): VaultKeyFile => ({
  read: () => {
    const text = disk.files.get(keyPath);
    return text === undefined ? { kind: 'none' } : readKeyText(bytesOf(text));
  },
  save: wrapped => void disk.write(keyPath, toJsonText(keyContent(wrapped))),
  remove: () => void disk.remove(keyPath),
});

const movesPath = 'moves.json';
const moveJournal = (disk: Disk): MoveJournal => ({
  read: () => {
    const text = disk.files.get(movesPath);
    return text === undefined ? [] : readMoves(bytesOf(text));
  },
  save: moves =>
    void (moves.length === 0 ? disk.remove(movesPath) : disk.write(movesPath, toJsonText(movesContent(moves)))),
});

const keptFilesPath = 'kept-files.json';
const keptFileJournal = (disk: Disk): KeptFileJournal => ({
  read: () => {
    const text = disk.files.get(keptFilesPath);
    return text === undefined ? [] : readKeptFiles(bytesOf(text));
  },
  save: files =>
    void (files.length === 0
      ? disk.remove(keptFilesPath)
      : disk.write(keptFilesPath, toJsonText(keptFilesContent(files)))),
});

const followOperations = (operations: Core['operations'], onOperation: (kind: string) => () => void): void => {
  const ends = new Map(operationKinds.map(kind => [kind, [] as (() => void)[]]));
  operations.onChange(() => {
    for (const [kind, some] of ends) {
      const count = operations.count(kind);
      while (some.length < count) some.push(onOperation(kind));
      while (some.length > count) some.pop()?.();
    }
  });
};

/** Writes of a program that was killed go nowhere. */
const whileAlive = (disk: Disk, isAlive: () => boolean): Disk => ({
  ...disk,
  write: (path, text) => isAlive() && disk.write(path, text),
  remove: path => isAlive() && disk.remove(path),
});

export const createProgram = (deps: ProgramDeps): Program => {
  const { ports, disk: anyDisk, isAlive, onRestart, onOperation } = deps;
  const disk = whileAlive(anyDisk, isAlive);
  const changed = async (work: () => boolean): Promise<void> => {
    if (!isAlive() || !(await anyDisk.soon(work))) await never();
  };
  const { log } = ports;
  const providers = providersWith({});
  const managed = createManaged({
    policy: {
      path: '',
      read: async () => ({ kind: 'absent' }),
      readSecret: never,
      onChange: () => {},
    },
    lastGood: { read: () => undefined, save: () => {} },
    providers,
    log,
  });
  const settings = createSettings({ file: settingsFile(disk), managed, log });
  const chooser = createSettingsChooser({
    settings,
    managed,
    log,
    dataFolder: '',
    isPackaged: true,
    loginItem: { state: () => 'off', set: () => {} },
    shortcut: { set: () => {}, state: () => 'off' },
    notificationsFail: () => false,
    showsTray: async () => true,
  });
  const core = createCore({
    ...ports,
    files: {
      list: async () => {
        const read = () =>
          [...anyDisk.files].flatMap(([path, text]) => {
            const id = accountOfPath(path);
            return id === undefined ? [] : [readRecordText(id, bytesOf(text))];
          });
        const all = await anyDisk.soon(read);
        return isAlive() ? all : never();
      },
      save: record => {
        const text = toJsonText(record);
        return changed(() => disk.write(accountPath(record.id), text));
      },
      remove: id => changed(() => disk.remove(accountPath(id))),
    },
    vaultKey: createVaultKey({ folder: '', file: keyFile(disk) }),
    moveJournal: moveJournal(disk),
    keptFileWriter: keptFileWriter(disk, deps.onKept),
    keptFileJournal: keptFileJournal(disk),
    settings,
    managed,
    providers,
    about: { version: '0.0.0', platform: 'Linux', standIn: false },
    runtime: '',
  });
  if (onOperation !== undefined) followOperations(core.operations, onOperation);
  const loaded = Promise.withResolvers<void>();
  const calls = createPanelHandlers({
    accounts: core.accounts,
    connectReadyMade: core.connectReadyMade,
    formats: core.formats,
    clipboardGuard: core.clipboardGuard,
    status: core.status,
    storage: core.storage,
    backup: core.backup,
    accountLists: core.accountLists,
    lock: core.lock,
    shift: core.shift,
    preparation: core.preparation,
    deviceSignIns: core.deviceSignIns,
    activity: core.activity,
    diagnosis: core.diagnosis,
    details: core.details,
    programs: core.programs,
    programState: async () => 'off',
    commandLine: '',
    clipboard: ports.clipboard,
    scheduler: core.scheduler,
    managed,
    chooser,
    providers: () => [],
    loaded: loaded.promise,
    openFolder: async () => {},
    openGuide: async () => {},
    restart: onRestart,
    publish: () => {},
    panelListens: () => {},
    panelHasAll: () => {},
  });
  return {
    calls,
    begin: async () => {
      const loading = core.vault.load();
      loading.then(loaded.resolve, loaded.reject);
      await core.start.begin(loading, Promise.resolve());
    },
    quit: () => core.quit.begin(false),
    rows: core.accounts.list,
    ids: () => core.vault.list().map(({ id }) => id),
    row: id => {
      const account = core.vault.get(id);
      return account && viewAccount(account, providers, core.operations.isUnderWay('renewal', id));
    },
    values: id => core.vault.get(id)?.record?.values ?? {},
    details: id => detailsOf(core.vault.get(id)?.record),
    lock: core.lockState.view,
    isByHand: () => settings.read().listOrder === 'hand',
    deviceSignIns: core.deviceSignIns.list,
    programs: programsOf(core, settings),
  };
};

const detailsOf = (record: AccountRecord | undefined): string => {
  const { provider, environment, values = {} } = record ?? {};
  return JSON.stringify([provider, environment, Object.entries(values).sort()]);
};

const programsOf = ({ programs, accounts }: Core, settings: Pick<SettingsStore, 'read'>): Program['programs'] => ({
  isOn: () => settings.read().programs,
  accounts: programs.accounts,
  ask: async (ids, signal) => {
    const caller = { program: 'a script', signal };
    const [id = ''] = ids;
    if (ids.length === 1) return (await programs.handOver.give({ account: id, ...usualWanted }, caller)).text.reveal();
    const lines = ids.map((one, at) => `TOKEN_${at}=dockpass://${one}/token`);
    return (await programs.handOver.resolveEnv(lines.join('\n'), caller)).reveal();
  },
  question: () => {
    const asked = programs.question();
    if (asked === null) return undefined;
    // Whether Dockpass may be unlocked is asked about no account.
    const about = asked.until === 'unlocked' ? undefined : asked.account;
    const named = accounts.list().filter(({ label }) => label === about);
    return { number: asked.number, ids: named.map(({ id }) => id) };
  },
  answer: programs.answer,
});

/** The system's keychain as the program uses it; `through` stands between the two. */
export const keychainPort = (
  keychain: SimulatedKeychain,
  through: Pick<SimulatedKeychain, 'encryptStringAsync' | 'decryptStringAsync'> = keychain,
): Keychain =>
  createKeychainSealer({
    platform: 'linux',
    backend: () => 'basic_text',
    keychain: through,
    knownText: {
      read: () => keychain.known,
      save: sealed => {
        keychain.known = sealed;
      },
    },
  });

/** An account's file, opened. */
export interface OpenedRecord {
  readonly label: string;
  /** What a person typed, without secrets. */
  readonly values: Readonly<Record<string, string>>;
  /** It lies there without a sealed part. */
  readonly isEmpty: boolean;
  readonly isRemoved: boolean;
  /** A backup is taking its refresh token along, and it is not said yet where that is. */
  readonly isMoving: boolean;
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Every secret that its sealed part holds. */
  readonly secrets: readonly string[];
}

/**
 * Opens an account's file as a start would, by whichever passphrase fits. Undefined where it cannot be read or opened.
 */
export const openRecordText = async (
  id: string,
  files: ReadonlyMap<string, string>,
  keychain: Keychain,
  passphrases: readonly string[],
): Promise<OpenedRecord | undefined> => {
  const stored = readRecordText(id, bytesOf(files.get(accountPath(id)) ?? ''));
  if (stored.kind !== 'record') return undefined;
  const read = migrateRecord(stored.content, id);
  if (read.kind !== 'record') return undefined;
  const { record } = read;
  const { label, values } = record;
  const shown = { label, values, isRemoved: record.removedAt !== undefined, isMoving: record.moving === true };
  if (record.sealed === '') return { ...shown, isEmpty: true, accessToken: '', secrets: [] };
  try {
    const { key: vaultKey } = await unlockedKey(files, passphrases);
    const sealer = createActiveSealer({
      keychain,
      vaultKey: { ...vaultKey, openForAnswer: vaultKey.open },
      settings: createSettings({ file: noSettings, log: noLog }),
    });
    const { secrets } = await openAccountSecrets(sealer.open, record);
    const { accessToken, refreshToken, previousRefreshToken, fields } = secrets;
    const all = [accessToken, refreshToken, previousRefreshToken, ...Object.values(fields)];
    return {
      ...shown,
      isEmpty: false,
      accessToken: accessToken.reveal(),
      ...(refreshToken !== undefined && { refreshToken: refreshToken.reveal() }),
      // Nobody has signed in yet where the token is empty.
      secrets: all.flatMap(one => one?.reveal() || []),
    };
  } catch {
    return undefined;
  }
};

const noLog = { write: () => {} };
const noSettings: SettingsFile = { read: () => ({ kind: 'absent' }), save: () => {}, remove: () => {} };

interface UnlockedKey {
  readonly key: ReturnType<typeof createVaultKey>;
  readonly passphrase: string | undefined;
}
/** By the text of the key's file. */
const unlocked = new Map<string, UnlockedKey>();

const unlockedKey = async (
  files: ReadonlyMap<string, string>,
  passphrases: readonly string[],
): Promise<UnlockedKey> => {
  const text = files.get(keyPath) ?? '';
  const known = unlocked.get(text);
  if (known !== undefined) return known;
  const stored = text === '' ? ({ kind: 'none' } as const) : readKeyText(bytesOf(text));
  const key = createVaultKey({ folder: '', file: { read: () => stored, save: () => {}, remove: () => {} } });
  for (const passphrase of passphrases) {
    const opens = key.unlock(new Secret(passphrase)).then(
      () => true,
      () => false,
    );
    if (!(await opens)) continue;
    if (unlocked.size > 100) unlocked.clear();
    unlocked.set(text, { key, passphrase });
    return { key, passphrase };
  }
  return { key, passphrase: undefined };
};

/** Which of these passphrases opens the key's file; undefined where none does, or there is no file. */
export const passphraseOf = async (
  files: ReadonlyMap<string, string>,
  passphrases: readonly string[],
): Promise<string | undefined> => (await unlockedKey(files, passphrases)).passphrase;

/** A backup as it lies on a disk. */
export const backupText = async (pieces: AsyncIterable<Secret>, passphrase: Secret): Promise<string> => {
  const key = randomBytes(keyBytes);
  const header = writeHeader(await wrap(key, passphrase));
  let text = '';
  for await (const line of sealedLines(header, key, pieces)) text += `${line}\n`;
  return text;
};

export const openBackupText = (text: string, passphrase: Secret): Promise<OpenedBackup> =>
  openBackup(
    {
      size: async () => text.length,
      bytes: async function* () {
        yield Buffer.from(text);
      },
    },
    passphrase,
  );

interface AccountOfBackup {
  readonly id: string;
  /** As `Program.details` has them. */
  readonly details: string;
  readonly refreshToken?: string;
  /** All of them. */
  readonly secrets: readonly string[];
}

/** The accounts in a backup. Throws backup-damaged. */
export const readBackupText = async (text: string, passphrase: string): Promise<readonly AccountOfBackup[]> => {
  const file = await openBackupText(text, new Secret(passphrase));
  const accounts = [];
  for await (const { one } of readPieces(file.pieces())) {
    const { accessToken, refreshToken, fields } = one.secrets;
    accounts.push({
      id: one.record.id,
      details: detailsOf(one.record),
      ...(refreshToken !== undefined && { refreshToken: refreshToken.reveal() }),
      secrets: [accessToken, refreshToken, ...Object.values(fields)].flatMap(secret =>
        secret === undefined ? [] : secret.reveal(),
      ),
    });
  }
  return accounts;
};

/** Every name that an account's file holds, whoever gave it. */
export const namesIn = (path: string, text: string): readonly string[] => {
  if (!isReadable(path, text) || accountOfPath(path) === undefined) return [];
  const content: { label: string; organizations: readonly { name: string }[] } = JSON.parse(text);
  return [content.label, ...content.organizations.map(({ name }) => name)];
};

/** Whether an account's file can be read again. */
export const isReadable = (path: string, text: string): boolean => {
  const id = accountOfPath(path);
  if (id === undefined) return true;
  const stored = readRecordText(id, bytesOf(text));
  return stored.kind === 'record' && migrateRecord(stored.content, id).kind === 'record';
};

/** What was typed for the accounts whose files can be read, without secrets, by their ids. */
export const valuesOnDisk = (
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, Readonly<Record<string, string>>> => {
  const known = [...files].flatMap(([path, text]) => {
    const id = accountOfPath(path);
    return id === undefined || !isReadable(path, text) ? [] : [[id, JSON.parse(text).values] as const];
  });
  return new Map(known);
};

/** The record with other values, as somebody with an editor would save it. */
export const withValues = (text: string, change: (values: Record<string, string>) => void): string => {
  const content: { values: Record<string, string> } = JSON.parse(text);
  change(content.values);
  return toJsonText(content);
};

export const withSettings = (text: string | undefined, change: Record<string, unknown>): string =>
  toJsonText({ ...(text === undefined ? {} : JSON.parse(text)), ...change });

/** The same settings, in the order that a person makes by hand; the first ones where the file is damaged. */
export const orderedByHand = (text: string | undefined): string => {
  try {
    return withSettings(text, { listOrder: 'hand' });
  } catch {
    return withSettings(undefined, { listOrder: 'hand' });
  }
};
