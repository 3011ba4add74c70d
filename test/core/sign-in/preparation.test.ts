import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer } from '../../support/fakes/storage-fakes.ts';

const minute = 60_000;

const withFormOpen = () => {
  const core = coreOn();
  core.preparation.formOpen(true);
  return core;
};
const ready = (core: ReturnType<typeof coreOn>) => ({ prepared: core.browser.prepared, made: core.browser.made });

describe('what a sign-in begins with', () => {
  it('is made when the panel says that its form is open, and not before', () => {
    const core = coreOn();
    expect(core.browser.prepared).toBe(false);
    core.preparation.formOpen(true);
    expect(core.browser.prepared).toBe(true);
  });

  it('is gone when the form closes, and may be made again', () => {
    const core = withFormOpen();
    core.preparation.formOpen(false);
    expect(core.browser.prepared).toBe(false);
    core.preparation.formOpen(false);
    core.preparation.formOpen(true);
    expect(ready(core)).toEqual({ prepared: true, made: 2 });
  });

  it('is gone a minute after the panel last said so', () => {
    const core = withFormOpen();
    const startedAt = core.clock.now();
    core.clock.advanceTo(startedAt + minute - 1);
    expect(core.browser.prepared).toBe(true);
    core.preparation.formOpen(true);
    core.clock.advanceTo(startedAt + minute + 1);
    expect(ready(core)).toEqual({ prepared: true, made: 1 });
    core.clock.advanceTo(startedAt + 2 * minute);
    expect(core.browser.prepared).toBe(false);
    expect(core.clock.alarms()).toBe(0);
  });

  it('is made anew for the next try once a sign-in has used it, and never two at a time', async () => {
    const core = withFormOpen();
    core.preparation.formOpen(true);
    expect(core.browser.made).toBe(1);
    await core.accounts.connect(readycloudForm());
    expect(core.browser.prepared).toBe(false);
    core.preparation.formOpen(true);
    expect(ready(core)).toEqual({ prepared: true, made: 2 });
    core.preparation.formOpen(false);
    expect(core.browser.prepared).toBe(false);
  });

  it('is dropped with every lock, also where no passphrase locks anything', () => {
    for (const lock of [
      (core: ReturnType<typeof coreOn>) => core.lock.lock('person'),
      (core: ReturnType<typeof coreOn>) => core.signals.fire('lock'),
    ]) {
      const core = withFormOpen();
      lock(core);
      expect(core.browser.prepared).toBe(false);
    }
  });

  it('is not made while Dockpass is locked', async () => {
    const core = coreOn({ sealer: fakeSealer('session-only') });
    await core.storage.choose('passphrase', new Secret('four dull grey parcels'));
    core.lock.lock('person');
    core.preparation.formOpen(true);
    await settled();
    expect(core.browser.made).toBe(0);
    expect(core.log.lines.at(-1)).toContain('"code":"locked"');
  });

  it('is dropped when a shift ends, and not made until that is over', async () => {
    const core = withFormOpen();
    const ending = core.shift.end(false);
    expect(core.browser.prepared).toBe(false);
    core.preparation.formOpen(true);
    await settled();
    expect(core.browser.made).toBe(1);
    await ending;
    core.preparation.formOpen(true);
    expect(ready(core)).toEqual({ prepared: true, made: 2 });
  });

  it('is dropped when Dockpass quits, which does not wait for it, and is not made any more', async () => {
    const core = withFormOpen();
    await core.quit.begin(false);
    expect(core.browser.prepared).toBe(false);
    core.preparation.formOpen(true);
    await settled();
    expect(core.browser.made).toBe(1);
  });
});
