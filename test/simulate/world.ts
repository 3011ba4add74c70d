import { createHash } from 'node:crypto';
import { DockpassError, toFailure } from '../../main/core/base/errors.ts';
import { Secret } from '../../main/core/base/secret.ts';
import type { HttpRequest } from '../../main/core/ports/network.ts';
import type { AccountListFile, BackupFile, BackupPlace } from '../../main/core/ports/storage.ts';
import type { SignInRequest, SignInResult } from '../../main/core/sign-in/sign-in-ports.ts';
import type { ProgramMode } from '../../preload/contract/programs/view.ts';
import { createDraws, type Draws } from '../faults/draws.ts';
import {
  accountOfPath,
  accountPath,
  backupText,
  createProgram,
  keychainPort,
  openBackupText,
  type Ports,
  type Program,
} from './adapter.ts';
import { createDisk, type Disk, hashOf, lookAt, type Written } from './computer/disk.ts';
import { createKeychain, type KeychainState, type SimulatedKeychain } from './computer/keychain.ts';
import { createNetwork, type Exchange, type Network } from './computer/network.ts';
import {
  type ComputerClock,
  clockPort,
  createComputerClock,
  createVirtualTime,
  type VirtualTime,
} from './computer/virtual-clock.ts';
import { type Broken, type HandedOut, listHoldsNoSecret, worldEnds } from './invariants.ts';
import { createOverlap, type Seen } from './overlap.ts';
import { seedCrypto } from './seeded-crypto.ts';
import { type Client, createProviders, type Grant, type Providers, type RefreshToken } from './servers/providers.ts';
import { createSecrets, type Secrets } from './servers/secrets.ts';

// One world: computers with a disk, a keychain and a person each; servers; and what happened so far.

/** How a world is, drawn once from its seed. */
export interface WorldConfig {
  readonly seed: number;
  readonly computers: 1 | 2;
  readonly storage: 'keychain' | 'passphrase' | 'session-only';
  readonly isSlow: boolean;
  /** Share of requests that go wrong by themselves. */
  readonly faults: number;
  readonly rotation: 'strict' | 'mixed';
  /** Bytes of a token; 0: short ones. */
  readonly tokenSize: number;
  /** Characters of an organization's name, and how many a client has. */
  readonly nameLength: number;
  readonly organizations: number;
  readonly lifeSeconds: number;
}

/** Something a person asked for. */
export interface Call {
  readonly number: number;
  readonly kind: string;
  readonly computer: number;
  readonly program: number;
  readonly at: number;
  readonly account: string | undefined;
  readonly client: string | undefined;
  /** It concerns every account. */
  readonly isWide: boolean;
}

/** What a person asks for. `isSudden`: it is over as soon as it is asked for. */
export interface Asked {
  readonly kind: string;
  readonly account?: string;
  readonly client?: string;
  readonly isWide?: boolean;
  readonly isSudden?: boolean;
}

/** A sign-in's window. */
export interface SignInWindow {
  readonly computer: number;
  readonly program: number;
  readonly request: SignInRequest;
  readonly resolve: (result: SignInResult) => void;
  readonly reject: (error: unknown) => void;
}

type SignalName = 'online' | 'offline' | 'resume' | 'suspend' | 'lock' | 'unlock';

export interface Running {
  readonly number: number;
  readonly program: Program;
  readonly signal: (name: SignalName) => void;
  isAlive: boolean;
  /** When quitting was asked for, by the true time. */
  quitAt: number | undefined;
  /** When it was asked for once more. */
  hurriedAt: number | undefined;
  /** How far its clock was ahead then: one that is set meanwhile ends the wait, as a kill does. */
  quitAhead: number;
  /** Renewals that were on their way then. */
  readonly awaited: Exchange[];
}

/** The end of a shift: when it was asked for and when it was over, by operations. */
interface Shift {
  readonly at: number;
  overAt: number;
  done: 'pending' | 'done' | 'failed';
  /** What it left was not looked for yet. */
  isFresh: boolean;
  /** Accounts that were still here when a person was told that not all could be removed, or when the program was killed. */
  notWiped: ReadonlySet<string>;
}

