import type { Progress } from '../../preload/contract/events.ts';

/** What is over sooner is not shown: it would only flicker. */
const shownAfterMs = 500;

interface SlowProgressDeps {
  readonly show: (progress: Progress | null) => void;
  readonly startTimer: (run: () => void, delayMs: number) => number;
  readonly stopTimer: (timer: number) => void;
}

/** Takes each word of progress, and shows it from half a second after the first one on, until there is null. */
export const createSlowProgress = ({ show, startTimer, stopTimer }: SlowProgressDeps) => {
  let latest: Progress | null = null;
  let timer: number | undefined;
  let isShown = false;
  const tell = (progress: Progress | null): void => {
    latest = progress;
    if (progress === null) {
      if (timer !== undefined) stopTimer(timer);
      timer = undefined;
      if (isShown) show(null);
      isShown = false;
    } else if (isShown) show(progress);
    else
      timer ??= startTimer(() => {
        isShown = true;
        show(latest);
      }, shownAfterMs);
  };
  return { tell };
};

/** As it is read out: a word at each tenth, and not at every account. */
export const inTenths = ({ done, of }: Progress): Progress => {
  const tenth = Math.ceil(of / 10);
  return { done: done === of ? of : Math.floor(done / tenth) * tenth, of };
};
