import { globalShortcut } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same, throws } from '../expect.ts';

const keys = 'Control+Alt+Shift+F9';

export const cases: readonly ConformanceCase[] = [
  {
    name: 'globalShortcut: nothing before the app is ready',
    source: 'docs/api/global-shortcut.md',
    beforeReady: true,
    run: () => throws(() => globalShortcut.register(keys, () => {}), /before the app is ready/),
  },
  {
    name: 'globalShortcut: a key is registered, once, and given back',
    source: 'spec/api-global-shortcut-spec.ts',
    run() {
      same(globalShortcut.isRegistered(keys), false);
      same([globalShortcut.register(keys, () => {}), globalShortcut.isRegistered(keys)], [true, true]);
      globalShortcut.register(keys, () => {});
      same(globalShortcut.isRegistered(keys), true);
      globalShortcut.unregister(keys);
      globalShortcut.unregister(keys);
      same(globalShortcut.isRegistered(keys), false);
      same(
        globalShortcut.register(keys, () => {}),
        true,
      );
      globalShortcut.unregisterAll();
      same(globalShortcut.isRegistered(keys), false);
    },
  },
  {
    name: 'globalShortcut: what names no key is refused',
    source: 'docs/api/accelerator.md',
    run: () => throws(() => globalShortcut.register('Control+', () => {}), /conversion failure/, 'TypeError'),
  },
];
