import { createDraws, type Draws } from '../faults/draws.ts';
import type { Step } from './steps.ts';

// What chance alone brings too seldom: two things of any kinds at once, each where it means something, and short plots in
// which several things have to come in one order, about one account.

/** What a seed draws, and the first of it: whether its world has a thousand accounts. */
export const drawWorld = (seed: number): { readonly draws: Draws; readonly isGiant: boolean } => {
  const draws = createDraws(`world ${seed}`);
  return { draws, isGiant: draws.below(100) === 0 };
};

/** A step of a plot; without a kind, any one. `n`: what is not left to chance, by place. */
interface Beat {
  readonly kind?: string;
  readonly n?: Readonly<Record<number, number>>;
  /** The next one comes before anything follows of it. */
  readonly hurries?: true;
}

/** Where the numbers of a step are. Before them comes the computer, after them whether it waits. */
const [first, second, third] = [1, 2, 3];

const hurried = (beat: Beat): Beat => ({ ...beat, hurries: true });
const anything: Beat = {};
const well: Beat = { kind: 'mend' };
const aMoment: Beat = { kind: 'moment', n: { [first]: 0 } };
const aSecond: Beat = { kind: 'time', n: { [first]: 0 } };
const seconds: Beat = { kind: 'time', n: { [first]: 2 } };
const slowDisk: Beat = { kind: 'slow', n: { [first]: 0, [second]: 1 } };
const slowStick: Beat = { kind: 'slow', n: { [first]: 0, [second]: 0 } };
const pulled: Beat = { kind: 'stick', n: { [first]: 1 } };
const back: Beat = { kind: 'stick', n: { [first]: 2 } };
const diskIsFull: Beat = { kind: 'disk', n: { [first]: 0, [second]: 1 } };
const diskIsWell: Beat = { kind: 'disk', n: { [first]: 1, [second]: 1 } };
const networkIsBack: Beat = { kind: 'network', n: { [first]: 1 } };
const networkIsGone: Beat = { kind: 'network', n: { [first]: 2 } };
const moving: Beat = { kind: 'write-backup', n: { [second]: 0, [third]: 0 }, hurries: true };
/** Of every other account, the even ones or the odd ones. */
const half = (which: 0 | 1): Beat => ({
  kind: 'write-backup',
  n: { [first]: which, [second]: 0, [third]: 1 },
  hurries: true,
});
const copying: Beat = { kind: 'write-backup', n: { [second]: 1, [third]: 0 } };
const opening: Beat = { kind: 'open-backup', n: { [second]: 1 } };
const fillIn: Beat = { kind: 'window', n: { [first]: 0, [second]: 2 } };
const signIn: Beat = { kind: 'connect', n: { [first]: 0, [third]: 1 } };
/** Of the one provider that signs out everywhere. */
const endsSessions: Beat = { kind: 'connect', n: { [first]: 3, [third]: 1 } };
/** Of a provider that names where it revokes; it is asked for that before its window opens, and not left for another device. */
const revocable: readonly Beat[] = [
  { kind: 'connect', n: { [first]: 2, [third]: 1 } },
  seconds,
  { kind: 'window', n: { [first]: 0, [second]: 3 } },
  seconds,
];
/** Of a provider that has a code typed on another device. */
const byDevice: Beat = { kind: 'connect', n: { [first]: 9, [third]: 1 } };
const connected: readonly Beat[] = [signIn, fillIn, seconds];
const keychainIsLocked: Beat = { kind: 'keychain', n: { [first]: 0 } };
const keychainIsWell: Beat = { kind: 'keychain', n: { [first]: 1 } };
/** Of each account in the file: what is here is replaced. */
const replacing: Beat = { kind: 'take-backup', n: { [first]: 2 } };

/** Killed, and started again: what comes next comes while it starts. */
const starts: Beat = { kind: 'kill', n: { [first]: 1 }, hurries: true };

/** The stick is pulled while tokens move there: the row asks where they are. */
const asks: readonly Beat[] = [slowStick, moving, { kind: 'until-staged' }, pulled, seconds, seconds];

/** Ask each time, until locked, or always. */
const permitting = (mode: 0 | 1 | 2): Beat => ({ kind: 'permit', n: { [second]: mode } });
const asking: Beat = { kind: 'ask-token', n: { [second]: 1 } };
const looks: Beat = { kind: 'question', n: { [first]: 1 } };
const isAsked: readonly Beat[] = [permitting(0), seconds, hurried(asking), seconds, looks, seconds];
const saysYes: Beat = looks;
const hangsUp: Beat = { kind: 'hang-up', hurries: true };
const keeping: Beat = { kind: 'keep-file', n: { [second]: 1 } };

