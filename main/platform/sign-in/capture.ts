import type { Trail } from '../../core/oauth/answer-author.ts';
import type { Clock } from '../../core/ports/time.ts';
import type { SignInRequest, SignInResult } from '../../core/sign-in/sign-in-ports.ts';
import { originOf } from './page-address.ts';

/** Where an address was seen. It is logged; the address never is. */
type SeenBy =
  | 'redirect'
  | 'navigation'
  | 'before-redirect'
  | 'in-page'
  | 'committed'
  | 'failed-load'
  | 'form-post'
  | 'new-window';

export interface CaptureDeps extends Pick<SignInRequest, 'read' | 'otherAddress'> {
  readonly clock: Clock;
  readonly hasEnded: () => boolean;
  readonly onResult: (result: SignInResult, seenBy: SeenBy) => void;
  /** The redirect address was loaded and nothing came of it. */
  readonly onNothing: () => void;
  /** `stays`: the page is not let go there, so the address is all there is to show. */
  readonly onOtherAddress: (address: string, stays: boolean) => void;
}

export interface Capture {
  /**
   * Shows an address to the core, and how the page came there. The first one that carries a result settles the sign-in.
   * `stop`: the navigation must not happen.
   */
  readonly checkRedirect: (url: string, seenBy: SeenBy, trail: Trail) => 'go' | 'stop';
  /** Whether this is the redirect address, with or without a result on it. */
  readonly isHere: (url: string) => boolean;
  /** Whether a frame inside a page may go there: the redirect address is for main frames only, and never read in one. */
  readonly mayFrame: (url: string) => boolean;
  /** A main frame shows this address now: the wait for a result starts or ends. */
  readonly arrived: (url: string) => void;
  readonly dispose: () => void;
}

/** How long the page at the redirect address may take to come up with a result. */
export const waitForResultMs = 10_000;

/** Decides about every address a sign-in's pages go to. It knows nothing of Electron. */
export function createCapture(ports: CaptureDeps): Capture {
  let stopWaiting: (() => void) | undefined;
  const dispose = (): void => {
    stopWaiting?.();
    stopWaiting = undefined;
  };
  return {
    checkRedirect: (url, seenBy, trail) => {
      if (ports.hasEnded()) return 'stop';
      const reading = ports.read(url, trail);
      if (reading.kind === 'nothing-yet') return 'go';
      if (reading.kind === 'elsewhere') {
        const from = originOf(trail.at(-1) ?? '');
        const byRedirect = seenBy === 'redirect' || seenBy === 'before-redirect';
        const other = ports.otherAddress(url, from, byRedirect);
        if (other === undefined) return 'go';
        // Whoever sent the page there knows the answer already: its own page may be shown, and may go on from there.
        const stays = originOf(other) !== from;
        ports.onOtherAddress(other, stays);
        return stays ? 'stop' : 'go';
      }
      dispose();
      ports.onResult(reading, seenBy);
      return 'stop';
    },
    isHere: url => ports.read(url, []).kind !== 'elsewhere',
    mayFrame: url => ports.read(url, []).kind === 'elsewhere',
    arrived: url => {
      dispose();
      if (ports.hasEnded() || ports.read(url, []).kind !== 'nothing-yet') return;
      stopWaiting = ports.clock.alarm(ports.clock.now() + waitForResultMs, ports.onNothing);
    },
    dispose,
  };
}
