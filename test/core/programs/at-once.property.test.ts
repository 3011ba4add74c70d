import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { usualWanted } from '../../../main/core/programs/hand-over.ts';
import type { ProgramMode } from '../../../preload/contract/programs/view.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer } from '../../support/fakes/storage-fakes.ts';

// Calls of programs among whatever a person and the computer do, in any order and at once: I3 to I5 for each of them. What
// is handed out is handed out while it may be, and every call comes to an end.

const passphrase = new Secret('four dull grey parcels');
const path = '/home/sam/token';
const modes: readonly ProgramMode[] = ['never', 'ask', 'until-locked', 'always'];

const passes = [200, 1000, 60_000, 3_600_000];

type Step =
  | { readonly kind: 'ask' | 'answer' | 'hang-up' | 'mode' | 'pass' | 'renewal' | 'file'; readonly which: number }
  | { readonly kind: 'lock' | 'unlock' | 'screen' | 'remove' | 'undo' | 'switch' | 'shift' | 'quit' };

const often = fc.record({
  kind: fc.constantFrom('ask', 'ask', 'answer', 'answer', 'hang-up', 'mode', 'pass', 'renewal', 'file'),
  which: fc.nat(9),
});
const seldom = fc.record({
  kind: fc.constantFrom('lock', 'unlock', 'screen', 'remove', 'undo', 'switch'),
});
const last = fc.record({ kind: fc.constantFrom('shift', 'quit', 'lock') });
/** What is done, and whether everything that takes no time happens before the next thing is. */
const steps = fc
  .tuple(
    fc.array(fc.tuple(fc.oneof({ weight: 3, arbitrary: often }, seldom), fc.boolean()), {
      minLength: 5,
      maxLength: 40,
    }),
    last,
  )
  .map(([some, end]) => [...some, [end, true] as const] as readonly (readonly [Step, boolean])[]);

const world = async () => {
  const core = coreOn({ sealer: fakeSealer('session-only') });
  await core.storage.choose('passphrase', passphrase);
  core.settings.choose({ programs: true });
  const { accountId } = await core.accounts.connect(readycloudForm());
  await core.programs.setMode(accountId, 'ask');
  const open = new Set<AbortController>();
  const calls: Promise<void>[] = [];
  const wrong: string[] = [];
  const given = { count: 0 };
  let isOver = false;
  /** Whether a token may be on its way to a program at this very moment, and why not. */
  const whyNot = (): string | undefined => {
    const record = core.vault.get(accountId)?.record;
    if (isOver) return 'after quitting or the end of the shift';
    if (core.lockState.view() === 'locked') return 'while locked';
    if (record === undefined || record.removedAt !== undefined) return 'of a removed account';
    if (record.programs === undefined || record.programs.may === 'never') return 'without a permission';
    return core.settings.read().programs ? undefined : 'while switched off';
  };
  const ask = (): void => {
    const hungUp = new AbortController();
    open.add(hungUp);
    const caller = { program: 'job', signal: hungUp.signal };
    const call = core.programs.handOver.give({ account: accountId, ...usualWanted }, caller).then(
      () => {
        given.count += 1;
        const why = hungUp.signal.aborted ? 'to one that hung up' : whyNot();
        if (why !== undefined) wrong.push(`handed out ${why}`);
      },
      () => {},
    );
    calls.push(call.finally(() => open.delete(hungUp)));
  };
  const end = (): void => {
    isOver = true;
  };
  return { core, accountId, open, calls, wrong, given, ask, end };
};
type World = Awaited<ReturnType<typeof world>>;

const quietly = (work: Promise<unknown>): void => void work.catch(() => {});

const act = async (one: World, step: Step): Promise<void> => {
  const { core, accountId } = one;
  const which = 'which' in step ? step.which : 0;
  switch (step.kind) {
    case 'ask':
      return one.ask();
    case 'answer': {
      core.clock.advanceTo(core.clock.now() + 200);
      const asked = core.programs.question();
      core.clock.advanceTo(core.clock.now() + 1000);
      return core.programs.answer(asked?.number ?? 0, which > 2);
    }
    case 'hang-up':
      return [...one.open][which]?.abort(new Error('hung up'));
    case 'mode':
      return quietly(core.programs.setMode(accountId, modes[which % modes.length] ?? 'ask'));
    case 'file':
      return quietly(
        core.programs.setFile(
          accountId,
          which < 5 ? { path, format: 'token', readers: 'me', untilQuit: true } : undefined,
        ),
      );
    case 'pass':
      return core.clock.advanceTo(core.clock.now() + (passes[which % passes.length] ?? 0));
    case 'renewal':
      return quietly(core.accounts.renew(accountId));
    case 'lock':
      return core.lock.lock('person');
    case 'unlock':
      return quietly(core.lock.unlock(passphrase));
    case 'screen':
      return core.signals.fire('lock');
    case 'remove':
      return quietly(core.accounts.remove(accountId));
    case 'undo':
      return quietly(core.accounts.undoRemove(accountId));
    case 'switch':
      return core.settings.choose({ programs: !core.settings.read().programs });
    case 'shift':
      await core.shift.end(true);
      return one.end();
    case 'quit':
      await core.quit.begin(false);
      return one.end();
  }
};

it('whatever happens at once, a program gets a token only while it may, and every call ends', async () => {
  let given = 0;
  await fc.assert(
    fc.asyncProperty(steps, async some => {
      const one = await world();
      one.core.http.handle = () => Response.json({ access_token: 'access-2', token_type: 'Bearer', expires_in: 9999 });
      for (const [step, settles] of some) {
        await act(one, step);
        if (settles) await settled();
      }
      await settled();
      const { core } = one;
      // A lock that came before an unlocking had ended locked nothing.
      const isUnlocked = some.at(-1)?.[0].kind === 'lock' && core.lockState.view() !== 'locked';
      // No file of a locked, ended or quit Dockpass is left: this one is not to outlive it.
      if (!isUnlocked) expect(core.keptFiles.texts.size).toBe(0);
      // What still waits for a person is answered by the minute that passes.
      for (let minute = 0; minute < 20 && one.open.size > 0; minute += 1) {
        core.clock.advanceTo(core.clock.now() + 60_000);
        await settled();
      }
      await Promise.all(one.calls);
      expect([one.wrong, core.programs.question(), core.operations.count('hand-over', 'keep-file')]).toEqual([
        [],
        null,
        0,
      ]);
      given += one.given.count;
    }),
    { numRuns: 400 },
  );
  expect(given).toBeGreaterThan(20);
});