const plots: readonly (readonly Beat[])[] = [
  // The disk refuses a sign-in, while a renewal by the tokens of before is on its way.
  [...connected, { kind: 'renew' }, { kind: 'reconnect' }, diskIsFull, fillIn, seconds, diskIsWell, { kind: 'quiet' }],
  // A person says it, whatever else is under way.
  [...connected, ...asks, back, anything, { kind: 'decide-move', hurries: true }, anything],
  // Where that can be asked for, it is, twice, while a backup is written.
  [
    endsSessions,
    endsSessions,
    seconds,
    slowStick,
    hurried(copying),
    aMoment,
    { kind: 'sign-out-everywhere', hurries: true },
    { kind: 'sign-out-everywhere', hurries: true },
    anything,
  ],
  // Tokens end at their provider while they are renewed, or with the shift, and anything happens.
  [...revocable, { kind: 'renew', hurries: true }, { kind: 'revoke', hurries: true }, anything],
  [...revocable, { kind: 'revoke' }, anything, seconds, { kind: 'reconnect' }, fillIn, seconds],
  [...revocable, { kind: 'end-of-shift', n: { [second]: 0 }, hurries: true }, anything, seconds],
  [...revocable, { kind: 'remove', n: { [second]: 0 } }, anything, { kind: 'time', n: { [first]: 4 } }],
  // A move was interrupted once its file had its name: nobody ends what is in there.
  [
    ...[...revocable, slowDisk, moving],
    ...[{ kind: 'until-named' }, { kind: 'kill', n: { [first]: 0 } }, seconds, { kind: 'revoke' }, anything],
  ],
  // Somebody signs in while the tokens of before move.
  [...connected, slowStick, moving, { kind: 'until-staged' }, { kind: 'reconnect' }, fillIn, seconds, seconds],
  // The shift ends while tokens move: at any moment, or while their file is being written.
  [...connected, slowStick, moving, aMoment, { kind: 'end-of-shift' }, seconds],
  [well, ...connected, slowStick, moving, { kind: 'until-writing' }, { kind: 'end-of-shift' }, seconds, seconds],
  // Some accounts move, others do something else meanwhile, or move as well.
  [
    ...connected,
    ...connected,
    copying,
    seconds,
    opening,
    seconds,
    slowDisk,
    half(0),
    aMoment,
    { kind: 'edit', hurries: true },
    { kind: 'take-backup', hurries: true },
    half(1),
    { kind: 'sign-out-everywhere', hurries: true },
    anything,
  ],
  // A program waits for a person, or for a fresh token, and anything happens.
  [...connected, ...isAsked, hurried(saysYes), anything],
  [...connected, permitting(2), { kind: 'time', n: { [first]: 8 } }, hurried(asking), anything, anything],
  [
    ...connected,
    permitting(1),
    seconds,
    hurried(asking),
    seconds,
    looks,
    seconds,
    saysYes,
    anything,
    hurried(asking),
    seconds,
  ],
  // Dockpass starts on a slow disk: the accounts are known already, and a program asks, or anything happens.
  [...[...connected, permitting(0), seconds, slowDisk, starts, aMoment], ...[asking, aSecond, looks, aSecond, saysYes]],
  [
    ...[...connected, permitting(0), seconds, slowDisk, starts, aMoment],
    ...[hurried(anything), hurried(asking), hangsUp, anything],
  ],
  // A file waits for a fresh token while Dockpass starts; anything happens, and details are copied.
  [
    ...[...connected, seconds, keeping, seconds, { kind: 'sleep', n: { [first]: 8 } }],
    ...[{ kind: 'kill', n: { [first]: 1 } }, hurried(anything), { kind: 'details', n: { [second]: 1 } }],
  ],
  // One file names two accounts, and only one of them is asked about.
  [
    ...connected,
    ...connected,
    { kind: 'permit', n: { [first]: 0, [second]: 2 } },
    { kind: 'permit', n: { [first]: 1, [second]: 0 } },
    { kind: 'ask-token', n: { [first]: 0, [second]: 4 } },
    seconds,
    looks,
    { kind: 'remove', n: { [first]: 0 } },
    seconds,
    saysYes,
  ],
  // A file is kept by a token that nobody can renew any more, or on a disk that comes and goes.
  [...connected, keeping, { kind: 'time', n: { [first]: 8 } }, anything, { kind: 'remove' }, seconds],
  [...connected, keeping, diskIsFull, { kind: 'renew' }, seconds, anything, diskIsWell, { kind: 'quiet' }],
  // The keychain is locked while a file without refresh tokens replaces what is here, and answers again later.
  [
    ...connected,
    copying,
    seconds,
    opening,
    seconds,
    keychainIsLocked,
    replacing,
    seconds,
    keychainIsWell,
    { kind: 'time', n: { [first]: 4 } },
    { kind: 'quiet' },
  ],
  // A file was kept by the program before this one, which cannot write it anew without a network, and nobody keeps it any more.
  ...[{ kind: 'keep-file', n: { [second]: 0 } }, { kind: 'remove' }, { kind: 'forget-programs' }].map(gone => [
    ...[...connected, keeping, seconds, networkIsGone, { kind: 'time', n: { [first]: 8 } }],
    ...[{ kind: 'kill', n: { [first]: 1 } }, seconds, gone, seconds, { kind: 'quiet' }, networkIsBack],
  ]),
  // What this disk is to keep of a move never comes there: tokens are used here or lie in the file, and not both.
  [
    ...[...connected, { kind: 'quiet' }, { kind: 'cut', n: { [first]: 1 } }, moving, seconds],
    ...[{ kind: 'kill', n: { [first]: 1 } }, seconds, { kind: 'renew' }, seconds],
  ],
  // A backup that moves tokens has its name, and what comes before they are dropped here comes without the stick.
  [
    ...connected,
    slowDisk,
    moving,
    { kind: 'until-named' },
    { kind: 'kill', n: { [first]: 0 } },
    seconds,
    { kind: 'renew' },
    anything,
    back,
    { kind: 'decide-move', hurries: true },
    anything,
  ],
];

