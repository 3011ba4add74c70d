import type { CopyFormat } from './copy-formats.ts';
import type { ErrorCode } from './errors.ts';

/** What is remembered of what happened on this computer. */
export const activityKinds = [
  'connected',
  'not-connected',
  'renewed',
  'not-renewed',
  'copied',
  'shown-as-qr',
  'handed-over',
  'not-handed-over',
  'revoked',
  'partly-revoked',
  'not-revoked',
  'removed',
  'restored',
  'backup-written',
  'backup-taken',
  'list-written',
  'list-taken',
  'shift-ended',
] as const;

export type ActivityKind = (typeof activityKinds)[number];

/** One event: what, to which account (its name then), when; `code` says why something failed. Never a value. */
export interface ActivityView {
  readonly at: number;
  readonly kind: ActivityKind;
  readonly account?: string;
  readonly provider?: string;
  readonly format?: CopyFormat;
  /** What a program said of itself. */
  readonly program?: string;
  readonly code?: ErrorCode;
}
