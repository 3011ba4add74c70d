import { expect, test } from 'vitest';
import { type AccountView, writeAccounts } from '../../../preload/contract/account-view.ts';
import type { Events } from '../../../preload/contract/events.ts';
import { createPanelStore } from '../../../renderer/state/panel-store.ts';
import { createShownOrder } from '../../../renderer/state/shown-order.ts';
import { acme, sceneAt } from '../../pictures/scenes/views.ts';

const account = (id: string, change: Partial<AccountView> = {}): AccountView => ({ ...acme, id, label: id, ...change });
const ids = (accounts: readonly AccountView[]): string => accounts.map(({ id }) => id).join(' ');
const [a, b, c] = [account('a'), account('b'), account('c')];
const waiting = account('w', { renewal: { kind: 'sign-in-needed' } });

test('a list that nobody looks at has main’s order, and those that need a person come first', () => {
  const order = createShownOrder();
  expect(ids(order.begin([a, b, waiting], sceneAt))).toBe('w a b');
  expect(ids(order.begin([b, a], sceneAt))).toBe('b a');
});

test('while it is looked at no account moves: not for a copy, a sign-in that is needed, or another name', () => {
  const order = createShownOrder();
  order.begin([a, b, c], sceneAt);
  expect(ids(order.keep([c, a, b]))).toBe('a b c');
  expect(ids(order.keep([account('b', { renewal: { kind: 'sign-in-needed' } }), c, a]))).toBe('a b c');
});

test('one that comes back has its place again, and a new one stands last', () => {
  const order = createShownOrder();
  order.begin([a, b], sceneAt);
  expect(ids(order.keep([b]))).toBe('b');
  expect(ids(order.keep([account('0'), b, a]))).toBe('a b 0');
});

test('one that was just pinned or unpinned goes where main has it, and nothing else moves', () => {
  const order = createShownOrder();
  order.begin([a, b, c], sceneAt);
  const pinned = account('b', { pinned: true });
  expect(ids(order.keep([pinned, c, a]))).toBe('b a c');
  expect(ids(order.keep([pinned, a, c]))).toBe('b a c');
  expect(ids(order.keep([a, b, c]))).toBe('a b c');
});

/** A store over a pretended main, with the page's visibility in the test's hands. */
function aPanel(accounts: readonly AccountView[]) {
  const listeners = new Map<string, (value: unknown) => void>();
  const world = { hidden: false, changed: () => {} };
  const answers: Record<string, unknown> = {
    start: { accounts, all: true, providers: [] },
    listAccounts: writeAccounts(accounts),
  };
  const bridge = new Proxy(
    {},
    {
      get: (_target, name) =>
        name === 'on'
          ? (event: string, listener: (value: unknown) => void) => listeners.set(event, listener)
          : () => Promise.resolve({ ok: true, value: answers[String(name)] }),
    },
  );
  const store = createPanelStore(bridge as Parameters<typeof createPanelStore>[0], {
    now: () => sceneAt,
    isHidden: () => world.hidden,
    onVisibility: changed => {
      world.changed = changed;
    },
  });
  const push = (name: keyof Events, value: unknown): void => listeners.get(name)?.(value);
  const show = (hidden: boolean): void => {
    world.hidden = hidden;
    world.changed();
  };
  return { store, push, show, order: () => ids(store.get().accounts) };
}

test('the order stands still from showing until hiding, and the panel comes up in main’s', async () => {
  const { store, push, show, order } = aPanel([a, b, waiting]);
  await store.start();
  expect(order()).toBe('w a b');
  push('accountsChanged', writeAccounts([b, a, waiting]));
  expect(order()).toBe('w a b');
  show(true);
  expect(order()).toBe('w b a');
  push('accountsChanged', writeAccounts([a, b, waiting]));
  expect(order()).toBe('w a b');
  show(false);
  push('accountsChanged', writeAccounts([b, a]));
  expect(order()).toBe('a b');
});
