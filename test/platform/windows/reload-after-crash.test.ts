import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { reloadOnce } from '../../../main/platform/windows/reload-after-crash.ts';
import { fakeLog } from '../../support/fakes/fakes.ts';

const aWindow = () => {
  const steps: string[] = [];
  const waiting: (() => void)[] = [];
  const state = { destroyed: false };
  const contents = Object.assign(new EventEmitter(), { reload: () => void steps.push('reload') });
  const log = fakeLog();
  reloadOnce(
    { isDestroyed: () => state.destroyed, destroy: () => void steps.push('destroy'), webContents: contents },
    { log, onReloading: () => steps.push('reloading'), soon: work => waiting.push(work) },
  );
  const crash = (reason: string): void => {
    contents.emit('render-process-gone', {}, { reason });
    for (const work of waiting.splice(0)) work();
  };
  return { steps, state, log, crash };
};

it('a page that crashes is loaded again once, and its second crash takes the window along', () => {
  const { steps, log, crash } = aWindow();
  crash('crashed');
  crash('oom');
  expect(steps).toEqual(['reloading', 'reload', 'reloading', 'destroy']);
  expect(log.lines).toHaveLength(2);
});

it.each(['clean-exit'])('a page that ends by %s is not', reason => {
  const { steps, crash } = aWindow();
  crash(reason);
  expect(steps).toEqual([]);
});

it('a window that went meanwhile is left alone', () => {
  const { steps, state, crash } = aWindow();
  state.destroyed = true;
  crash('killed');
  expect(steps).toEqual(['reloading']);
});