export interface Computer {
  readonly index: number;
  readonly name: string;
  readonly clock: ComputerClock;
  readonly disk: Disk;
  readonly keychain: SimulatedKeychain;
  running: Running | undefined;
  isOnline: boolean;
  touchedAt: number;
  clipboard: { readonly text: string; readonly program: number };
  shown: string;
  /** Backups that the person will name or choose, in this order. */
  readonly nextPlaces: string[];
  readonly nextFiles: string[];
  /** The backup that was opened last. */
  openedFile: string | undefined;
  openedCount: number;
  /** The list of accounts that the person will choose, and the origins in the one that was opened last. */
  nextList: string | undefined;
  listedOrigins: readonly string[];
  readonly passphrases: string[];
  /** The program that ran when the keychain was reset, went away or came back: it knows only at its next start. */
  keychainLostBy: number;
  /** When the last shift was asked to end (an operation's number), and whether that is over. */
  shift: Shift | undefined;
  /** How often a sign-in was asked for, by registration. */
  readonly signIns: Map<string, number>;
  /** Programs that wait for an answer, and how each hangs up. */
  readonly callers: Map<number, () => void>;
  /** What a person said that programs may have of an account, once that was answered; and when (an operation's number). */
  readonly permitted: Map<string, { readonly may: ProgramMode; readonly at: number }>;
  /** The question that a person looked at last, and when, by the clock that nobody sets. */
  lookedAt: { readonly program: number; readonly number: number; readonly at: number } | undefined;
  /** When a person last said yes to a program, by account (an operation's number). */
  readonly saidYes: Map<string, number>;
  /** What was allowed until the lock was over then (an operation's number). */
  grantsEndedAt: number;
}

/** A backup on the stick. */
export interface BackupOnStick {
  readonly text: string;
  readonly tokens: readonly RefreshToken[];
  /** The accounts whose refresh tokens are in it. */
  readonly ids: ReadonlySet<string>;
  /** What was typed for each account, by its id. */
  readonly details: ReadonlyMap<string, string>;
  readonly secrets: readonly string[];
}

export interface World {
  readonly config: WorldConfig;
  readonly time: VirtualTime;
  readonly secrets: Secrets;
  readonly providers: Providers;
  readonly network: Network;
  readonly computers: readonly Computer[];
  readonly stick: Disk;
  readonly backups: Map<string, BackupOnStick>;
  /** How many there are that somebody began to write, whatever became of them. */
  readonly backupsBegun: () => number;
  /** Lists of accounts that were written, on a stick of their own. */
  readonly lists: string[];
  readonly calls: Set<Call>;
  /** Calls that ended since the last look. */
  readonly ended: Call[];
  readonly windows: SignInWindow[];
  /** Registrations whose accounts a person removed, or whose shift ended, with the wish that their tokens end. */
  readonly toRevoke: Set<string>;
  /** Who may renew by the tokens of a sign-in, where that is not the computer it was made on. */
  readonly owners: Map<Grant, number | 'file' | 'anyone'>;
  /** Sign-ins that a file brought to an account of their own, beside the one that was signed in to. */
  readonly added: Set<Grant>;
  /** By computer and account: the sign-in whose tokens it has. */
  readonly claims: Map<string, Grant>;
  /** Removed by the person, and told so. */
  readonly removed: Set<string>;
  /** When the newest removal that was told was asked for, as `operations` counts. */
  readonly removedAt: Map<string, number>;
  /** When an undo last brought an account back, as `operations` counts. */
  readonly undone: Map<string, number>;
  /** Accounts whose files somebody else altered. */
  readonly altered: Set<string>;
  /** Accounts that something happened to since they were last checked. */
  readonly touched: Set<string>;
  /** Files written since the last look, and on whose disk. */
  readonly newFiles: (Written & { readonly at: number })[];
  /** What programs that ask for a token hang up by. */
  readonly askers: Set<AbortController>;
  readonly found: Broken[];
  readonly lines: string[];
  readonly operations: () => number;
  /** Counts an operation; its number. */
  readonly count: (kind: string) => number;
  readonly say: (line: string) => void;
  /** Puts the words of a step above what came of it. */
  readonly name: (at: number, words: string) => void;
  readonly report: (broken: Broken | undefined) => void;
  readonly draw: (purpose: string, count: number) => Draws;
  readonly start: (computer: Computer) => void;
  /** What is under way there ends here; what was sent is on its way all the same. */
  readonly kill: (computer: Computer) => void;
  /** It was seen on that computer's disk. */
  readonly saved: (token: RefreshToken, computer: number) => void;
  /** It came to a program that was killed before anyone saw it on disk. */
  readonly isUncertain: (token: RefreshToken) => boolean;
  readonly launch: <T>(
    computer: Computer,
    what: Asked,
    run: (program: Program) => Promise<T> | T,
    then?: {
      /** It was asked for, and nothing came of it yet. */
      readonly begun?: (call: Call) => void;
      readonly ok?: (value: T, call: Call) => void;
      readonly failed?: (code: string, call: Call) => void;
    },
  ) => void;
  readonly answerWindow: (window: SignInWindow, how: number) => void;
  readonly drain: () => Promise<void>;
  /** Lets time pass, by so much, and at most so many things happen. */
  readonly pass: (ms: number, most: number) => Promise<void>;
  readonly hash: () => string;
  /** Quits in the program's own order, and starts it again where a person asked for that. */
  readonly quit: (computer: Computer, restarts: boolean) => void;
  readonly checks: () => Checks;
  /** It turned in circles: nothing is to be done in it any more. */
  readonly isOver: () => boolean;
}

