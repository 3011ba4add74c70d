import type { KeptFileForm, ProgramMode } from '../../preload/contract/programs/view.ts';
import { keptPath } from './computer/kept-files.ts';
import { about, accountsOf, pick, simply } from './person.ts';
import type { Numbers, StepKind } from './steps.ts';
import type { Call, Computer, World } from './world.ts';

// Other programs of the computer ask for tokens, and a person says what they may have.

const switchOn = (world: World, computer: Computer): void => {
  if (computer.running?.program.programs.isOn() === false)
    world.launch(computer, { kind: 'saveSettings', isSudden: true }, ({ calls }) =>
      calls.saveSettings({ programs: true }),
    );
};

/** Whatever else is just changing it, nobody can tell what is permitted in the end. */
const isChanging = (world: World, computer: Computer, { number, at }: Call, id: string): boolean =>
  [...world.calls, ...world.ended].some(
    one =>
      one.number !== number &&
      one.computer === computer.index &&
      (one.account === id || one.isWide) &&
      ['setProgramMode', 'forgetPrograms'].includes(one.kind) &&
      (one.at > at || world.calls.has(one)),
  );

const permit = (may: (n: Numbers) => ProgramMode): StepKind['run'] =>
  about(
    'setProgramMode',
    'says what programs may have of',
    (world, computer, id, n) => {
      switchOn(world, computer);
      computer.permitted.delete(id);
      return ({ calls }) => calls.setProgramMode(id, may(n));
    },
    {
      after: (world, computer, id, n) => ({
        ok: (_nothing, call) => {
          if (!isChanging(world, computer, call, id))
            computer.permitted.set(id, { may: may(n), at: world.operations() });
        },
      }),
    },
  );

const askToken: StepKind['run'] = (world, computer, [which, how]) => {
  // A program asks, whether anybody is there or not.
  if (computer.clock.isAsleep()) return 'sleeps, and nobody asks';
  const all = accountsOf(world, computer);
  const known = how % 3 === 0 ? [] : all.filter(one => computer.permitted.has(one));
  // Mostly for one that a person has decided about.
  const choose = (number: number): string => {
    const id = pick(all, number) ?? '';
    return known.includes(id) ? id : (pick(known, number) ?? id);
  };
  const ids = Array.from({ length: how % 4 === 0 ? 2 : 1 }, (_, at) => choose(which + at)).filter(
    (id, at, some) => id !== '' && some.indexOf(id) === at,
  );
  const [id] = ids;
  if (id === undefined) return 'nobody to ask for';
  const hangUp = new AbortController();
  world.askers.add(hangUp);
  const forget = (call: Call): void => void computer.callers.delete(call.number);
  world.launch(
    computer,
    { kind: 'askToken', ...(ids.length === 1 && { account: id }) },
    ({ programs }) => programs.ask(ids, hangUp.signal),
    {
      begun: ({ number }) => computer.callers.set(number, () => hangUp.abort(new Error('hung up'))),
      ok: (text, call) => {
        forget(call);
        // Who hung up hears nothing.
        if (!hangUp.signal.aborted) world.checks().onGiven(computer, ids, call, text);
      },
      failed: (_code, call) => forget(call),
    },
  );
  return `a program asks for ${ids.join(' and ')}`;
};

const hangUp: StepKind['run'] = (world, computer, [which]) => {
  const [number, abort] = pick([...computer.callers], which) ?? [];
  if (number === undefined || abort === undefined) return 'no program waits';
  world.count('hang-up');
  computer.callers.delete(number);
  abort();
  return 'a program hangs up';
};

/** Looks at a question that is new, and says yes or no to one that was looked at for as long as its buttons sleep. */
export const answerQuestion = (world: World, computer: Computer, allows: boolean): string => {
  const { running } = computer;
  const asked = running?.program.programs.question();
  if (running === undefined || asked === undefined) return 'nobody asks';
  const seen = computer.lookedAt;
  const isSame = seen?.number === asked.number && seen.program === running.number;
  if (!isSame) computer.lookedAt = { program: running.number, number: asked.number, at: computer.clock.running() };
  if (!isSame || computer.clock.running() < seen.at + 1000) return 'looks at a question';
  world.count('question answered');
  for (const id of allows ? asked.ids : []) computer.saidYes.set(id, world.operations());
  running.program.programs.answer(asked.number, allows);
  return `says ${allows ? 'yes' : 'no'} to a program`;
};

const paths = ['one', 'two', 'three', 'four'].map(keptPath);
const formats = ['token', 'header', 'env', 'json'] as const;

const keepFile: StepKind['run'] = about(
  'setKeptFile',
  'keeps another file, or none, for',
  (world, computer, id, [which, how, more]) => {
    switchOn(world, computer);
    const form: KeptFileForm = {
      path: pick(paths, how) ?? '',
      format: pick(formats, more) ?? 'token',
      readers: 'me',
      untilQuit: which % 2 === 0,
    };
    return ({ calls }) => calls.setKeptFile(id, how % 3 === 0 ? null : form);
  },
);

const modes = ['ask', 'until-locked', 'always', 'never'] as const;

export const programSteps: readonly StepKind[] = [
  { kind: 'permit', weight: 4, run: permit(([, how]) => pick(modes, how) ?? 'ask') },
  { kind: 'ask-token', weight: 8, run: askToken },
  { kind: 'hang-up', weight: 2, run: hangUp },
  {
    kind: 'question',
    weight: 6,
    run: (world, computer, [how]) => {
      computer.touchedAt = world.time.now();
      return answerQuestion(world, computer, how % 4 !== 0);
    },
  },
  { kind: 'keep-file', weight: 5, run: keepFile },
  {
    kind: 'forget-programs',
    weight: 1,
    run: (world, computer, n) => {
      computer.permitted.clear();
      return simply('forgetPrograms', 'forgets what programs may have', calls => calls.forgetPrograms(), {
        isWide: true,
      })(world, computer, n);
    },
  },
  {
    kind: 'programs-off',
    weight: 1,
    run: simply('saveSettings', 'switches programs off', calls => calls.saveSettings({ programs: false }), {
      isSudden: true,
    }),
  },
];
