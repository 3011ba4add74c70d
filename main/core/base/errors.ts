import type { ErrorCode, Failure } from '../../../preload/contract/errors.ts';

/** What an error says beside its code. What is in `Failure` reaches a window, the rest never does. */
interface ErrorFacts extends Omit<Failure, 'code'> {
  readonly cause?: unknown;
  readonly retryAfterMs?: number;
  readonly stopTrying?: boolean;
}

/**
 * An expected failure by its code. The message is the code and never a provider's text, which may echo a token;
 * What the facts mean stands in `Failure`.
 */
export class DockpassError extends Error {
  override readonly name = 'DockpassError';
  readonly code: ErrorCode;
  readonly field?: string;
  readonly detail?: string;
  readonly reason?: string;
  readonly waitSeconds?: number;
  /** How long the provider asked to wait (`Retry-After`), ms. */
  readonly retryAfterMs?: number;
  /** Trying again by itself would make it worse: a person acts first. */
  readonly stopTrying?: true;

  constructor(code: ErrorCode, options: ErrorFacts = {}) {
    super(code, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    if (options.field !== undefined) this.field = options.field;
    if (options.detail !== undefined) this.detail = options.detail;
    if (options.reason !== undefined) this.reason = options.reason;
    if (options.waitSeconds !== undefined) this.waitSeconds = options.waitSeconds;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
    if (options.stopTrying) this.stopTrying = true;
  }
}

/** What crosses to a window: an expected failure's code and facts; `unexpected`, without a word more, for the rest. */
export function toFailure(problem: unknown): Failure {
  if (!(problem instanceof DockpassError)) return { code: 'unexpected' };
  const { code, field, detail, reason, waitSeconds } = problem;
  return {
    code,
    ...(field !== undefined && { field }),
    ...(detail !== undefined && { detail }),
    ...(reason !== undefined && { reason }),
    ...(waitSeconds !== undefined && { waitSeconds }),
  };
}
