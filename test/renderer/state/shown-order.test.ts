import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type AccountView, writeAccounts } from '../../../preload/contract/account-view.ts';
import type { Events } from '../../../preload/contract/events.ts';
import { createPanelStore } from '../../../renderer/state/panel-store.ts';
import { createShownOrder } from '../../../renderer/state/shown-order.ts';
import { acme, online, sceneAt } from '../../pictures/scenes/views.ts';

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

test('one that is moved by hand goes at once, past a neighbour of its own part of the list, and stays there', () => {
  const order = createShownOrder();
  const p = account('p', { pinned: true });
  const all = [p, a, b, c, waiting];
  const shown = order.begin(all, sceneAt);
  expect(ids(shown)).toBe('w p a b c');
  const past = (id: string, way: 'up' | 'down', inSight = shown) => order.neighbour(inSight, id, way)?.id;
  expect([past('a', 'up'), past('a', 'down'), past('c', 'down'), past('w', 'down'), past('p', 'down')]).toEqual([
    undefined,
    'b',
    undefined,
    undefined,
    undefined,
  ]);
  expect([past('c', 'up', [a, c]), past('b', 'up', [a, c]), past('gone', 'up')]).toEqual(['a', undefined, undefined]);
  expect(ids(order.move(shown, 'c', 'before', 'a'))).toBe('w p c a b');
  expect(ids(order.keep(all))).toBe('w p c a b');
  expect(ids(order.move(all, 'c', 'after', 'b'))).toBe('w p a b c');
});

type Frames = Pick<Parameters<typeof createPanelStore>[1], 'drawing' | 'drawn'>;

/** A store over a pretended main that gives these, `first` of them at once; visibility and frames are in the test's hands. */
function aPanel(accounts: readonly AccountView[], first = accounts, frames: Partial<Frames> = {}) {
  const listeners = new Map<string, (value: unknown) => void>();
  const world = { hidden: false, changed: () => {} };
  const asked: string[] = [];
  const answers: Record<string, unknown> = {
    start: { accounts: first, all: first === accounts, providers: [] },
    listAccounts: writeAccounts(accounts),
  };
  const bridge = new Proxy(
    {},
    {
      get: (_target, name) =>
        name === 'on'
          ? (event: string, listener: (value: unknown) => void) => listeners.set(event, listener)
          : () => {
              asked.push(String(name));
              return Promise.resolve({ ok: true, value: answers[String(name)] });
            },
    },
  );
  const store = createPanelStore(bridge as Parameters<typeof createPanelStore>[0], {
    now: () => sceneAt,
    isHidden: () => world.hidden,
    onVisibility: changed => {
      world.changed = changed;
    },
    drawing: () => Promise.resolve(),
    drawn: () => Promise.resolve(),
    ...frames,
  });
  const push = (name: keyof Events, value: unknown): void => listeners.get(name)?.(value);
  const show = (hidden: boolean): void => {
    world.hidden = hidden;
    world.changed();
  };
  return { store, push, show, asked, order: () => ids(store.get().accounts) };
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

test('another order that was chosen is shown at once, and a move that could not be saved is taken back', async () => {
  const { store, push, order } = aPanel([a, b, c]);
  await store.start();
  push('statusChanged', { ...online, listOrder: 'hand' });
  push('accountsChanged', writeAccounts([c, b, a]));
  expect(order()).toBe('a b c');
  push('statusChanged', { ...online, listOrder: 'name' });
  expect(order()).toBe('c b a');
  store.move('a', 'before', 'c');
  expect(order()).toBe('a c b');
  store.orderAnew();
  expect(order()).toBe('c b a');
});

test('all accounts are asked for when the first rows are being drawn, and come in when these are seen', async () => {
  const [drawing, drawn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const frames: Frames = { drawing: () => drawing.promise, drawn: () => drawn.promise };
  const { store, asked, order } = aPanel([a, b, c], [a], frames);
  const started = store.start();
  await nextTurn();
  expect([order(), ...asked]).toEqual(['a', 'start']);
  drawing.resolve();
  await nextTurn();
  expect([order(), ...asked]).toEqual(['a', 'start', 'listAccounts']);
  expect(store.get().hasAll).toBe(false);
  drawn.resolve();
  await started;
  expect([order(), store.get().hasAll]).toEqual(['a b c', true]);
});
