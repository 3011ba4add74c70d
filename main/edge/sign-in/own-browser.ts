import type { Failure } from '../../../preload/contract.ts';
import { toFailure } from '../../core/errors.ts';
import type { Clipboard, SignInRequest, SignInResult } from '../../core/ports.ts';
import type { PastedReading } from '../../core/redirect.ts';
import { Secret } from '../../core/secret.ts';

export interface OwnBrowserPorts extends Pick<SignInRequest, 'authorizationUrl' | 'readPasted'> {
  readonly clipboard: Pick<Clipboard, 'read' | 'holds' | 'clear'>;
  /** The app's one gate to the system; throws for an address it does not let through. */
  readonly openExternal: (url: string) => Promise<void>;
  readonly now: () => number;
  readonly onResult: (result: SignInResult) => void;
}

/** Signing in through the person's own browser. Each answers what went wrong, or nothing. */
export interface OwnBrowser {
  readonly open: () => Promise<Failure | undefined>;
  /** Reads the clipboard, and clears it afterwards if it was the answer and has not changed meanwhile. */
  readonly paste: () => Promise<Failure | undefined>;
  /** `goodUntil`: an ISO date (yyyy-mm-dd) for a bare token, or empty. */
  readonly continueWith: (text: string, goodUntil: string) => Failure | undefined;
}

export function createOwnBrowser(ports: OwnBrowserPorts): OwnBrowser {
  const take = (text: string, goodUntil: string): Failure | undefined => {
    const reading = ports.readPasted(text);
    const problem = problemOf(reading);
    if (problem !== undefined) return problem;
    const result = resultOf(reading, goodUntil, ports.now());
    if (result === undefined) return { code: 'bad-input', detail: 'the date' };
    ports.onResult(result);
    return undefined;
  };
  return {
    open: () => failureOf(() => ports.openExternal(ports.authorizationUrl)),
    continueWith: take,
    paste: async () => {
      let text = new Secret('');
      const unread = await failureOf(async () => {
        text = await ports.clipboard.read();
      });
      if (unread !== undefined) return { code: 'clipboard-unreadable' };
      const problem = take(text.reveal(), '');
      if (problem !== undefined) return problem;
      // The answer is safe by now; a clipboard that cannot be cleared must not turn it into a failure.
      await failureOf(async () => {
        if ((await ports.clipboard.holds(text)) === 'yes') await ports.clipboard.clear();
      });
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
      return { code: reading.reason.startsWith('state-') ? 'state-mismatch' : 'bad-redirect' };
    case 'empty':
    case 'half-address':
    case 'unreadable':
      return { code: 'bad-input', detail: 'the address you ended on' };
  }
}

function resultOf(reading: PastedReading, goodUntil: string, now: number): SignInResult | undefined {
  switch (reading.kind) {
    case 'token':
    case 'code':
    case 'refused':
      return reading;
    case 'bare-token': {
      if (goodUntil.trim() === '') return reading;
      const goodUntilAt = dayAt(goodUntil.trim(), now);
      return goodUntilAt === undefined ? undefined : { ...reading, goodUntilAt };
    }
    default:
      return undefined;
  }
}

/**
 * The beginning of that day on this computer (epoch ms): a token may die at any hour of its last day. Nothing for a day
 * that does not exist, is not ahead, or lies more than ten years ahead.
 */
export function dayAt(isoDate: string, now: number): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(isoDate) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  if (date.getMonth() !== Number(month) - 1 || date.getDate() !== Number(day)) return undefined;
  const limit = new Date(now);
  limit.setFullYear(limit.getFullYear() + 10);
  const at = date.getTime();
  return at > now && at <= limit.getTime() ? at : undefined;
}
