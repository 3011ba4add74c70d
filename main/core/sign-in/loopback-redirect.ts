import type { Secret } from '../base/secret.ts';
import type { WindowSignIn } from '../oauth/provider.ts';
import { type ExpectedRedirect, type PastedReading, readPasted, readRedirect } from '../oauth/redirect.ts';
import type { LoopbackListener, SignInRequest, SignInResult } from './sign-in-ports.ts';

/** The sign-in in the person's own browser, and its way back without pasting where the provider allows it (RFC 8252). */
interface LoopbackRedirect {
  readonly begin: SignInRequest['toOwnBrowser'];
  /** Reads a pasted address of this redirect: the browser may not have been able to reach us. Undefined for any other. */
  readonly readPasted: (text: string) => PastedReading | undefined;
  /** The redirect address that this code came to, where it came by this redirect (RFC 6749 section 4.1.3). */
  readonly answeredAt: (code: Secret) => string | undefined;
  readonly close: () => void;
}

interface Open {
  readonly authorizationUrl: string;
  readonly expected: ExpectedRedirect;
  readonly close: () => void;
}

/** One per sign-in. Listens from the first `begin` until an answer was taken or `close`, which also ends a late one. */
export const createLoopbackRedirect = (pages: WindowSignIn, listener: LoopbackListener): LoopbackRedirect => {
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
    onResult: (result: SignInResult) => void,
  ): Promise<Open> => {
    const { address, close } = await listener.listen(pages.expected.address, url => {
      const reading = open === undefined ? undefined : readRedirect(url, open.expected);
      // A wrong state or server may be anyone's: it is told nothing and does not end the sign-in.
      if (reading?.kind !== 'code' && reading?.kind !== 'refused') return false;
      onResult(noted(reading, address));
      return true;
    });
    open = { ...endingAt(address), close };
    if (closed) close();
    return open;
  };

  return {
    begin: async onResult => {
      if (pages.endingAt === undefined) return { authorizationUrl: pages.authorizationUrl, comesBack: false };
      opening ??= start(pages.endingAt, onResult);
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