/** What looks at everything that happens. */
export interface Checks {
  readonly onUse: (token: RefreshToken, computer: number) => void;
  readonly onRevoke: (token: RefreshToken, computer: number) => void;
  readonly onSend: (request: HttpRequest, computer: number, program: number) => void;
  /** A text goes to the clipboard, to the window that shows a secret, to a program that asked, or into a kept file. */
  readonly onHandedOut: (computer: Computer, how: HandedOut, text: string) => void;
  /** A program asked for these accounts' tokens in this call, and gets them. */
  readonly onGiven: (computer: Computer, ids: readonly string[], call: Call, text: string) => void;
  /** The program has quit in its own order. */
  readonly onQuit: (computer: Computer, running: Running) => void;
  /** Looks at what the last step touched. */
  readonly afterStep: () => Promise<void>;
  /** Looks at everything. `isQuiet`: nothing happened for a minute, so that what may wait for its save has been saved. */
  readonly everything: (isQuiet: boolean) => Promise<void>;
}

const windowLimitMs = 600_000;
/** So much is asked for at most before the promises of one moment have settled; the clock counts least. */
const mostAsked = 3_000_000;
const weights = { clock: 1, other: 30 } as const;
export const backupPassphrase = 'the passphrase of a backup';
export const key = (computer: Computer, id: string): string => `${computer.index}/${id}`;
export const isRenewal = ({ request }: Pick<Exchange, 'request'>): boolean =>
  request.body?.includes('grant_type=refresh_token') === true;

const shortly = (error: unknown): string => {
  const { code, reason, field } = toFailure(error);
  const said = [code, reason, field].filter(one => one !== undefined).join(' ');
  return error instanceof DockpassError ? said : `${said}: ${String(error)}`;
};

/** What was under way at once: what a person asked for and what happened, and what the core itself was at. */
export interface AllSeen {
  readonly outside: Seen;
  readonly inside: Seen;
}

