import { accountOfPath, isReadable, settingsPath, withSettings, withValues } from './adapter.ts';
import type { Fate } from './computer/network.ts';
import { callEnds, toldToWindow } from './invariants.ts';
import { unlock } from './person.ts';
import { answerQuestion } from './programs.ts';
import type { StepKind } from './steps.ts';
import { type Computer, key, type World } from './world.ts';

// What the world does to a person's computer, while Dockpass runs there and while it does not.

const pick = <T>(some: readonly T[], number: number): T | undefined => some[number % some.length];
const seconds = [1, 3, 10, 25, 65, 300, 3600, 6 * 3600, 86_400, 7 * 86_400];

const exchange =
  (words: string, fate: readonly Fate[]): StepKind['run'] =>
  (world, _computer, [which, how]) => {
    const one = pick(world.network.underWay, which);
    if (one === undefined) return 'nothing is on its way';
    one.end(pick(fate, how) ?? 'answered');
    return `${words} ${new URL(one.request.url).pathname}`;
  };

/** Somebody types a code on another device; what this computer's panel shows of it holds no secret. */
const onDevice: StepKind['run'] = (world, _computer, [which, how]) => {
  for (const { running } of world.computers)
    world.report(toldToWindow(world.secrets.in(JSON.stringify(running?.program.deviceSignIns() ?? [])).length));
  const userCode = pick(world.providers.onDevices(), which);
  if (userCode === undefined) return 'no code waits to be typed';
  world.count('device');
  const allows = how % 8 !== 0;
  world.providers.decide(userCode, allows);
  return `types ${userCode} on another device, and ${allows ? 'allows it' : 'does not allow it'}`;
};

const passTime: StepKind['run'] = async (world, _computer, [which]) => {
  const forSeconds = pick(seconds, which) ?? 1;
  world.count('time');
  await world.pass(forSeconds * 1000, 60);
  return `${forSeconds} s pass`;
};

/** Only what comes next: a slow disk writes one file, an alarm rings. */
const moment: StepKind['run'] = async (world, _computer, [many]) => {
  await world.pass(3000, 1 + (many % 3));
  return 'a moment passes';
};

/** Until it is so, and no longer; two minutes at most. `watch` begins now. */
const until =
  (words: string, watch: (world: World) => () => boolean): StepKind['run'] =>
  async world => {
    const isSo = watch(world);
    await world.drain();
    for (let left = 40; left > 0 && !isSo(); left -= 1) await world.pass(3000, 1);
    return isSo() ? words : 'two minutes pass';
  };
/** A file of that kind is on the stick that was not there before. */
const isWritten =
  (isMeant: (path: string) => boolean) =>
  ({ stick: { files } }: World) => {
    const before = new Set(files.keys());
    return (): boolean => [...files.keys()].some(path => isMeant(path) && !before.has(path));
  };
const isBegun = ({ backupsBegun }: World) => {
  const before = backupsBegun();
  return (): boolean => backupsBegun() > before;
};
const isStaged = (path: string): boolean => path.endsWith('.staged');
const isNamed = (path: string): boolean => !isStaged(path);

/** More than ever wait in a world. */
const mostQuestions = 30;

/** Everything under way comes to its end, and a minute more. */
const quiet: StepKind['run'] = async (world, _computer, [how]) => {
  const begunAt = world.operations();
  for (let round = 0; round < 6; round += 1) {
    for (const window of [...world.windows]) world.answerWindow(window, how);
    for (const userCode of world.providers.onDevices()) world.providers.decide(userCode, how % 3 !== 0);
    for (const one of world.computers) answerQuestion(world, one, how % 2 === 0);
    await world.pass(21_000, 60);
    if (world.calls.size === 0 && world.network.underWay.length === 0) break;
  }
  await world.pass(61_000, 60);
  // Each question stands for a minute at most, and each waits for the one before it.
  const isAsked = () => world.computers.some(({ running }) => running?.program.programs.question() !== undefined);
  for (let round = 0; round < mostQuestions && isAsked(); round += 1) await world.pass(61_000, 60);
  await world.checks().afterStep();
  await world.checks().everything(true);
  const isHeldUp = world.computers.some(
    ({ clock, keychain: { state }, disk }) => clock.isAsleep() || state === 'locked' || disk.waiting() > 0,
  );
  // After losses it may be minutes before the server is asked once more.
  const isAskedAgain = world.computers.some(({ running }) => (running?.program.deviceSignIns().length ?? 0) > 0);
  const hasNothingToCome =
    !isAskedAgain && !isHeldUp && world.network.underWay.length === 0 && world.windows.length === 0;
  if (hasNothingToCome && world.stick.waiting() === 0)
    world.report(callEnds([...world.calls].filter(({ at }) => at <= begunAt).map(({ kind }) => kind)));
  return 'nothing more is done for a while';
};

