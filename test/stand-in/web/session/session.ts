import type { ClearStorageDataOptions, Cookies, FromPartitionOptions, Protocol, ProxyConfig, Session } from 'electron';
import { app } from '../../app/app.ts';
import { requireReady } from '../../app/ready.ts';
import { userAgent as defaultUserAgent } from '../../app/user-agent.ts';
import { emitSafely } from '../../event-object.ts';
import { notImplemented, withGaps } from '../../not-implemented.ts';
import { asElectron, Double, nameGaps } from '../double.ts';
import { createFetch } from '../network/net.ts';
import { createProtocol } from '../network/protocol.ts';
import { createWebRequest } from '../network/web-request.ts';
import { clearHttpCache, clearStorage, createCookies } from './cookies-and-storage.ts';
import { folderOf, isPersistent } from './kept-cookies.ts';
import { dropContext, forgetGrants } from './session-context.ts';
import type { SessionState } from './session-state.ts';

type Built = Pick<
  Session,
  | 'clearAuthCache'
  | 'clearCache'
  | 'clearData'
  | 'clearHostResolverCache'
  | 'clearStorageData'
  | 'closeAllConnections'
  | 'cookies'
  | 'fetch'
  | 'getUserAgent'
  | 'isPersistent'
  | 'isSpellCheckerEnabled'
  | 'protocol'
  | 'resolveProxy'
  | 'setDevicePermissionHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setProxy'
  | 'setSpellCheckerEnabled'
  | 'setUserAgent'
  | 'storagePath'
  | 'webRequest'
>;

const states = new WeakMap<object, SessionState>();

/** Electron's Session (docs/api/session.md), for in-memory partitions and the default one. */
class SessionDouble extends Double implements Built {
  readonly cookies: Cookies;
  readonly protocol: Protocol;
  readonly webRequest: Session['webRequest'];
  readonly fetch: Session['fetch'];
  readonly storagePath: string | null;
  readonly #state: SessionState;
  #isSpellChecked = true;

  constructor(state: SessionState) {
    super();
    states.set(this, state);
    this.#state = state;
    this.cookies = createCookies(state);
    this.protocol = createProtocol(this);
    this.webRequest = createWebRequest(state.webRequest);
    // Node's fetch type and Electron's describe the same function over slightly different Request types.
    this.fetch = createFetch(this) as unknown as Session['fetch'];
    this.storagePath = isPersistent(state) ? folderOf(state) : null;
  }

  isPersistent(): boolean {
    return this.#state.isDefault || isPersistent(this.#state);
  }

  setPermissionRequestHandler(handler: Parameters<Session['setPermissionRequestHandler']>[0]): void {
    this.#state.permissions.request = handler;
    void forgetGrants(this.#state);
  }

  setPermissionCheckHandler(handler: Parameters<Session['setPermissionCheckHandler']>[0]): void {
    this.#state.permissions.check = handler;
    void forgetGrants(this.#state);
  }

  setDevicePermissionHandler(handler: Parameters<Session['setDevicePermissionHandler']>[0]): void {
    this.#state.permissions.device = handler;
  }

  clearStorageData(options?: ClearStorageDataOptions): Promise<void> {
    return clearStorage(this.#state, options);
  }

  async clearData(options?: object): Promise<void> {
    if (options && Object.keys(options).length > 0) throw notImplemented('session.clearData with options');
    await clearStorage(this.#state);
    await clearHttpCache(this.#state);
  }

  clearCache(): Promise<void> {
    return clearHttpCache(this.#state);
  }

  async clearAuthCache(): Promise<void> {
    await dropUnlessStored(this.#state);
  }

  async clearHostResolverCache(): Promise<void> {
    await dropUnlessStored(this.#state);
  }

  async closeAllConnections(): Promise<void> {
    await dropUnlessStored(this.#state);
  }

  async resolveProxy(url: string): Promise<string> {
    const { server, bypass } = this.#state.proxy;
    if (server === undefined || bypass?.split(',').includes(new URL(url).hostname)) return 'DIRECT';
    return `PROXY ${server.replace(/^\w+:\/\//, '')}`;
  }

  async setProxy(config: ProxyConfig): Promise<void> {
    if (config.mode === 'pac_script' || config.pacScript) throw notImplemented('session.setProxy with a PAC script');
    const server = config.mode === 'direct' ? undefined : config.proxyRules;
    if (this.#state.context && server !== this.#state.proxy.server) {
      throw notImplemented('session.setProxy after the session was used');
    }
    this.#state.proxy.server = server;
    this.#state.proxy.bypass = config.proxyBypassRules;
  }

  setUserAgent(userAgent: string): void {
    this.#state.userAgent = userAgent;
  }

  getUserAgent(): string {
    return this.#state.userAgent ?? defaultUserAgent();
  }

  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.#isSpellChecked = isEnabled;
  }

  isSpellCheckerEnabled(): boolean {
    return this.#isSpellChecked;
  }
}

nameGaps(SessionDouble, 'session');

/** Connections, cached names and passwords go with an unused context; while pages are open they stay (gaps.ts). */
async function dropUnlessStored(state: SessionState): Promise<void> {
  if (!state.context) return;
  const stored = await asElectron<Session>(state.double).cookies.get({});
  if (stored.length === 0) await dropContext(state);
}

const sessions = new Map<string, SessionState>();

function create(partition: string): SessionState {
  const state: SessionState = {
    partition,
    isDefault: partition === '',
    pages: new Set(),
    webRequest: new Map(),
    permissions: { request: null, check: null, device: null },
    proxy: { server: undefined, bypass: undefined },
    userAgent: undefined,
    context: undefined,
    forNextPage: [],
    get double() {
      return double;
    },
  };
  const double = asElectron<Session>(new SessionDouble(state));
  sessions.set(partition, state);
  emitSafely(app, 'session-created', double);
  return state;
}

/** The stand-in's own record of a session, by its double. */
export function sessionState(double: object): SessionState {
  const state = states.get(double);
  if (!state) throw new TypeError('Error processing argument: not a Session');
  return state;
}

/** The session of a partition's name; the same one for the same name. */
export function sessionOf(partition: string): SessionState {
  requireReady('Session can only be received when app is ready', TypeError);
  return sessions.get(partition) ?? create(partition);
}

const members = {
  fromPartition: (partition: string, _options?: FromPartitionOptions): Session => sessionOf(partition).double,
  get defaultSession(): Session {
    return sessionOf('').double;
  },
};

/** Electron's `session` module. */
export const session: typeof members = withGaps('session', members);
