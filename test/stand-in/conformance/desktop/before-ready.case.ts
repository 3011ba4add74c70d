import { app, Notification, nativeImage, protocol, session, Tray } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same, throws } from '../expect.ts';
import { pixel } from '../pixel.ts';

/** A case that some call is refused until the application is ready. */
function gate(what: string, act: () => unknown, message: string): ConformanceCase {
  return {
    name: `before ready: ${what} is refused`,
    source: 'lib/browser and shell/browser of each module',
    beforeReady: true,
    run: () => throws(act, message),
  };
}

export const cases: readonly ConformanceCase[] = [
  gate('a tray icon', () => new Tray(nativeImage.createFromDataURL(pixel)), 'Cannot create Tray before app is ready'),
  gate('a notification', () => new Notification({ title: 'x' }), 'Cannot create Notification before app is ready'),
  gate('the default session', () => session.defaultSession, 'Session can only be received when app is ready'),
  gate('a session by partition', () => session.fromPartition('x'), 'Session can only be received when app is ready'),
  {
    name: 'before ready: isReady is false, whenReady waits',
    source: 'docs/api/app.md',
    beforeReady: true,
    run: () => same([app.isReady(), app.whenReady() instanceof Promise], [false, true]),
  },
  {
    name: 'after ready: schemes can no longer be registered',
    source: 'lib/browser/api/protocol.ts',
    run() {
      throws(
        () => protocol.registerSchemesAsPrivileged([]),
        'protocol.registerSchemesAsPrivileged should be called before app is ready',
      );
    },
  },
];
