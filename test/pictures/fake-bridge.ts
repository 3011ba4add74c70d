import type { AccountView } from '../../preload/contract/account-view.ts';
import type { ClipboardView } from '../../preload/contract/clipboard-view.ts';
import type { ReadyMadeView } from '../../preload/contract/connect-form.ts';
import type { CopyFormatView } from '../../preload/contract/copy-formats.ts';
import type { Failure } from '../../preload/contract/errors.ts';
import type { ProviderView } from '../../preload/contract/provider-view.ts';
import type { SettingsView } from '../../preload/contract/settings-view.ts';
import type { SignInBarView } from '../../preload/contract/sign-in-bar.ts';
import type { StatusView } from '../../preload/contract/status-view.ts';

/** What the fake main answers with. Plain data: it travels into the page. */
export interface FakeMain {
  readonly accounts?: readonly AccountView[];
  readonly providers?: readonly ProviderView[];
  readonly status?: StatusView;
  readonly clipboard?: ClipboardView | null;
  readonly bar?: SignInBarView;
  readonly settings?: SettingsView;
  readonly readyMade?: readonly ReadyMadeView[];
  readonly copyFormats?: readonly CopyFormatView[];
  /** Calls that fail, by name. */
  readonly failures?: Readonly<Record<string, Failure>>;
  /** Values of calls that are asked for in this scene, by name. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Calls that never end. */
  readonly hanging?: readonly string[];
}

/** What a test can reach in the page: which calls were made, and main's events. */
export interface FakePage {
  readonly calls: readonly (readonly [name: string, ...args: unknown[]])[];
  readonly emit: (name: string, value: unknown) => void;
  /** From now on main says this instead. */
  readonly say: (said: Pick<FakeMain, 'providers' | 'copyFormats'>) => void;
  /** No call fails from now on. */
  readonly mend: () => void;
  /** What the page's policy kept from happening. */
  readonly blocked: readonly string[];
}

/**
 * Runs inside the page before its own scripts: puts a `window.dockpass` there that answers from `main`, notes every
 * call, and can push events. Everything it needs is inside it, since Playwright sends its text.
 */
export function installFakeBridge(main: FakeMain): void {
  // As `readAccounts` of the contract reads it, each account with a common part to itself.
  const asText = (accounts: readonly AccountView[]): string =>
    JSON.stringify({
      common: accounts,
      rows: accounts.map(({ id, label, detail, organizationId, organizations }, index) => [
        ...[index, id, label, detail, null, null, null, organizationId],
        ...organizations.flatMap(one => [one.id, one.name]),
      ]),
    });
  const listeners = new Map<string, ((value: unknown) => void)[]>();
  const calls: [string, ...unknown[]][] = [];
  const known: Record<string, unknown> = {
    start: {
      accounts: (main.accounts ?? []).slice(0, 8),
      all: (main.accounts ?? []).length <= 8,
      providers: (main.accounts ?? []).length > 0 ? null : (main.providers ?? []),
      readyMade: main.readyMade ?? [],
      copyFormats: main.copyFormats ?? [],
      status: main.status,
      clipboard: main.clipboard ?? null,
    },
    listAccounts: asText(main.accounts ?? []),
    listProviders: main.providers ?? [],
    getSignInBar: main.bar,
    getSettings: main.settings,
    saveSettings: main.settings,
    ...main.values,
  };
  let isWell = false;
  const mend = (): void => {
    isWell = true;
  };
  const answer = (name: string): Promise<unknown> => {
    if (main.hanging?.includes(name)) return new Promise(() => {});
    const error = isWell ? undefined : main.failures?.[name];
    return Promise.resolve(error ? { ok: false, error } : { ok: true, value: known[name] ?? null });
  };
  const on = (event: string, listener: (value: unknown) => void) => {
    listeners.set(event, [...(listeners.get(event) ?? []), listener]);
    return () =>
      listeners.set(
        event,
        (listeners.get(event) ?? []).filter(one => one !== listener),
      );
  };
  const call =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, ...args]);
      return answer(name);
    };
  const bridge = new Proxy({}, { get: (_target, name) => (name === 'on' ? on : call(String(name))) });
  const emit = (name: string, value: unknown): void => {
    const sent = name === 'accountsChanged' && Array.isArray(value) ? asText(value) : value;
    for (const listener of listeners.get(name) ?? []) listener(sent);
  };
  const say: FakePage['say'] = ({ providers = [], copyFormats = [] }) => {
    const start = Object(known.start);
    known.start = { ...start, copyFormats, providers: start.providers === null ? null : providers };
    known.listProviders = providers;
  };
  const blocked: string[] = [];
  addEventListener('securitypolicyviolation', event => blocked.push(`${event.violatedDirective} ${event.blockedURI}`));
  Object.assign(window, { dockpass: bridge, fake: { calls, emit, say, mend, blocked } });
}
