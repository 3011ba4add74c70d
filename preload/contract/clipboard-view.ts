import type { Failure } from './errors.ts';

/** What lies on the clipboard because of us; null once it is gone. */
export interface ClipboardView {
  /** The account whose token it is, or a text with its token; absent for other texts. */
  readonly accountId?: string;
  readonly text: string;
  readonly environment?: string;
  readonly notProduction?: true;
  readonly copiedAt: number;
  readonly clearsAt: number;
  /** Said beside the copy, e.g. that an older token was given. */
  readonly note?: Failure;
  /** A fresh token could not be had, so the older one was given: it is good until then. */
  readonly olderUntilAt?: number;
  /** Reading was refused, so it could not be checked: "Clear now" is the person's. */
  readonly unchecked: boolean;
}