const onItsWay: readonly Beat[] = [{ kind: 'renew' }, { kind: 'check' }];
/** What there has to be for a step of this kind to do anything. */
const before: Readonly<Record<string, readonly Beat[]>> = {
  'take-backup': [copying, seconds, opening, seconds],
  'open-backup': [copying, seconds],
  'take-list': [{ kind: 'open-list' }, seconds],
  'undo-remove': [{ kind: 'remove' }, aMoment],
  'decide-move': [...asks, back],
  'choose-organization': connected,
  'move-account': connected,
  revoke: revocable,
  'sign-out-everywhere': [endsSessions, seconds],
  device: [byDevice, seconds],
  'change-passphrase': [{ kind: 'choose-storage', n: { [first]: 0 } }, seconds],
  'ask-token': [permitting(0), seconds],
  question: isAsked,
  'hang-up': [permitting(0), seconds, hurried(asking)],
  'keep-file': connected,
  window: [signIn],
  answer: onItsWay,
  loss: onItsWay,
  act: onItsWay,
};

const anyNumber = (draws: Draws): number => draws.below(1_000_000);
/** `whom`: the computer and the account that all of it is about. */
const draw = (
  draws: Draws,
  beats: readonly Beat[],
  kinds: readonly string[],
  [where, whom]: readonly [number, number] = [anyNumber(draws), anyNumber(draws)],
): readonly Step[] =>
  beats.map(({ kind, n = {}, hurries }) => {
    const drawn = [where, whom, anyNumber(draws), anyNumber(draws), hurries === true ? 0 : 1];
    return { kind: kind ?? kindOf(draws, kinds), n: drawn.map((one, at) => n[at] ?? one) };
  });
const kindOf = (draws: Draws, kinds: readonly string[]): string => kinds[draws.below(kinds.length)] ?? 'time';

/** A plot, about one computer and one account, with any of these kinds beside its own. */
export const drawPlot = (draws: Draws, kinds: readonly string[]): readonly Step[] =>
  draw(draws, plots[draws.below(plots.length)] ?? [], kinds);

/** What hardly ever does anything, and so is drawn more often. */
const seldom = [
  ...[
    'sign-out-everywhere',
    'sign-out-everywhere',
    'revoke',
    'revoke',
    'undo-remove',
    'undo-remove',
    'take-backup',
    'write-backup',
  ],
  ...['change-passphrase', 'choose-storage', 'choose-organization', 'edit', 'close-backup'],
  ...['write-backup', 'loss', 'try-now', 'close-backup', 'clear-clipboard', 'lock', 'window', 'show', 'loss'],
  ...['try-now', 'loss', 'unlock', 'clear-clipboard', 'decide-move'],
  ...['ask-token', 'ask-token', 'permit', 'keep-file', 'keep-file', 'forget-programs'],
  ...['question', 'question', 'question', 'hang-up', 'hang-up', 'hang-up'],
];

