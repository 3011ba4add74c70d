import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createLifecycle, dataFolder } from '../../main/platform/lifecycle.ts';

/** Electron's quitting: asked first, and over only when nobody prevents it. */
class Application extends EventEmitter {
  ended = 0;
  quit(): void {
    let prevented = false;
    this.emit('before-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) this.ended += 1;
  }
}
const anApp = (beforeQuit: (inAHurry: boolean) => Promise<void>, windows: readonly EventEmitter[] = []) => {
  const [application, power] = [new Application(), new EventEmitter()];
  let [shows, quickCopies, sessionEnds] = [0, 0, 0];
  const lifecycle = createLifecycle({
    application,
    power,
    beforeQuit,
    // Only what it listens to is asked of a window.
    windows: () => windows as unknown as Electron.BrowserWindow[],
    onSessionEnd: () => (sessionEnds += 1),
    onShow: () => (shows += 1),
    onQuickCopy: () => (quickCopies += 1),
  });
  return {
    application,
    lifecycle,
    shows: () => shows,
    quickCopies: () => quickCopies,
    sessionEnds: () => sessionEnds,
    power,
  };
};
const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('ending', () => {
  it('waits for the last work, which is told to hurry when it is asked for again', async () => {
    const asked: boolean[] = [];
    const work = Promise.withResolvers<void>();
    const { application, lifecycle } = anApp(inAHurry => {
      asked.push(inAHurry);
      return work.promise;
    });
    expect(lifecycle.isQuitting()).toBe(false);
    lifecycle.quit();
    await settled();
    expect([asked, application.ended, lifecycle.isQuitting()]).toEqual([[false], 0, true]);
    lifecycle.quit();
    await settled();
    expect([asked, application.ended]).toEqual([[false, true], 0]);
    work.resolve();
    await settled();
    expect([asked.length, application.ended]).toEqual([2, 1]);
  });

  it('is in a hurry where a signal or the system asks', async () => {
    const asked: boolean[] = [];
    const { application } = anApp(async inAHurry => void asked.push(inAHurry));
    application.quit();
    await settled();
    expect([asked, application.ended]).toEqual([[true], 1]);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('x'))],
    [
      'throws',
      () => {
        throw new Error('x');
      },
    ],
  ])('ends although the last work %s', async (_name, work) => {
    const { application, lifecycle } = anApp(work);
    lifecycle.quit();
    await settled();
    expect(application.ended).toBe(1);
  });
});

describe('the end of the system', () => {
  it('is delayed until the last work is done', async () => {
    let [works, delayed] = [0, 0];
    const { application, power } = anApp(async () => {
      works += 1;
    });
    power.emit('shutdown', { preventDefault: () => (delayed += 1) });
    await settled();
    expect([delayed, works, application.ended]).toEqual([1, 1, 1]);
  });

  it.each(['the first window, which was there before anyone listened', 'a later one'])(
    'on Windows is told once, by %s, and all is done when its listener returns',
    async which => {
      let works = 0;
      const [first, later] = [new EventEmitter(), new EventEmitter()];
      const { application, lifecycle, sessionEnds } = anApp(async () => {
        works += 1;
      }, [first]);
      application.emit('browser-window-created', {}, later);
      const [one, other] = which === 'a later one' ? [later, first] : [first, later];
      one.emit('session-end', {});
      expect([sessionEnds(), lifecycle.isQuitting()]).toEqual([1, true]);
      other.emit('session-end', {});
      await settled();
      expect([sessionEnds(), works, application.ended]).toEqual([1, 0, 0]);
    },
  );

  it('on Windows does the same while a quit waits for its last work', () => {
    const window = new EventEmitter();
    const { lifecycle, sessionEnds } = anApp(() => new Promise(() => {}), [window]);
    lifecycle.quit();
    window.emit('session-end', {});
    expect(sessionEnds()).toBe(1);
  });
});

it('a second start and a click on the dock show the panel, and no window keeps it running', () => {
  const { application, shows } = anApp(async () => {});
  application.emit('second-instance', {}, ['electron', '.', '--something-else=1'], '/', { request: 'show' });
  application.emit('activate');
  expect([shows(), application.listenerCount('window-all-closed')]).toEqual([2, 1]);
});

it('a second start can also stay out of sight, ask for quick copy, or end the first', async () => {
  const { application, shows, quickCopies } = anApp(async () => {});
  application.emit('second-instance', {}, ['electron', '.', '--hidden'], '/', { request: 'hide' });
  application.emit('second-instance', {}, ['electron', '.', '--quick-copy'], '/', { request: 'quick-copy' });
  expect([shows(), quickCopies(), application.ended]).toEqual([0, 1, 0]);
  application.emit('second-instance', {}, ['electron', '.', '--quit'], '/', { request: 'quit' });
  await settled();
  expect([shows(), application.ended]).toEqual([0, 1]);
});

it.each([
  ['linux', false, { DOCKPASS_USER_DATA: '/tmp/x' }, '/tmp/x'],
  ['linux', true, { DOCKPASS_USER_DATA: '/tmp/x' }, undefined],
  ['linux', false, { DOCKPASS_USER_DATA: '' }, undefined],
  ['darwin', true, { LOCALAPPDATA: '/local' }, undefined],
  ['win32', true, { LOCALAPPDATA: '/local', DOCKPASS_USER_DATA: '/tmp/x' }, '/local/Dockpass'],
  ['win32', false, { LOCALAPPDATA: '/local', DOCKPASS_USER_DATA: '/tmp/x' }, '/tmp/x'],
] as const)('%s, packaged %s, %j: data lies in %s', (platform, isPackaged, environment, expected) => {
  expect(dataFolder(environment, platform, isPackaged)).toBe(expected);
});
