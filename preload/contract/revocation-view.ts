import type { Failure } from './errors.ts';

/** What became of one account's tokens at its provider. */
export interface RevocationView {
  /** Its name. */
  readonly account: string;
  /** The provider's. */
  readonly provider: string;
  /** `partly`: it gets no new tokens any more, and the one it has may still work until it expires. */
  readonly outcome: 'revoked' | 'partly' | 'not-revoked';
  /** Why not all of them. */
  readonly failure?: Failure;
  /** All that were here have ended; a renewal whose answer never came may have made others. */
  readonly answerLost?: true;
}
