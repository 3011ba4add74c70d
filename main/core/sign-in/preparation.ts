import { minuteMs } from '../../../preload/contract/durations.ts';
import { toFailure } from '../base/errors.ts';
import type { Operation, Operations } from '../base/operations.ts';
import type { Log } from '../ports/log.ts';
import type { Clock } from '../ports/time.ts';
import type { Browser } from './sign-in-ports.ts';

interface PreparationDeps {
  readonly browser: Pick<Browser, 'prepare' | 'dropPrepared'>;
  readonly operations: Pick<Operations, 'run'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Throws locked. */
  readonly requireUnlocked: () => void;
}

/** What a sign-in begins with, made ready while its form is open: making it takes longer than the rest of a quick sign-in. */
export interface Preparation {
  /**
   * The panel says that a form which leads to a sign-in window is open, or is no longer. Said again it holds for another
   * minute; without that it is over.
   */
  readonly formOpen: (isOpen: boolean) => void;
}

/** As long as somebody may look at a form without touching it, ms. */
const heldMs = minuteMs;

export const createPreparation = (deps: PreparationDeps): Preparation => {
  const { browser, operations, clock, log } = deps;
  let underWay: { readonly end: () => void; readonly goOn: () => void } | undefined;

  const hold = ({ signal }: Operation): Promise<void> =>
    new Promise(resolve => {
      const end = (): void => {
        stopAlarm();
        underWay = undefined;
        browser.dropPrepared();
        resolve();
      };
      const goOn = (): void => {
        stopAlarm();
        stopAlarm = clock.alarm(clock.now() + heldMs, end);
        // Also where the last one was used: a sign-in that failed may be begun once more.
        browser.prepare();
      };
      let stopAlarm = (): void => {};
      // A lock, the end of a shift, and quitting.
      signal.addEventListener('abort', end, { once: true });
      underWay = { end, goOn };
      goOn();
    });

  const begin = async (): Promise<void> => {
    deps.requireUnlocked();
    await operations.run('preparation', [], hold);
  };

  return {
    formOpen: isOpen => {
      if (!isOpen) underWay?.end();
      else if (underWay !== undefined) underWay.goOn();
      // Nobody is told: a sign-in that finds nothing ready makes its own, or says itself what is in the way.
      else begin().catch(error => log.write('sign-in.not-prepared', { code: toFailure(error).code }));
    },
  };
};