/** What takes no time meets only what lasts already. */
const takesNoTime = [
  ...['act', 'answer', 'loss', 'window', 'device', 'network', 'clock', 'screen', 'disk', 'stick', 'keychain', 'cut'],
  ...['other-clipboard', 'settings', 'reset-settings', 'form', 'programs-off', 'question', 'hang-up', 'sleep', 'time'],
];

/** Two to five steps of these kinds at once. */
export const drawTogether = (draws: Draws, kinds: readonly string[]): readonly Step[] => {
  const known = [...kinds, ...seldom.filter(one => kinds.includes(one))];
  const drawn = Array.from({ length: 2 + draws.below(4) }, () => kindOf(draws, known));
  return together(draws, drawn, kinds);
};

/** They only let time pass, or change how long things take: nothing meets them. */
const meetNothing = ['moment', 'until-writing', 'until-staged', 'until-named', 'quiet', 'slow'];
/** How often worlds are about a kind, beside the others: what hardly ever meets anything by chance. */
const shares: Readonly<Record<string, number>> = {
  ...{ revoke: 9, device: 7, question: 15, 'move-account': 4, 'take-list': 5, details: 8, copy: 6 },
  ...{ 'decide-move': 4, 'open-backup': 4, 'choose-organization': 3, 'change-passphrase': 3, 'choose-storage': 2 },
  ...{ network: 3, keychain: 3, sleep: 3, quit: 6, kill: 3, loss: 4, clock: 2, screen: 2, cut: 4, disk: 2, stick: 3 },
  ...{
    'open-list': 2,
    'write-list': 3,
    'close-backup': 3,
    'clear-clipboard': 2,
    'forget-programs': 2,
    'hang-up': 2,
    'other-clipboard': 4,
  },
  ...{ pin: 2, rename: 2, groups: 2, 'undo-remove': 2, remove: 2, 'try-now': 2, 'reset-settings': 4, show: 5 },
  ...{ 'keep-file': 4, 'sign-out-everywhere': 3, 'refresh-organizations': 2, lock: 2, 'take-backup': 3 },
};
/** A kind for a meeting, by its share. */
export const drawMet = (draws: Draws, kinds: readonly string[]): string => {
  const meet = kinds.filter(kind => !meetNothing.includes(kind));
  let at = draws.below(meet.reduce((sum, kind) => sum + (shares[kind] ?? 1), 0));
  return (
    meet.find(kind => {
      at -= shares[kind] ?? 1;
      return at < 0;
    }) ?? 'time'
  );
};

/** This kind and one or two others at once, in any order: often where all is well, and on a disk where most things last. */
export const drawMeeting = (draws: Draws, one: string, kinds: readonly string[]): readonly Step[] => {
  const others = Array.from({ length: 1 + draws.below(2) }, () => drawMet(draws, kinds));
  const where = anyNumber(draws);
  return [
    ...(draws.below(4) > 0 ? draw(draws, [well], kinds, [where, 0]) : []),
    ...(draws.below(2) === 0 ? draw(draws, [slowDisk], kinds, [where, 0]) : []),
    ...together(draws, draws.below(2) === 0 ? [one, ...others] : [...others, one], kinds, where),
  ];
};

/** At once, after what they need, on one computer; now and then each a moment after the one before. */
const together = (
  draws: Draws,
  drawn: readonly string[],
  kinds: readonly string[],
  where = anyNumber(draws),
): readonly Step[] => {
  const isSudden = (kind: string): boolean => takesNoTime.includes(kind);
  const some = [...drawn.filter(kind => !isSudden(kind)), ...drawn.filter(isSudden)];
  const all = (beats: readonly Beat[]): readonly Step[] => draw(draws, beats, kinds, [where, anyNumber(draws)]);
  const needed = some.flatMap(kind => all(before[kind] ?? []));
  const last = some.length - 1;
  const between: readonly Beat[] = draws.below(4) === 0 ? [aMoment] : [];
  return [
    ...(draws.below(4) === 0 ? all(connected) : []),
    ...needed,
    ...some.flatMap((kind, at) => all(at === last ? [{ kind }] : [{ kind, hurries: true }, ...between])),
  ];
};
