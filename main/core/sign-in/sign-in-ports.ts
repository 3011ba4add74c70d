import type { Trail } from '../oauth/answer-author.ts';
import type { PastedReading, RedirectReading } from '../oauth/redirect.ts';

/** The world as a sign-in asks for it; like `ports.ts`. */

/** What the sign-in window is asked to do. */
export interface SignInRequest {
  readonly key: string;
  readonly providerName: string;
  readonly authorizationUrl: string;
  /** The account's own origins, the only ones that the person's own browser is sent to. */
  readonly origins: readonly string[];
  /**
   * Begins, or begins again, the sign-in in the person's own browser. `comesBack`: the answer arrives through
   * `onResult`; otherwise a person pastes it.
   */
  readonly toOwnBrowser: (
    onResult: (result: SignInResult) => void,
  ) => Promise<{ readonly authorizationUrl: string; readonly comesBack: boolean }>;
  /** The provider lets people sign in on another device, too. */
  readonly mayUseDevice: boolean;
  /** Every address that may carry the result is shown to this, and how a page came there; the first reading that settles wins. */
  readonly read: (url: string, trail: Trail) => RedirectReading;
  /** A pasted address, or a bare token. */
  readonly readPasted: (text: string) => PastedReading;
  /** The address, without query or fragment, when the provider sent its answer elsewhere; `byRedirect`, or by a page. */
  readonly otherAddress: (url: string, fromOrigin: string, byRedirect: boolean) => string | undefined;
  /** Takes the other address from now on. */
  readonly takeOtherAddress: (address: string) => void;
  /** The end (epoch ms) of a day (`2027-03-01`) that a token may be good until; undefined for any other. */
  readonly dayAhead: (isoDate: string) => number | undefined;
  /** Until when a token that was made just now is usually good (`2027-03-01`), where the provider documents it. */
  readonly usualGoodUntil?: string;
  readonly sessionOnly: boolean;
  readonly timeLimitMs: number;
  readonly stay: StaySignedIn;
  /** Raised, the sign-in ends as cancelled and its window goes. */
  readonly signal: AbortSignal;
}
/** Whether and where the provider's page knows the person again. */
export interface StaySignedIn {
  /** The session kept from the last sign-in, by name; without it the sign-in starts from nothing. */
  readonly kept?: string;
  /** The person may choose to stay signed in: never without a keyring. */
  readonly offered: boolean;
  /** With a kept session: how long to try without showing a window. */
  readonly hiddenForMs?: number;
}
export type SignInResult = (
  | Extract<PastedReading, { readonly kind: 'token' | 'code' | 'refused' | 'invalid' | 'bare-token' }>
  /** A person goes on on another device. */
  | { readonly kind: 'other-device' }
) & {
  /** A date the person gave for a bare token. */
  readonly goodUntilAt?: number;
  /** The session that stays signed in, where the person wants that. */
  readonly keptSession?: string;
};

/** Sessions in which people stay signed in at a provider's page. */
export interface KeptSessions {
  /** Removes all it holds: cookies, storage, cache, passwords, workers, and its folder (at the next start if it is in use). */
  readonly forget: (name: string) => Promise<void>;
  /** Removes those that are not among `names`. */
  readonly keepOnly: (names: readonly string[]) => Promise<void>;
}

/** The sign-in window. One open at a time for a key: asking again brings it to the front and gives the same promise. */
export interface Browser {
  /** Brings the open one of that key to the front, if there is one. */
  readonly toFront: (key: string) => void;
  /** Throws DockpassError: cancelled, timed-out, bad-redirect, page-crashed, offline. */
  readonly signIn: (request: SignInRequest) => Promise<SignInResult>;
  /**
   * Makes ready what the next sign-in without a kept session begins with: an unseen window and a session in memory, both
   * new, with no page loaded. One at most; does nothing where one is ready or a sign-in is open.
   */
  readonly prepare: () => void;
  /** Takes down what was made ready and not used. */
  readonly dropPrepared: () => void;
  /** Ends every open sign-in as cancelled, and forgets whatever any sign-in left on this computer. */
  readonly forget: () => Promise<void>;
}

/**
 * Listens on this computer alone for the one answer of a sign-in (RFC 8252 section 7.3). `wanted` is an http address on
 * loopback; a free port is taken where it names none, or one that is taken. `take` gets whole addresses of requests for
 * exactly that host and path: the one it takes is answered with a page that may be closed, anything else with 404.
 * Throws unexpected.
 */
export interface LoopbackListener {
  readonly listen: (
    wanted: string,
    take: (address: string) => boolean,
  ) => Promise<{ readonly address: string; readonly close: () => void }>;
}
