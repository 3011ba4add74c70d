import { minuteMs, secondMs } from '../../../preload/contract/durations.ts';
import { DockpassError } from '../base/errors.ts';
import type { QuestionWindow } from '../ports/programs.ts';
import type { Clock } from '../ports/time.ts';

/** What one call asks a person for. */
interface Asking {
  /** An id; `anyAccount` where Dockpass has to be unlocked first. */
  readonly account: string;
  /** What the program says of itself; empty where it says nothing. */
  readonly program: string;
  /** A yes is for this question alone, or for the account until the next lock; or it only leads to unlocking. */
  readonly until: 'now' | 'locked' | 'unlocked';
  /** Raised: nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** Calls for one account that came together. */
interface Question {
  readonly number: number;
  readonly account: string;
  readonly until: Asking['until'];
  readonly programs: readonly string[];
  readonly calls: number;
}

/** Asks a person, one question at a time: programs that ask often must not wear anybody down. */
export interface Questions {
  /**
   * Resolves where a person allows it, or has unlocked Dockpass. Throws not-permitted, or locked where it stays so; busy
   * (reason: questions) where too many wait, and the signal's reason.
   */
  readonly ask: (asking: Asking) => Promise<void>;
  /** The question that is shown. The first look at it counts as the moment it was seen. */
  readonly seen: () => Question | undefined;
  /** A yes within a second after it was seen, and an answer to another question, do nothing. */
  readonly answer: (number: number, allows: boolean) => void;
  /** Whoever waits for it goes on. */
  readonly unlocked: () => void;
  /** Takes back what was allowed until the next lock. */
  readonly endGrants: () => void;
  /** The person decided about this account elsewhere: no yes and no refusal of before counts. */
  readonly forget: (account: string) => void;
}

interface QuestionsDeps {
  readonly questionWindow: QuestionWindow;
  /** A person wants to unlock Dockpass. */
  readonly onUnlock: () => void;
  readonly clock: Clock;
}

/** Unlocking is about all of them: one question for every call that needs it, whichever account it is for. */
export const anyAccount = '';

const sharedForMs = 200;
const wakesAfterMs = secondMs;
const shownForMs = minuteMs;
const refusalHoldsMs = minuteMs;
const mostWaiting = 500;
const mostNames = 5;

/** A call that waits, and how it goes on. */
interface Waiting {
  readonly program: string;
  readonly allow: () => void;
  readonly refuse: () => void;
}
interface Open {
  readonly number: number;
  readonly account: string;
  readonly until: Asking['until'];
  readonly waiting: Set<Waiting>;
  /** No call joins it any more. */
  isWhole: boolean;
  /** By the clock that nobody sets, ms. */
  seenAt?: number;
}

export const createQuestions = ({ questionWindow, onUnlock, clock }: QuestionsDeps): Questions => {
  const open: Open[] = [];
  const granted = new Set<string>();
  /** Account -> until when, by the clock that nobody sets. */
  const refused = new Map<string, number>();
  let shown: Open | undefined;
  let cancelLimit = (): void => {};
  let last = 0;

  const isRefused = (account: string): boolean => (refused.get(account) ?? 0) > clock.running();

  const limit = ({ number }: Open): void => {
    cancelLimit();
    cancelLimit = clock.alarm(clock.now() + shownForMs, () => answer(number, false));
  };
  const showNext = (): void => {
    if (shown !== undefined) return;
    shown = open.find(one => one.isWhole);
    if (shown === undefined) return;
    limit(shown);
    questionWindow.show();
  };
  const end = (one: Open): void => {
    const at = open.indexOf(one);
    if (at < 0) return;
    open.splice(at, 1);
    if (shown !== one) return;
    shown = undefined;
    cancelLimit();
    showNext();
    if (shown === undefined) questionWindow.close();
  };
  /** The answer of these; whoever waits is told when the list is whole again. */
  const resolve = (some: readonly Open[], how: 'allow' | 'refuse'): void => {
    const waiting = some.flatMap(one => [...one.waiting]);
    for (const one of some) one.waiting.clear();
    for (const one of some.filter(each => each !== shown)) end(one);
    if (shown !== undefined && some.includes(shown)) end(shown);
    for (const one of waiting) one[how]();
  };
  const answer = (number: number, allows: boolean): void => {
    const one = shown;
    if (one === undefined || one.number !== number) return;
    const ofAccount = open.filter(({ account }) => account === one.account);
    if (!allows) {
      refused.set(one.account, clock.running() + refusalHoldsMs);
      resolve(ofAccount, 'refuse');
      return;
    }
    if (one.seenAt === undefined || clock.running() < one.seenAt + wakesAfterMs) return;
    if (one.until === 'unlocked') {
      // Its window gives way to the passphrase, for which there is as much time again.
      limit(one);
      questionWindow.close();
      onUnlock();
      return;
    }
    if (one.until === 'locked') granted.add(one.account);
    resolve(one.until === 'locked' ? ofAccount : [one], 'allow');
  };

  /** The one that gathers calls for this account just now, or a new one. */
  const gathering = ({ account, until }: Asking): Open => {
    const joins = (one: Open): boolean => !one.isWhole || until === 'unlocked';
    const found = open.find(one => one.account === account && one.until === until && joins(one));
    if (found !== undefined) return found;
    last += 1;
    const made: Open = { number: last, account, until, waiting: new Set(), isWhole: false };
    open.push(made);
    clock.alarm(clock.now() + sharedForMs, () => {
      made.isWhole = true;
      showNext();
    });
    return made;
  };

  const wait = (asking: Asking): Promise<void> =>
    new Promise((allow, reject) => {
      const { program, signal } = asking;
      const one = gathering(asking);
      const stop = (): void => {
        one.waiting.delete(waiting);
        if (one.waiting.size === 0) end(one);
        reject(signal.reason);
      };
      const ended = (): void => signal.removeEventListener('abort', stop);
      const waiting: Waiting = {
        program,
        allow: () => {
          ended();
          allow();
        },
        refuse: () => {
          ended();
          reject(refusalOf(asking));
        },
      };
      signal.addEventListener('abort', stop, { once: true });
      one.waiting.add(waiting);
    });

  return {
    ask: async asking => {
      asking.signal.throwIfAborted();
      if (isRefused(asking.account)) throw refusalOf(asking);
      if (asking.until === 'locked' && granted.has(asking.account)) return;
      const count = open.reduce((sum, one) => sum + one.waiting.size, 0);
      if (count >= mostWaiting) throw new DockpassError('busy', { reason: 'questions' });
      await wait(asking);
    },
    seen: () => {
      if (shown === undefined) return undefined;
      shown.seenAt ??= clock.running();
      const { number, account, until, waiting } = shown;
      const names = [...waiting].map(({ program }) => program).filter(name => name !== '');
      return { number, account, until, programs: [...new Set(names)].slice(0, mostNames), calls: waiting.size };
    },
    answer,
    unlocked: () => {
      refused.delete(anyAccount);
      resolve(
        open.filter(({ until }) => until === 'unlocked'),
        'allow',
      );
    },
    endGrants: () => granted.clear(),
    forget: account => {
      granted.delete(account);
      refused.delete(account);
    },
  };
};

const refusalOf = ({ until }: Asking): DockpassError =>
  new DockpassError(until === 'unlocked' ? 'locked' : 'not-permitted');
