import type { ErrorCode, Failure } from '../../../preload/contract/errors.ts';

/** What an error says beside its code. Only `detail` and `reason` ever reach a window. */
export interface ErrorFacts extends Omit<Failure, 'code'> {
  readonly cause?: unknown;
  readonly retryAfterMs?: number;
  readonly stopTrying?: boolean;
}

/**
 * An expected failure by its code. The message is the code and never a provider's text, which may echo a token;
 * `detail` names a field or a host for the message, `reason` tells cases of one code apart.
 */
export class DockpassError extends Error {
  override readonly name = 'DockpassError';
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly reason?: string;
  /** How long the provider asked to wait (`Retry-After`), ms. */
  readonly retryAfterMs?: number;
  /** Trying again by itself would make it worse: a person acts first. */
  readonly stopTrying?: true;

  constructor(code: ErrorCode, options: ErrorFacts = {}) {
    super(code, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    if (options.detail !== undefined) this.detail = options.detail;
    if (options.reason !== undefined) this.reason = options.reason;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
    if (options.stopTrying) this.stopTrying = true;
  }
}

/** What crosses to a window: an expected failure's code, detail and reason; `unexpected`, without a word more, for the rest. */
export function toFailure(problem: unknown): Failure {
  if (!(problem instanceof DockpassError)) return { code: 'unexpected' };
  const { code, detail, reason } = problem;
  return { code, ...(detail !== undefined && { detail }), ...(reason !== undefined && { reason }) };
}
