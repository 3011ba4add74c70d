import { DockpassError } from '../base/errors.ts';
import { type Operation, untilAborted } from '../base/operations.ts';
import { wantedHttp } from '../oauth/operation-http.ts';
import type { DeviceAnswer, DeviceSignIn, FilledForm, ProviderPorts } from '../oauth/provider.ts';
import { codeExpired } from '../oauth/token-request.ts';
import type { TokenSet } from '../oauth/tokens.ts';
import type { Http } from '../ports/network.ts';
import type { Clock } from '../ports/time.ts';
import { createDevicePace } from './device-pace.ts';
import type { DeviceSignIns } from './device-sign-ins.ts';

/** What a sign-in on another device needs. */
export interface DeviceSignInDeps {
  readonly deviceSignIns: Pick<DeviceSignIns, 'show'>;
  readonly http: Http;
  readonly clock: Clock;
}

type Begin = (filled: FilledForm, ports: ProviderPorts) => Promise<DeviceSignIn>;

/**
 * Signs in on another device: shows the code, and asks for the tokens until somebody allowed it there (RFC 8628).
 * `of`: the account's id, or the provider's for a new one. Throws timed-out (reason code-expired), provider-refused
 * (reason access_denied), and what the requests throw.
 */
export const signInOnDevice = async (
  begin: Begin,
  filled: FilledForm,
  of: string,
  operation: Operation,
  { deviceSignIns, http: plainHttp, clock }: DeviceSignInDeps,
): Promise<TokenSet> => {
  const http = wantedHttp(plainHttp, operation);
  const device = await begin(filled, { http, now: clock.now });
  const [begunAt, begunRunning] = [clock.now(), clock.running()];
  // By either clock: one stands still while the computer sleeps, the other can be set back.
  const codeLeftMs = (): number => device.lifeMs - Math.max(clock.now() - begunAt, clock.running() - begunRunning);
  const shown = deviceSignIns.show({ of, device, expiresAt: begunAt + device.lifeMs, operation });
  const pace = createDevicePace(device.intervalMs);

  /** The tokens, or how long to wait before asking once more, ms. */
  const ask = async (): Promise<TokenSet | number> => {
    try {
      const answer = await device.ask({ http, now: clock.now });
      shown.reached(true);
      return typeof answer === 'string' ? waitAfter(answer, pace) : answer;
    } catch (error) {
      if (!(error instanceof DockpassError) || operation.signal.aborted || !passes(error)) throw error;
      shown.reached(false);
      return pace.noAnswer(error.retryAfterMs);
    }
  };

  try {
    for (let waitMs = pace.next(); ; ) {
      await waited(waitMs, codeLeftMs, operation.signal, clock);
      operation.requireWanted();
      operation.answered();
      const got = await ask();
      if (typeof got !== 'number') return got;
      operation.notAnswered();
      operation.requireWanted();
      waitMs = got;
    }
  } finally {
    shown.gone();
  }
};

/** The server may answer again: the code is good until it runs out. */
const passes = ({ code, reason }: DockpassError): boolean =>
  reason !== codeExpired && ['offline', 'timed-out', 'provider-down', 'rate-limited'].includes(code);

const waitAfter = (answer: Extract<DeviceAnswer, string>, pace: ReturnType<typeof createDevicePace>): number =>
  answer === 'slow-down' ? pace.slowDown() : pace.next();

/** Throws timed-out (reason code-expired) when the code runs out first. A clock that is set makes no wait shorter. */
const waited = async (ms: number, codeLeftMs: () => number, signal: AbortSignal, clock: Clock): Promise<void> => {
  const until = clock.running() + ms;
  for (;;) {
    const leftMs = until - clock.running();
    if (codeLeftMs() <= 0) throw new DockpassError('timed-out', { reason: codeExpired });
    if (leftMs <= 0) return;
    const at = clock.now() + Math.min(leftMs, codeLeftMs());
    let stopAlarm = (): void => {};
    const rung = new Promise<void>(resolve => {
      stopAlarm = clock.alarm(at, resolve);
    });
    await untilAborted(rung, signal).finally(stopAlarm);
  }
};
