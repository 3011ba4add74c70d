import { describe, expect, it } from 'vitest';
import { createQuestions } from '../../../main/core/programs/questions.ts';
import { fakeClock } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';

const asking = (account = 'one', program = 'backup.sh', signal = new AbortController().signal) => ({
  account,
  program,
  signal,
  until: 'now' as const,
});
const refused = { code: 'not-permitted' };

const questions = () => {
  const clock = fakeClock();
  const window = { shown: 0, closed: 0 };
  const asked = createQuestions({
    clock,
    onUnlock: () => {},
    questionWindow: {
      show: () => {
        window.shown += 1;
      },
      close: () => {
        window.closed += 1;
      },
    },
  });
  const pass = (ms: number): void => clock.advanceTo(clock.now() + ms);
  /** Sees the question and answers it after that long. */
  const answer = (allows: boolean, afterMs = 1000): void => {
    const seen = asked.seen();
    pass(afterMs);
    asked.answer(seen?.number ?? 0, allows);
  };
  return { ...asked, answerTo: asked.answer, window, pass, answer };
};
/** Whether a promise has ended, and how. */
const watched = (promise: Promise<void>) => {
  const state = { how: 'waits' as 'waits' | 'allowed' | { readonly code: string } };
  promise.then(
    () => {
      state.how = 'allowed';
    },
    error => {
      state.how = error;
    },
  );
  return state;
};

describe('questions about programs', () => {
  it('share one for the calls that come within 200 ms, and name each program once', async () => {
    const { ask, window, pass, seen, answer } = questions();
    const calls = Array.from({ length: 40 }, (_, index) => watched(ask(asking('one', index < 30 ? 'a.sh' : 'b.sh'))));
    pass(199);
    expect(window.shown).toBe(0);
    calls.push(watched(ask(asking('one', ''))));
    pass(1);
    expect([window.shown, seen()]).toMatchObject([1, { programs: ['a.sh', 'b.sh'], calls: 41 }]);
    answer(true);
    await settled();
    expect(new Set(calls.map(({ how }) => how))).toEqual(new Set(['allowed']));
    expect(window).toEqual({ shown: 1, closed: 1 });
  });

  it('come one at a time, and a call that comes later is asked for anew', async () => {
    const { ask, window, pass, seen, answer } = questions();
    const first = watched(ask(asking('one')));
    const other = watched(ask(asking('two')));
    pass(200);
    const later = watched(ask(asking('one', 'later.sh')));
    pass(200);
    expect([window.shown, seen()?.account]).toEqual([1, 'one']);
    answer(true);
    await settled();
    expect([first.how, other.how, later.how]).toEqual(['allowed', 'waits', 'waits']);
    expect([window.shown, window.closed, seen()?.account]).toEqual([2, 0, 'two']);
    answer(true);
    expect([window.shown, seen()?.programs]).toEqual([3, ['later.sh']]);
    answer(false);
    await settled();
    expect([other.how, later.how]).toEqual(['allowed', expect.objectContaining(refused)]);
    expect(window.closed).toBe(1);
  });

  it('take no yes before a second has passed since they were seen, nor one that is meant for another', async () => {
    const { ask, pass, seen, answer, answerTo } = questions();
    const call = watched(ask(asking()));
    pass(200);
    // Shown for a while, but its page has drawn nothing yet.
    pass(5000);
    answer(true, 999);
    await settled();
    expect(call.how).toBe('waits');
    answer(true, 1);
    await settled();
    expect(call.how).toBe('allowed');
    const next = watched(ask(asking('two')));
    pass(200);
    const number = seen()?.number ?? 0;
    pass(2000);
    for (const wrong of [number - 1, number + 1, 0]) {
      answerTo(wrong, true);
      answerTo(wrong, false);
    }
    await settled();
    expect(next.how).toBe('waits');
  });

  it.each([
    ['a no', (one: ReturnType<typeof questions>) => one.answer(false, 0)],
    ['a minute without an answer', (one: ReturnType<typeof questions>) => one.pass(60_000)],
  ])('hold %s for a minute, whoever asks for that account, and for no other', async (_how, refuse) => {
    const one = questions();
    const call = watched(one.ask(asking()));
    one.pass(200);
    const waits = watched(one.ask(asking('one', 'second.sh')));
    refuse(one);
    await settled();
    expect([call.how, waits.how]).toEqual([expect.objectContaining(refused), expect.objectContaining(refused)]);
    one.pass(59_999);
    await expect(one.ask(asking('one', 'other.sh'))).rejects.toMatchObject(refused);
    expect(one.window.shown).toBe(1);
    const other = watched(one.ask(asking('two')));
    one.pass(1);
    const again = watched(one.ask(asking()));
    one.pass(200);
    await settled();
    expect([other.how, again.how, one.window.shown]).toEqual(['waits', 'waits', 2]);
  });

  it('are forgotten where every program that asked has hung up', async () => {
    const { ask, window, pass, seen } = questions();
    const [one, two] = [new AbortController(), new AbortController()];
    const calls = [one, two].map(({ signal }) => watched(ask(asking('one', 'a.sh', signal))));
    pass(200);
    one.abort(new Error('hung up'));
    expect([seen()?.calls, window.closed]).toEqual([1, 0]);
    two.abort(new Error('hung up'));
    await settled();
    expect(calls.map(({ how }) => how)).toEqual([new Error('hung up'), new Error('hung up')]);
    expect([seen(), window.closed]).toEqual([undefined, 1]);
  });

  it('until the next lock: one yes for all, also those that wait, and none after the lock', async () => {
    const { ask, window, pass, answer, endGrants } = questions();
    const until = { until: 'locked' as const };
    const first = watched(ask({ ...asking(), ...until }));
    pass(200);
    const later = watched(ask({ ...asking(), ...until }));
    pass(200);
    answer(true);
    await ask({ ...asking(), ...until });
    await settled();
    expect([first.how, later.how, window.shown]).toEqual(['allowed', 'allowed', 1]);
    endGrants();
    const after = watched(ask({ ...asking(), ...until }));
    pass(200);
    await settled();
    expect([after.how, window.shown]).toEqual(['waits', 2]);
  });

  it('refuse at once where five hundred calls wait', async () => {
    const { ask } = questions();
    for (let count = 0; count < 500; count += 1) watched(ask(asking(`account-${count % 7}`)));
    await expect(ask(asking())).rejects.toMatchObject({ code: 'busy', reason: 'questions' });
  });
});
