import type { Failure } from '../../preload/contract/errors.ts';
import { instruct } from './messages.ts';
import { text } from './text.ts';

/** Why a provider did not end tokens, in a few words. */
export const whyNotRevoked = (failure: Failure, provider: string): string =>
  failure.reason === 'unsupported-token-type' ? text('revoke.unsupported', { provider }) : instruct(failure).title;