export const createWorld = (config: WorldConfig, all: AllSeen, createChecks: (world: World) => Checks): World => {
  const overlap = createOverlap(all.outside);
  seedCrypto(config.seed);
  const time = createVirtualTime();
  const draw = (purpose: string, count: number): Draws => createDraws(`${config.seed}/${purpose}/${count}`);
  const counters = new Map<string, number>();
  const drawNext = (purpose: string): Draws => {
    const count = (counters.get(purpose) ?? 0) + 1;
    counters.set(purpose, count);
    return draw(purpose, count);
  };
  const hash = createHash('sha256');
  const lines: string[] = [];
  const say = (line: string): void => {
    lines.push(line);
    hash.update(line);
    hash.update('\n');
  };
  let operations = 0;
  const count = (kind: string): number => {
    operations += 1;
    overlap.happen(kind);
    return operations;
  };
  const found: Broken[] = [];
  const report = (broken: Broken | undefined): void => {
    if (broken === undefined || found.some(({ rule }) => rule === broken.rule)) return;
    say(`  !! ${broken.rule} ${broken.facts}`);
    found.push(broken);
  };

  let asked = 0;
  let isOver = false;
  /** A program asks something of its computer. What turns in circles asks for ever, and gets no answer from here on. */
  const ask = (weight: number): void => {
    asked += weight;
    if (asked < mostAsked || isOver) return;
    isOver = true;
    report(worldEnds(false));
    for (const computer of computers) kill(computer);
  };

  const secrets = createSecrets();
  const removed = new Set<string>();
  const touched = new Set<string>();
  const newFiles: (Written & { readonly at: number })[] = [];
  const calls = new Set<Call>();
  const ended: Call[] = [];
  const callEnds = new Map<Call, () => void>();
  const windows: SignInWindow[] = [];
  const windowEnds = new Map<SignInWindow, () => void>();
  const computers: Computer[] = [];
  let programs = 0;
  let callCount = 0;

  const providers = createProviders({
    secrets,
    onUse: (token, computer) => checks.onUse(token, computer),
    onRevoke: (token, computer) => checks.onRevoke(token, computer),
    sinceOf: (client, computer) =>
      [...calls].findLast(one => one.computer === computer && one.client === client.id)?.at ?? operations,
  });
  const network = createNetwork({
    time,
    draw: (request, computer) => {
      const of = secrets.in(`${request.body ?? ''}${request.headers.authorization ?? ''}`)[0]?.client ?? '';
      const draws = drawNext(`net ${computer} ${of}`);
      const isBad = draws.fraction() < config.faults;
      const fate = isBad ? draws.oneOf(['lost-before', 'lost-after', 'down', 'pause'] as const) : 'answered';
      const delayMs = draws.below(10) === 0 ? 2000 + draws.below(20_000) : 30 + draws.below(1500);
      return { fate, delayMs };
    },
    asked: () => operations,
    isAsleep: computer => computers[computer]?.clock.isAsleep() ?? false,
    serve: providers.act,
    onSend: (request, computer, program) => {
      const at = `${request.method} ${request.url}`;
      say(`  ${nameOf(computer)} sends ${at.slice(0, 120)}${isRenewal({ request }) ? ' (renewal)' : ''}`);
      checks.onSend(request, computer, program);
      return overlap.begin(isRenewal({ request }) ? 'renewal' : 'request');
    },
    onEnd: (exchange, ended) => {
      count(ended === 'delivered' ? 'answer' : 'loss');
      const { computer, answer } = exchange;
      say(
        `  ${nameOf(computer)} ${ended === 'delivered' ? `gets ${answer?.status}` : 'loses the answer'}: ${new URL(exchange.request.url).pathname}`,
      );
      const token = answer?.issued?.refreshToken;
      if (ended === 'delivered' && token !== undefined) bring(token, computer);
    },
  });
  const nameOf = (computer: number): string => computers[computer]?.name ?? '';

  const bring = (token: RefreshToken, computer: number): void => {
    token.broughtTo.add(computer);
    notSaved.push({ token, computer });
    say(`  (token ${token.index + 1} of sign-in ${token.grant.id} came to ${nameOf(computer)})`);
    for (const [name, grant] of claims) if (grant === token.grant && name.startsWith(`${computer}/`)) touched.add(name);
  };
  const claims = new Map<string, Grant>();
  /** Tokens that nobody has seen on the disk of a computer yet. */
  const notSaved: { readonly token: RefreshToken; readonly computer: number }[] = [];
  const uncertain = new Set<RefreshToken>();

  /** A program that is killed may not have saved what came last: whether it did, its files say. */
  const leaveUncertain = (computer: Computer, program: Program | undefined): void => {
    for (const name of [...claims.keys()]) {
      const [at, id = ''] = name.split('/');
      const isHere = Number(at) === computer.index;
      if (isHere && !computer.disk.files.has(accountPath(id)) && program?.row(id)?.onDisk !== true) claims.delete(name);
    }
    for (const one of notSaved) if (one.computer === computer.index) uncertain.add(one.token);
  };

  const newDisk = (computer: () => Computer | undefined, name: string): Disk =>
    createDisk({
      time,
      delay: () => 20 + drawNext(`disk ${name}`).below(3000),
      asked: () => operations,
      onAsked: () => ask(weights.other),
      onWritten: written => {
        const { path, text } = written;
        hash.update(path + (text ?? ''));
        const id = accountOfPath(path);
        const at = computer();
        newFiles.push({ ...written, at: at?.index ?? -1 });
        if (at !== undefined && id !== undefined) touched.add(key(at, id));
      },
      onCut: () => {
        const at = computer();
        if (at === undefined) return;
        say(`  ${at.name} is cut off before a write`);
        kill(at);
      },
    });

  const stick = newDisk(() => undefined, 'stick');
  for (let index = 0; index < config.computers; index += 1) {
    const name = index === 0 ? 'A' : 'B';
    const disk = newDisk(() => computers[index], name);
    disk.isSlow = config.isSlow;
    stick.isSlow = config.isSlow;
    const state: KeychainState = config.storage === 'session-only' ? 'missing' : 'ok';
    computers.push({
      index,
      name,
      clock: createComputerClock(time),
      disk,
      keychain: createKeychain(state),
      running: undefined,
      isOnline: true,
      touchedAt: time.now(),
      clipboard: { text: '', program: 0 },
      shown: '',
      nextPlaces: [],
      nextFiles: [],
      openedFile: undefined,
      openedCount: 0,
      nextList: undefined,
      listedOrigins: [],
      passphrases: [],
      keychainLostBy: 0,
      shift: undefined,
      signIns: new Map(),
      callers: new Map(),
      permitted: new Map(),
      lookedAt: undefined,
      saidYes: new Map(),
      grantsEndedAt: 0,
    });
  }

  /** Who began to write which file beside its place. */
  const unfinished = new Map<string, number>();
  const backupFile = (computer: Computer, isAlive: () => boolean): BackupFile => ({
    choosePlace: async () => {
      const path = computer.nextPlaces.shift();
      // The dialog stays open for a while.
      await stick.soon(() => {});
      if (path === undefined) return undefined;
      const place: BackupPlace = {
        name: path,
        path,
        write: async (pieces, passphrase) => {
          const text = await backupText(pieces, passphrase);
          const staged = `${path}.staged`;
          const write = async (to: string): Promise<void> => {
            const isWritten = await stick.soon(() => isAlive() && stick.write(to, text));
            if (!isWritten) await new Promise(() => {});
          };
          unfinished.set(staged, computer.index);
          await write(staged);
          return {
            hash: hashOf(text),
            folder: 'stick',
            commit: async () => {
              await write(path);
              stick.files.delete(staged);
            },
            discard: async () => {
              if (isAlive()) stick.files.delete(staged);
            },
          };
        },
      };
      return place;
    },
    read: async passphrase => {
      const path = computer.nextFiles.shift();
      const text = path === undefined ? undefined : stick.files.get(path);
      if (path === undefined) return undefined;
      await stick.soon(() => {});
      if (text === undefined || stick.isAway) throw new DockpassError('backup-damaged');
      const content = await openBackupText(text, passphrase);
      computer.openedFile = path;
      return content;
    },
    look: path => lookAt(stick, path),
    removeUnfinished: async () => {
      for (const path of stick.isAway ? [] : [...stick.files.keys()])
        if (isAlive() && path.endsWith('.staged') && unfinished.get(path) === computer.index) stick.files.delete(path);
    },
  });

  const lists: string[] = [];
  const listFile = (computer: Computer, isAlive: () => boolean): AccountListFile => ({
    choosePlace: async name => {
      await stick.soon(() => {});
      const save = (text: string): void => {
        if (!isAlive()) return;
        report(listHoldsNoSecret(secrets.in(text).length));
        lists.push(text);
      };
      return { name, save };
    },
    read: async () => {
      await stick.soon(() => {});
      return computer.nextList === undefined ? undefined : { name: 'list', text: computer.nextList };
    },
  });

  const portsOf = (
    computer: Computer,
    running: { readonly number: number; isAlive: boolean },
  ): Ports & { fire: (name: SignalName) => void } => {
    const isAlive = (): boolean => running.isAlive;
    const listeners: [SignalName, () => void][] = [];
    const clock = clockPort(
      time,
      computer.clock,
      isAlive,
      () => void count('timer'),
      () => ask(weights.clock),
    );
    /** Of what is asked of the network or the keychain; a program that is dead hears nothing any more. */
    const answered = async <T>(work: () => Promise<T>): Promise<T> => {
      ask(weights.other);
      return isAlive() ? work() : new Promise(() => {});
    };
    const http = network.port(computer.index, running.number, () => computer.isOnline);
    const { encryptStringAsync, decryptStringAsync } = computer.keychain;
    const { disk } = computer;
    const sessionPath = (name: string): string => `sessions/${name}`;
    return {
      fire: name => {
        for (const [of, listener] of [...listeners]) if (of === name) listener();
      },
      clock,
      keychain: keychainPort(computer.keychain, {
        encryptStringAsync: text => answered(() => encryptStringAsync(text)),
        decryptStringAsync: sealed => answered(() => decryptStringAsync(sealed)),
      }),
      backupFile: backupFile(computer, isAlive),
      accountListFile: listFile(computer, isAlive),
      activityFile: {
        read: () => disk.soon(() => []),
        append: () => {},
        replace: () => {},
        remove: () => {},
        saveAs: async () => undefined,
      },
      browser: {
        toFront: () => {},
        prepare: () => {},
        dropPrepared: () => {},
        forget: async () => {
          for (const window of windows.filter(one => one.program === running.number)) {
            closeWindow(window);
            window.reject(new DockpassError('cancelled'));
          }
        },
        signIn: request => {
          if (!isAlive()) return new Promise(() => {});
          return openWindow(computer, running.number, request);
        },
      },
      loopback: { listen: async () => Promise.reject(new DockpassError('unexpected', { reason: 'loopback' })) },
      openExternal: async () => {},
      sessions: {
        forget: name =>
          disk.soon(() => {
            if (isAlive()) disk.files.delete(sessionPath(name));
          }),
        keepOnly: names =>
          disk.soon(() => {
            if (!isAlive()) return;
            const kept = names.map(sessionPath);
            for (const path of [...disk.files.keys()])
              if (path.startsWith('sessions/') && !kept.includes(path)) disk.files.delete(path);
          }),
      },
      http: { send: request => answered(() => http.send(request)) },
      clipboard: {
        needsPress: false,
        takesText: () => true,
        write: async text => {
          if (!isAlive()) return;
          checks.onHandedOut(computer, 'copied', text.reveal());
          computer.clipboard = { text: text.reveal(), program: running.number };
        },
        holds: async text => (computer.clipboard.text === text.reveal() ? 'yes' : 'no'),
        read: async () => new Secret(computer.clipboard.text),
        clear: async () => {
          if (isAlive()) computer.clipboard = { text: '', program: 0 };
        },
      },
      questionWindow: { show: () => {}, close: () => {} },
      secretWindow: {
        show: async ({ value, forMs }) => {
          if (!isAlive()) return;
          checks.onHandedOut(computer, 'shown', value.reveal());
          const text = value.reveal();
          computer.shown = text;
          clock.alarm(clock.now() + forMs, () => {
            if (computer.shown === text) computer.shown = '';
          });
        },
        close: () => {
          computer.shown = '';
        },
      },
      signals: {
        isOnline: () => computer.isOnline,
        idleForMs: () => time.now() - computer.touchedAt,
        on: (name, listener) => {
          const one: [SignalName, () => void] = [name, listener];
          listeners.push(one);
          return () => void listeners.splice(listeners.indexOf(one), 1);
        },
      },
      random: {
        fraction: () => drawNext(`fraction ${computer.name}`).fraction(),
        token: bytes => {
          const draws = drawNext(`token ${computer.name}`);
          // Without a z, no random text looks like a secret of this world.
          const letters = 'abcdefghijkmnpqrstuvwxy23456789';
          return Array.from({ length: Math.ceil(bytes * 1.3) }, () => letters[draws.below(letters.length)]).join('');
        },
      },
      log: { write: () => {} },
    };
  };

  const openWindow = (computer: Computer, program: number, request: SignInRequest): Promise<SignInResult> =>
    new Promise((resolve, reject) => {
      const window: SignInWindow = { computer: computer.index, program, request, resolve, reject };
      say(`  ${computer.name} opens a sign-in window of ${request.providerName}`);
      windows.push(window);
      const end = overlap.begin('sign-in window');
      const closesAt = computer.clock.running() + windowLimitMs;
      const cancel = time.when(
        () => computer.clock.trueTimeOf(Number.POSITIVE_INFINITY, closesAt),
        () => {
          count('timer');
          closeWindow(window);
          reject(new DockpassError('timed-out'));
        },
      );
      windowEnds.set(window, () => {
        cancel();
        end();
      });
    });
  const closeWindow = (window: SignInWindow): void => {
    const at = windows.indexOf(window);
    if (at < 0) return;
    windows.splice(at, 1);
    windowEnds.get(window)?.();
    windowEnds.delete(window);
  };

  /** The operation that a window came of. */
  const sinceOf = (window: SignInWindow, client: Client): number => {
    const { key: name } = window.request;
    const [call] = [...calls].filter(
      one =>
        one.program === window.program &&
        (name.startsWith('new:')
          ? one.client === client.id && one.account === undefined
          : name.endsWith(one.account ?? '?')),
    );
    return call?.at ?? operations;
  };

  const answerWindow = (window: SignInWindow, how: number): void => {
    const { request } = window;
    const asked = new URL(request.authorizationUrl);
    const client = providers.clients.get(asked.searchParams.get('client_id') ?? '');
    const redirect = asked.searchParams.get('redirect_uri') ?? 'https://www.readycloud.com/api/v1/oauth2/auth_code';
    const state = asked.searchParams.get('state') ?? '';
    closeWindow(window);
    if (request.mayUseDevice && how % 8 === 2) {
      window.resolve({ kind: 'other-device' });
      return;
    }
    if (client === undefined || how % 8 === 0) {
      window.reject(new DockpassError('cancelled'));
      return;
    }
    const answer = new URL(redirect);
    const { grant, code } = providers.authorize(client, asked.host, window.computer, sinceOf(window, client));
    let token: RefreshToken | undefined;
    if (how % 8 === 1) answer.search = new URLSearchParams({ error: 'access_denied', state }).toString();
    else if (client.kind === 'readycloud') {
      const { reply, issued } = providers.issue(grant, code.since);
      const told = Object.entries({ ...reply, state }).map(([name, value]): [string, string] => [name, String(value)]);
      answer.hash = new URLSearchParams(told).toString();
      token = issued.refreshToken;
    } else answer.search = new URLSearchParams({ code: code.text, state }).toString();
    const reading = request.read(answer.href, [asked.origin]);
    if (reading.kind === 'elsewhere' || reading.kind === 'nothing-yet') {
      window.reject(new DockpassError('cancelled'));
      return;
    }
    if (token !== undefined && reading.kind === 'token') bring(token, window.computer);
    const { stay } = request;
    const stays = stay.offered && how % 3 !== 0;
    const isGood = reading.kind === 'token' || reading.kind === 'code';
    const keptSession = stays && isGood ? (stay.kept ?? `session-${String(++sessions).padStart(4, '0')}`) : undefined;
    if (keptSession !== undefined)
      computers[window.computer]?.disk.files.set(`sessions/${keptSession}`, String(code.since));
    window.resolve({ ...reading, ...(keptSession !== undefined && { keptSession }) });
  };
  let sessions = 0;

  const kill = (computer: Computer): void => {
    const { running } = computer;
    if (running === undefined) return;
    leaveUncertain(computer, running.program);
    running.isAlive = false;
    // A file that cannot be read carries no mark: whoever is killed before it is deleted finds it again.
    for (const name of removed)
      if (running.quitAt === undefined && running.program.row(name.split('/')[1] ?? '')?.life.kind === 'unreadable')
        removed.delete(name);
    computer.running = undefined;
    computer.shown = '';
    computer.nextPlaces.splice(0);
    computer.nextFiles.splice(0);
    computer.nextList = undefined;
    computer.openedFile = undefined;
    computer.callers.clear();
    computer.grantsEndedAt = operations;
    network.forget(running.number);
    for (const window of windows.filter(one => one.program === running.number)) closeWindow(window);
    for (const call of [...calls].filter(one => one.program === running.number)) endCall(call);
    if (computer.shift?.done === 'pending') {
      const notWiped = new Set(running.program.ids());
      Object.assign(computer.shift, { done: 'failed', overAt: operations, notWiped });
    }
  };
  const endCall = (call: Call): void => {
    calls.delete(call);
    ended.push(call);
    callEnds.get(call)?.();
    callEnds.delete(call);
  };

  const start = (computer: Computer): void => {
    if (computer.running !== undefined) return;
    programs += 1;
    const running: Omit<Running, 'program'> & { program?: Program } = {
      number: programs,
      isAlive: true,
      quitAt: undefined,
      hurriedAt: undefined,
      quitAhead: 0,
      awaited: [],
      signal: name => ports.fire(name),
    };
    const ports = portsOf(computer, running);
    const program = createProgram({
      ports,
      disk: computer.disk,
      isAlive: () => running.isAlive,
      onRestart: () => world.quit(computer, true),
      onKept: text => {
        if (running.isAlive) checks.onHandedOut(computer, 'kept', text);
      },
      onOperation: createOverlap(all.inside).begin,
    });
    const whole: Running = Object.assign(running, { program });
    computer.running = whole;
    say(`  ${computer.name} starts`);
    const touchAll = (): void => {
      for (const id of program.ids()) touched.add(key(computer, id));
      for (const name of claims.keys()) if (name.startsWith(`${computer.index}/`)) touched.add(name);
    };
    launch(computer, { kind: 'start', isWide: true }, one => one.begin(), { ok: touchAll });
  };

  const launch: World['launch'] = (
    computer,
    { kind, account, client, isWide = false, isSudden = false },
    run,
    then = {},
  ) => {
    const { running } = computer;
    if (running === undefined) return;
    callCount += 1;
    const call: Call = {
      number: callCount,
      kind,
      computer: computer.index,
      program: running.number,
      at: operations + 1,
      account,
      client,
      isWide,
    };
    operations += 1;
    if (isSudden) overlap.happen(kind);
    else callEnds.set(call, overlap.begin(kind));
    calls.add(call);
    then.begun?.(call);
    const settle = (said: string, after: () => void): void => {
      if (!running.isAlive) return;
      endCall(call);
      say(`  ${computer.name} ${kind}: ${said}`);
      if (account !== undefined) touched.add(key(computer, account));
      after();
    };
    const work = async () => run(running.program);
    work().then(
      value => settle('done', () => then.ok?.(value, call)),
      error => settle(shortly(error), () => then.failed?.(toFailure(error).code, call)),
    );
  };

  const drain = async (): Promise<void> => {
    await new Promise<void>(resolve => void setImmediate(resolve));
    asked = 0;
  };

  const world: World = {
    config,
    time,
    secrets,
    providers,
    network,
    computers,
    stick,
    backups: new Map(),
    backupsBegun: () => unfinished.size,
    lists,
    calls,
    ended,
    windows,
    toRevoke: new Set(),
    owners: new Map(),
    added: new Set(),
    claims,
    removed,
    removedAt: new Map(),
    undone: new Map(),
    altered: new Set(),
    touched,
    newFiles,
    askers: new Set(),
    found,
    lines,
    operations: () => operations,
    count,
    say,
    name: (at, words) => {
      lines[at] = words;
      hash.update(`${time.now()} ${words}\n`);
    },
    report,
    draw,
    start,
    kill,
    launch,
    answerWindow,
    drain,
    pass: async (ms, most) => {
      const until = time.now() + ms;
      let left = most;
      for (; left > 0 && time.next(until); left -= 1) await drain();
      if (left > 0) time.moveTo(until);
      await drain();
    },
    hash: () => hash.copy().digest('hex').slice(0, 16),
    quit: (computer, restarts) => {
      const { running } = computer;
      if (running === undefined) return;
      if (running.quitAt !== undefined) running.hurriedAt ??= time.now();
      else {
        running.quitAt = time.now();
        running.quitAhead = computer.clock.wall() - time.now();
        // The end of a shift drops what was on its way.
        const isWanted = (one: Exchange): boolean =>
          one.program === running.number && isRenewal(one) && one.askedAt > (computer.shift?.overAt ?? -1);
        running.awaited.push(...network.underWay.filter(isWanted));
      }
      const ended = (): void => {
        checks.onQuit(computer, running);
        kill(computer);
        if (restarts) start(computer);
      };
      launch(computer, { kind: restarts ? 'restart' : 'quit', isWide: true }, one => one.quit(), { ok: ended });
    },
    checks: () => checks,
    isOver: () => isOver,
    saved: (token, computer) => {
      const at = notSaved.findIndex(one => one.token === token && one.computer === computer);
      if (at >= 0) notSaved.splice(at, 1);
      uncertain.delete(token);
    },
    isUncertain: token => uncertain.has(token),
  };
  const checks = createChecks(world);
  return world;
};