const network: StepKind['run'] = (world, computer, [which, how]) => {
  computer.isOnline = pick([!computer.isOnline, true, false], which) === true;
  world.count('network');
  if (!computer.isOnline)
    for (const one of world.network.underWay.filter(({ computer: at }) => at === computer.index))
      one.end(how % 2 === 0 ? 'lost-before' : 'lost-after');
  computer.running?.signal(computer.isOnline ? 'online' : 'offline');
  return computer.isOnline ? 'the network is back' : 'the network is gone';
};

const sleep: StepKind['run'] = async (world, computer, [which]) => {
  if (computer.clock.isAsleep()) return 'sleeps on';
  world.count('sleep');
  computer.running?.signal('suspend');
  computer.grantsEndedAt = world.operations();
  await world.drain();
  computer.clock.sleep();
  await world.pass((pick(seconds, which) ?? 1) * 1000, 60);
  computer.clock.wake();
  computer.running?.signal('resume');
  world.count('sleep');
  return `sleeps for ${pick(seconds, which)} s`;
};

const setClock: StepKind['run'] = (world, computer, [which, back]) => {
  const ms = (pick(seconds, which) ?? 1) * 1000 * (back % 2 === 0 ? -1 : 1);
  computer.clock.setBy(ms);
  world.count('clock set');
  return `the clock is set by ${ms / 1000} s`;
};

const diskState: StepKind['run'] = (world, computer, [which, where]) => {
  const disk = where % 4 === 0 ? world.stick : computer.disk;
  const state = pick(['full', 'ok', 'ok', 'read-only', 'ok'] as const, which) ?? 'ok';
  disk.state = state;
  world.count('disk');
  return `the ${where % 4 === 0 ? 'stick' : 'disk'} is ${state}`;
};

const keychain: StepKind['run'] = (world, computer, [which]) => {
  const what = pick(['locked', 'ok', 'ok', 'reset', 'missing', 'ok'] as const, which) ?? 'ok';
  if (what === 'reset') loseKey(world, computer);
  else computer.keychain.state = what;
  computer.keychainLostBy = computer.running?.number ?? 0;
  world.count('keychain');
  return `the keychain is ${what}`;
};

/** A backup that is being taken in may replace what nobody can open any more, also where a kill ends that before it is told. */
const loseKey = (world: World, computer: Computer): void => {
  computer.keychain.key += 1;
  if (![...world.calls].some(one => one.kind === 'takeBackup' && one.computer === computer.index)) return;
  for (const name of [...world.claims.keys()]) if (name.startsWith(key(computer, ''))) world.claims.delete(name);
};

/** What was broken, full, pulled or locked works again; what was well stays so, and is no operation. */
const mend: StepKind['run'] = async (world, computer) => {
  const { disk, keychain } = computer;
  // Only of a computer that never had one, what is missing is nothing that broke.
  const mended = world.config.storage === 'session-only' && keychain.state === 'missing' ? 'missing' : 'ok';
  for (const one of [disk, world.stick]) {
    if (one.state !== 'ok') world.count('disk');
    one.state = 'ok';
  }
  if (world.stick.isAway) world.count('stick');
  if (keychain.state !== mended) world.count('keychain');
  world.stick.isAway = false;
  keychain.state = mended;
  if (!computer.isOnline) await network(world, computer, [0, 0, 0]);
  if (computer.running?.program.lock() === 'locked') await unlock(world, computer, [1, 0, 0]);
  return 'everything works again';
};

/** While Dockpass does not run, somebody or something changes a file. */
const damage: StepKind['run'] = (world, computer, [which, whom]) => {
  world.count('kill');
  world.kill(computer);
  const { files } = computer.disk;
  const path = pick(
    [...files.keys()].filter(one => accountOfPath(one) !== undefined),
    whom,
  );
  const words = change(world, computer, files, which, path);
  world.start(computer);
  return words;
};

/** Nobody can be told what is in a file that somebody else altered, before it is opened. */
const forget = (world: World, computer: Computer, path: string): void => {
  const name = key(computer, accountOfPath(path) ?? '');
  world.claims.delete(name);
  world.altered.add(name);
};

