import type { Secret } from '../base/secret.ts';
import type { WindowSignIn } from '../oauth/provider.ts';
import { type ExpectedRedirect, type PastedReading, readPasted, readRedirect } from '../oauth/redirect.ts';
import type { LoopbackListener, SignInRequest, SignInResult } from './sign-in-ports.ts';

/** The road through the person's own browser, and back without pasting where the provider allows it (RFC 8252). */
export interface LoopbackRoad {
  readonly begin: SignInRequest['toOwnBrowser'];
  /** Reads a pasted address of this road: the browser may not have been able to reach us. Undefined for any other. */
  readonly readPasted: (text: string) => PastedReading | undefined;
  /** The redirect address that this code came to, where it came by this road (RFC 6749 section 4.1.3). */
  readonly answeredAt: (code: Secret) => string | undefined;
  readonly close: () => void;
}

interface Open {
  readonly authorizationUrl: string;
  readonly expected: ExpectedRedirect;
  readonly close: () => void;
}

/** One per sign-in. Listens from the first `begin` until an answer was taken or `close`, which also ends a late one. */
export const createLoopbackRoad = (pages: WindowSignIn, listener: LoopbackListener): LoopbackRoad => {
  const codes = new Map<Secret, string>();
  let opening: Promise<Open> | undefined;
  let open: Open | undefined;
  let closed = false;

  const noted = <Reading extends PastedReading>(reading: Reading, address: string): Reading => {
    if (reading.kind === 'code') codes.set(reading.code, address);
    return reading;
  };

  const start = async (
    endingAt: NonNullable<WindowSignIn['endingAt']>,
    settle: (result: SignInResult) => void,
  ): Promise<Open> => {
    const { address, close } = await listener.listen(pages.expected.address, url => {
      const reading = open === undefined ? undefined : readRedirect(url, open.expected);
      // A wrong state or server may be anyone's: it is told nothing and does not end the sign-in.
      if (reading?.kind !== 'code' && reading?.kind !== 'refused') return false;
      settle(noted(reading, address));
      return true;
    });
    open = { ...endingAt(address), close };
    if (closed) close();
    return open;
  };

  return {
    begin: async settle => {
      if (pages.endingAt === undefined) return { authorizationUrl: pages.authorizationUrl, comesBack: false };
      opening ??= start(pages.endingAt, settle);
      try {
        return { authorizationUrl: (await opening).authorizationUrl, comesBack: true };
      } catch {
        // Nothing may listen here: the person pastes the address instead.
        opening = undefined;
        return { authorizationUrl: pages.authorizationUrl, comesBack: false };
      }
    },
    readPasted: text => {
      if (open === undefined) return undefined;
      const reading = readPasted(text, open.expected);
      return reading.kind === 'elsewhere' ? undefined : noted(reading, open.expected.address);
    },
    answeredAt: code => codes.get(code),
    close: () => {
      closed = true;
      open?.close();
    },
  };
};
