import { DockpassError } from '../../core/base/errors.ts';
import type { Log } from '../../core/ports/log.ts';
import type { SignInResult } from '../../core/sign-in/sign-in-ports.ts';

/** How a sign-in ends: with the provider's answer, or `cancelled` (a person closed it), `timed-out`, `bad-redirect`. */
export interface SignInOutcome {
  readonly hasEnded: () => boolean;
  readonly finish: (result: SignInResult, by: string) => void;
  readonly fail: (code: 'cancelled' | 'timed-out' | 'bad-redirect') => void;
}

export function createSignInOutcome(
  once: ResolveOnce<SignInResult>,
  log: Log,
  onCaptured: (result: SignInResult) => string | undefined,
): SignInOutcome {
  return {
    hasEnded: once.hasEnded,
    finish: (result, by) => {
      const keptSession = once.hasEnded() ? undefined : onCaptured(result);
      const whole = keptSession === undefined ? result : { ...result, keptSession };
      if (once.resolve(whole)) log.write('sign-in.captured', { kind: result.kind, by });
    },
    fail: code => {
      if (once.reject(new DockpassError(code))) log.write('sign-in.ended', { code });
    },
  };
}

/** A promise that ends once. `resolve` and `reject` answer whether this call was the one that ended it. */
interface ResolveOnce<T> {
  readonly promise: Promise<T>;
  readonly hasEnded: () => boolean;
  readonly resolve: (value: T) => boolean;
  readonly reject: (problem: Error) => boolean;
}

/** `onEnded` runs in the same turn as the first `resolve` or `reject`, and never again. */
export function createResolveOnce<T>(onEnded: () => void): ResolveOnce<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  let ended = false;
  const once = (end: () => void): boolean => {
    if (ended) return false;
    ended = true;
    end();
    onEnded();
    return true;
  };
  return {
    promise,
    hasEnded: () => ended,
    resolve: value => once(() => resolve(value)),
    reject: problem => once(() => reject(problem)),
  };
}
