import type { Clock } from '../../core/ports/time.ts';
import type { SignInRequest } from '../../core/sign-in/sign-in-ports.ts';
import type { SignInWindow } from './sign-in-window.ts';

/** Shows a window that was opened hidden, once; nothing for any other. */
export function createReveal(
  { hiddenForMs }: SignInRequest['stay'],
  {
    base,
    focus,
  }: { readonly base: Pick<SignInWindow['base'], 'isDestroyed' | 'isVisible'>; readonly focus: () => void },
): () => void {
  let shown = hiddenForMs === undefined;
  return () => {
    if (!shown && !base.isDestroyed() && !base.isVisible()) focus();
    shown = true;
  };
}

/** A provider that knows the person sends on within that, and then there is nothing to see; ms. */
export const veiledMs = 100;

/** Shows a new window when its page does, and after a moment at the latest. The result stops that. */
export function unveilSoon(
  page: { readonly once: (event: 'did-navigate', listener: () => void) => unknown },
  unveil: () => void,
  clock: Clock,
): () => void {
  const stop = clock.alarm(clock.now() + veiledMs, unveil);
  page.once('did-navigate', unveil);
  return stop;
}

/** Ends a sign-in at its limit, and shows one that was begun hidden when its time for that is over. The result stops both. */
export function keepTime(
  { timeLimitMs, stay: { hiddenForMs } }: Pick<SignInRequest, 'timeLimitMs' | 'stay'>,
  clock: Clock,
  { end, reveal }: { readonly end: () => void; readonly reveal: () => void },
): () => void {
  const stopLimit = clock.alarm(clock.now() + timeLimitMs, end);
  const stopHiding = hiddenForMs === undefined ? () => {} : clock.alarm(clock.now() + hiddenForMs, reveal);
  return () => {
    stopLimit();
    stopHiding();
  };
}
