import type { CopyFormat } from '../../../preload/contract/copy-formats.ts';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import { createEvent } from './event.ts';

/** What happened to accounts here. The kinds stand in the log: renaming one breaks whoever reads logs. Never a value. */
export type DomainEvent =
  | { readonly kind: 'connected'; readonly account: string; readonly provider: string }
  /** `provider` where there was no account yet. */
  | { readonly kind: 'not-connected'; readonly account?: string; readonly provider?: string; readonly code: ErrorCode }
  | { readonly kind: 'renewed'; readonly account: string }
  | { readonly kind: 'renewal-failed'; readonly account: string; readonly code: ErrorCode }
  | { readonly kind: 'copied'; readonly account: string; readonly format: CopyFormat }
  /** To whoever has a camera. */
  | { readonly kind: 'shown-as-qr'; readonly account: string; readonly format: CopyFormat }
  /** To a program, by the name it gave itself. */
  | { readonly kind: 'handed-over'; readonly account: string; readonly program: string; readonly format: CopyFormat }
  | { readonly kind: 'not-handed-over'; readonly account: string; readonly program: string; readonly code: ErrorCode }
  /** Its tokens have ended at the provider; `partly`: perhaps not all of them. The account may be gone by then. */
  | { readonly kind: 'revoked'; readonly account: string; readonly provider: string }
  | { readonly kind: 'partly-revoked'; readonly account: string; readonly provider: string; readonly code: ErrorCode }
  | { readonly kind: 'not-revoked'; readonly account: string; readonly provider?: string; readonly code: ErrorCode }
  /** Removed by a person, who may still undo it. */
  | { readonly kind: 'removing'; readonly account: string }
  | { readonly kind: 'removal-undone'; readonly account: string }
  | { readonly kind: 'removed'; readonly account: string }
  | { readonly kind: 'backup-written'; readonly accounts: number; readonly moved: boolean }
  | { readonly kind: 'backup-taken'; readonly accounts: number }
  /** Lists of accounts, without secrets. */
  | { readonly kind: 'list-written'; readonly accounts: number }
  | { readonly kind: 'list-taken'; readonly accounts: number }
  | { readonly kind: 'shift-ended'; readonly labels: boolean };

/** Told by whoever does it; the log and the activity listen. */
export interface DomainEvents {
  readonly tell: (event: DomainEvent) => void;
  readonly listen: (listener: (event: DomainEvent) => void) => () => void;
}

export const createDomainEvents = (): DomainEvents => createEvent<[event: DomainEvent]>();