const change = (
  world: World,
  computer: Computer,
  files: Map<string, string>,
  which: number,
  path: string | undefined,
): string => {
  const text = files.get(path ?? '');
  switch (which % 5) {
    case 0:
      files.set(settingsPath, '{');
      return 'the settings file is damaged';
    case 1:
      files.set(settingsPath, withSettings(undefined, { keeping: 'session-only' }));
      return 'an old settings file comes back that says: this session only';
    case 2:
      files.delete(settingsPath);
      return 'the settings file is gone';
    case 3: {
      if (path === undefined || text === undefined || !isReadable(path, text)) return 'no file to edit';
      const edited = withValues(text, values => {
        for (const name of ['tokenAddress', 'verifyAddress', 'userinfoAddress'])
          if (URL.canParse(values[name] ?? '')) values[name] = `${new URL(values[name] ?? '').origin}/elsewhere`;
      });
      files.set(path, edited);
      forget(world, computer, path);
      return `the addresses in ${path} are edited`;
    }
    default: {
      if (path === undefined || text === undefined) return 'no file to damage';
      files.set(path, text.slice(0, text.length / 2));
      forget(world, computer, path);
      // Nobody can tell any more that it was removed.
      world.removed.delete(key(computer, accountOfPath(path) ?? ''));
      return `${path} is cut in half`;
    }
  }
};

export const outsideSteps: readonly StepKind[] = [
  { kind: 'answer', weight: 16, run: exchange('an answer comes:', ['answered']) },
  { kind: 'loss', weight: 4, run: exchange('an answer is lost:', ['lost-before', 'lost-after', 'down', 'pause']) },
  {
    kind: 'act',
    weight: 4,
    run: (world, _computer, [which]) => {
      const one = pick(world.network.underWay, which);
      if (one !== undefined) world.network.act(one);
      return one === undefined ? 'nothing is on its way' : `the server acts: ${new URL(one.request.url).pathname}`;
    },
  },
  {
    kind: 'window',
    weight: 10,
    run: (world, _computer, [which, how]) => {
      const window = pick(world.windows, which);
      if (window === undefined) return 'no window is open';
      world.count('window answered');
      world.answerWindow(window, how);
      return `fills in the sign-in window${how % 8 === 0 ? ': cancels it' : how % 8 === 1 ? ': denies' : ''}`;
    },
  },
  { kind: 'device', weight: 6, run: onDevice },
  { kind: 'time', weight: 14, run: passTime },
  { kind: 'moment', weight: 10, run: moment },
  { kind: 'until-writing', weight: 0.5, run: until('a backup is being written', isBegun) },
  { kind: 'until-staged', weight: 0.5, run: until('a backup is written, and has no name yet', isWritten(isStaged)) },
  { kind: 'until-named', weight: 0.5, run: until('a backup gets its name', isWritten(isNamed)) },
  { kind: 'quiet', weight: 2, run: quiet },
  { kind: 'network', weight: 2, run: network },
  { kind: 'sleep', weight: 2, run: sleep },
  { kind: 'clock', weight: 2, run: setClock },
  {
    kind: 'screen',
    weight: 3,
    run: (world, computer, [how]) => {
      world.count('screen');
      if (how % 2 === 0) computer.grantsEndedAt = world.operations();
      computer.running?.signal(how % 2 === 0 ? 'lock' : 'unlock');
      return how % 2 === 0 ? 'locks the screen' : 'unlocks the screen';
    },
  },
  { kind: 'disk', weight: 4, run: diskState },
  {
    kind: 'slow',
    weight: 1,
    run: (world, computer, [how, where]) => {
      const disk = where % 2 === 0 ? world.stick : computer.disk;
      disk.isSlow = how % 2 === 0;
      return `the ${where % 2 === 0 ? 'stick' : 'disk'} is ${disk.isSlow ? 'slow' : 'quick'}`;
    },
  },
  {
    kind: 'stick',
    weight: 2,
    run: (world, _computer, [how]) => {
      world.stick.isAway = pick([!world.stick.isAway, true, false], how) === true;
      world.count('stick');
      return world.stick.isAway ? 'the stick is pulled' : 'the stick is back';
    },
  },
  { kind: 'keychain', weight: 2, run: keychain },
  { kind: 'mend', weight: 0, run: mend },
  { kind: 'damage', weight: 2, run: damage },
  {
    kind: 'kill',
    weight: 2,
    run: (world, computer, [pulls]) => {
      world.count('kill');
      world.kill(computer);
      if (pulls % 4 === 0) world.stick.isAway = true;
      world.start(computer);
      return `Dockpass is killed, and started again${pulls % 4 === 0 ? ' without the stick' : ''}`;
    },
  },
  {
    kind: 'cut',
    weight: 2,
    run: (world, computer, [writes]) => {
      computer.disk.cutBefore = 1 + (writes % 5);
      world.count('cut');
      return `is cut off before its ${1 + (writes % 5)}. write from now`;
    },
  },
  {
    kind: 'other-clipboard',
    weight: 1,
    run: (world, computer) => {
      computer.clipboard = { text: 'something else', program: 0 };
      world.count('other clipboard');
      return 'another program writes to the clipboard';
    },
  },
];
