import type { ErrorCode, Failure } from '../../preload/contract.ts';

/**
 * An expected failure by its code. The message is the code and never a provider's text, which may echo a token;
 * `detail` names a field, a host, a status or a date.
 */
export class DockpassError extends Error {
  override readonly name = 'DockpassError';
  readonly code: ErrorCode;
  readonly detail?: string;

  constructor(code: ErrorCode, options: { readonly detail?: string; readonly cause?: unknown } = {}) {
    super(code, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    if (options.detail !== undefined) this.detail = options.detail;
  }
}

/** What crosses to a window: an expected failure's code and detail; `unexpected`, without a word more, for the rest. */
export function toFailure(problem: unknown): Failure {
  if (!(problem instanceof DockpassError)) return { code: 'unexpected' };
  return problem.detail === undefined ? { code: problem.code } : { code: problem.code, detail: problem.detail };
}
