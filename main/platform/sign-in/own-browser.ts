import type { Failure } from '../../../preload/contract/errors.ts';
import { toFailure } from '../../core/base/errors.ts';
import { Secret } from '../../core/base/secret.ts';
import type { PastedReading } from '../../core/oauth/redirect.ts';
import type { Clipboard } from '../../core/ports/desktop.ts';
import { invalidCode } from '../../core/sign-in/sign-in.ts';
import type { SignInRequest, SignInResult } from '../../core/sign-in/sign-in-ports.ts';

interface OwnBrowserDeps extends Pick<SignInRequest, 'origins' | 'toOwnBrowser' | 'readPasted' | 'dayAhead'> {
  readonly clipboard: Pick<Clipboard, 'read' | 'holds' | 'clear'>;
  /** The app's one gate to the system; throws for an address at no origin of these. */
  readonly openExternal: (url: string, origins: readonly string[]) => Promise<void>;
  /** `by`: how it came back. */
  readonly onResult: (result: SignInResult, by: 'paste' | 'loopback') => void;
}

/** Signing in through the person's own browser. Each answers what went wrong, or nothing. */
export interface OwnBrowser {
  /** `comesBack`: nothing has to be pasted. */
  readonly open: () => Promise<{ readonly comesBack: boolean; readonly failure: Failure | undefined }>;
  /** Reads the clipboard, and clears it if it was the answer and has not changed meanwhile; then as `continueWith`. */
  readonly paste: (goodUntil: string) => Promise<Failure | undefined>;
  /** `goodUntil`: an ISO date (yyyy-mm-dd) for a bare token, or empty. */
  readonly continueWith: (text: string, goodUntil: string) => Failure | undefined;
}

export function createOwnBrowser(ports: OwnBrowserDeps): OwnBrowser {
  const judge = (text: string, goodUntil: string): SignInResult | { readonly problem: Failure } => {
    const reading = ports.readPasted(text);
    const problem = problemOf(reading);
    if (problem !== undefined) return { problem };
    return resultOf(reading, goodUntil.trim(), ports.dayAhead) ?? { problem: { code: 'bad-input', field: 'date' } };
  };
  return {
    open: async () => {
      const { authorizationUrl, comesBack } = await ports.toOwnBrowser(result => ports.onResult(result, 'loopback'));
      const failure = await failureOf(() => ports.openExternal(authorizationUrl, ports.origins));
      return { comesBack, failure };
    },
    continueWith: (text, goodUntil) => {
      const judged = judge(text, goodUntil);
      if ('problem' in judged) return judged.problem;
      ports.onResult(judged, 'paste');
      return undefined;
    },
    paste: async goodUntil => {
      let text = new Secret('');
      const unread = await failureOf(async () => {
        text = await ports.clipboard.read();
      });
      if (unread !== undefined) return { code: 'clipboard-unreadable' };
      const judged = judge(text.reveal(), goodUntil);
      if ('problem' in judged) return judged.problem;
      // Before the window goes, whose focus clearing needs on Wayland. One that fails must not turn the answer into a failure.
      await failureOf(async () => {
        if ((await ports.clipboard.holds(text)) === 'yes') await ports.clipboard.clear();
      });
      ports.onResult(judged, 'paste');
      return undefined;
    },
  };
}

async function failureOf(step: () => Promise<void>): Promise<Failure | undefined> {
  try {
    await step();
    return undefined;
  } catch (problem) {
    return toFailure(problem);
  }
}

/** What is wrong with what was pasted, by its reading; nothing when the sign-in can end with it. */
function problemOf(reading: PastedReading): Failure | undefined {
  switch (reading.kind) {
    case 'token':
    case 'code':
    case 'refused':
    case 'bare-token':
      return undefined;
    case 'elsewhere':
      return { code: 'redirect-mismatch' };
    case 'invalid':
      return { code: invalidCode(reading.reason) };
    case 'empty':
    case 'half-address':
    case 'unreadable':
      return { code: 'bad-input', field: 'address-ended-on' };
  }
}

function resultOf(
  reading: PastedReading,
  goodUntil: string,
  dayAhead: SignInRequest['dayAhead'],
): SignInResult | undefined {
  switch (reading.kind) {
    case 'token':
    case 'code':
    case 'refused':
      return reading;
    case 'bare-token': {
      if (goodUntil === '') return reading;
      const goodUntilAt = dayAhead(goodUntil);
      return goodUntilAt === undefined ? undefined : { ...reading, goodUntilAt };
    }
    default:
      return undefined;
  }
}
