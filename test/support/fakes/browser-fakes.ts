import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import type {
  Browser,
  LoopbackListener,
  SignInRequest,
  SignInResult,
} from '../../../main/core/sign-in/sign-in-ports.ts';

// The ways of a sign-in for unit tests.

/** A browser that answers every sign-in with what `answer` gives. */
export const fakeBrowser = (): Browser & {
  requests: SignInRequest[];
  /** Keys that were asked to the front, whether a window of theirs was open or not. */
  inFront: string[];
  /** Whether something is ready for the next sign-in, and how often it was made. */
  prepared: boolean;
  made: number;
  /** How often everything of the sign-ins was forgotten. */
  forgotten: number;
  answer: (request: SignInRequest) => Promise<SignInResult>;
} => {
  const browser = {
    requests: [] as SignInRequest[],
    inFront: [] as string[],
    toFront: (key: string) => void browser.inFront.push(key),
    prepared: false,
    made: 0,
    prepare: () => {
      if (!browser.prepared) browser.made += 1;
      browser.prepared = true;
    },
    dropPrepared: () => {
      browser.prepared = false;
    },
    forgotten: 0,
    forget: async () => {
      browser.forgotten += 1;
    },
    answer: async (_request: SignInRequest): Promise<SignInResult> => ({
      kind: 'token',
      accessToken: new Secret('access-1'),
      refreshToken: new Secret('refresh-1'),
      expiresInSeconds: 31_536_000,
      scopes: ['order'],
    }),
    signIn: (request: SignInRequest) => {
      browser.requests.push(request);
      browser.prepared = false;
      return browser.answer(request);
    },
  };
  return browser;
};

/** Listens at port 40001 of whatever is wanted; `visit` is a browser that comes to an address, and whether it was taken. */
export const fakeLoopback = (): LoopbackListener & {
  refuses: boolean;
  listening: () => boolean;
  visit: (address: string) => boolean;
} => {
  let open: ((address: string) => boolean) | undefined;
  const loopback = {
    refuses: false,
    listening: () => open !== undefined,
    visit: (address: string) => open?.(address) ?? false,
    listen: async (wanted: string, take: (address: string) => boolean) => {
      if (loopback.refuses) throw new DockpassError('unexpected', { reason: 'loopback' });
      open = take;
      const url = new URL(wanted);
      url.port = '40001';
      return {
        address: url.href,
        close: () => {
          open = undefined;
        },
      };
    },
  };
  return loopback;
};
