import * as v from 'valibot';
import { errorCodes } from '../../../preload/contract/errors.ts';
import { tidyGroups } from '../base/groups.ts';

/** Version of the record written by this program. Older ones migrate in `migrate-record.ts`. */
export const recordVersion = 1;

/** In bytes of its file. What is larger was not written by us: it is not read into memory, nor ever written. */
export const largestRecord = 4 * 1024 * 1024;

const instant = v.pipe(v.number(), v.finite());

const organization = v.object({ id: v.string(), name: v.string() });

const life = v.variant('kind', [
  v.object({
    kind: v.literal('until'),
    issuedAt: instant,
    expiresAt: instant,
    /** This computer's clock minus the provider's when these were written, ms; absent while not known. */
    skewMs: v.optional(instant),
    /** A person or the token itself gave the date: it stays, however the clock is set. */
    dated: v.optional(v.literal(true)),
    /** Nobody said: it is what the provider documents. */
    about: v.optional(v.literal(true)),
  }),
  v.object({ kind: v.literal('unknown'), issuedAt: instant }),
  v.object({ kind: v.literal('never'), issuedAt: instant }),
]);

/** Still true of the account, though it works: its code and words' parts, never a provider's text. */
const warning = v.object({
  code: v.picklist(errorCodes),
  detail: v.optional(v.string()),
  reason: v.optional(v.string()),
});

/** Groups that were edited on disk are read as they may be. */
const groups = v.pipe(
  v.array(v.string()),
  v.transform(names => tidyGroups(names)),
);

/** What programs of this computer may have of an account without a person copying it. Absent: nothing. */
const programs = v.object({
  /** Whether one that asks is given the token: after a question each time, one until the next lock, or none. */
  may: v.picklist(['never', 'ask', 'until-locked', 'always']),
  /** A file that always holds the newest token. */
  file: v.optional(
    v.object({
      path: v.string(),
      format: v.picklist(['token', 'header', 'env', 'json']),
      /** `group`: also the group that the file's folder belongs to. */
      readers: v.picklist(['me', 'group']),
      /** It goes when Dockpass is quit. */
      untilQuit: v.boolean(),
    }),
  ),
});

/**
 * One account as it lies on disk: what may be read by anyone who reads the file, and `sealed`, which may not.
 * Secrets (tokens, App Secret) are inside `sealed` only, bound to this id, provider and its origins (`account-secrets.ts`).
 */
export const accountRecordSchema = v.object({
  version: v.literal(recordVersion),
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/)),
  provider: v.string(),
  environment: v.string(),
  /** Every origin that secrets of this account may be sent to, and its page may be opened at. */
  origins: v.array(v.string()),
  label: v.string(),
  labelBy: v.picklist(['person', 'provider']),
  /** The dialog's fields that are not secret, by name. */
  values: v.record(v.string(), v.string()),
  /** Names of the secret fields inside `sealed`. */
  secretsKept: v.array(v.string()),
  life,
  canRenew: v.boolean(),
  /** Short-lived and repeatable: a fresh token is fetched when someone copies, not in the background. */
  onCopy: v.optional(v.boolean()),
  /** Formats whose shell cannot hold this token safely. */
  unsafeFormats: v.optional(v.array(v.string())),
  warning: v.optional(warning),
  /** The last warning that was given before this token's end, in days before it. */
  warnedDays: v.optional(v.picklist([30, 7, 1])),
  scopes: v.array(v.string()),
  /** The provider said that it granted nothing, where it otherwise would not have said what. */
  noScopes: v.optional(v.literal(true)),
  organizations: v.array(organization),
  organizationId: v.optional(v.string()),
  /** The session that stays signed in at the provider's page. */
  keptSession: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/))),
  createdAt: instant,
  lastCopiedAt: v.optional(instant),
  /** The program that was given its token last, by the name it gave itself. */
  lastHandOver: v.optional(v.object({ at: instant, program: v.string() })),
  pinned: v.boolean(),
  /** Names of the groups that a person put it into, in their order. */
  groups: v.optional(groups),
  /** Where it stands in the order that a person made by hand (`hand-order.ts`); absent: where it was made. */
  place: v.optional(instant),
  /** Written before a renewal is sent: found at start, or in a backup, its answer was lost. */
  renewingSince: v.optional(instant),
  /** Stopped renewing for a backup that is being written: found at start, it never was, and renewing goes on. */
  moving: v.optional(v.literal(true)),
  needsSignIn: v.boolean(),
  /** It came from a list, and nobody has signed in yet: what is sealed are its confirmed addresses alone. */
  awaitsFirstSignIn: v.optional(v.literal(true)),
  /** Removed by the person; deleted at the end of the undo time or at the next start. */
  removedAt: v.optional(instant),
  /** Removed with the wish that its provider ends its tokens: done once, when it is deleted. */
  revokesWhenDeleted: v.optional(v.literal(true)),
  /** Bound to what is sealed, as the addresses are: only a person at this program chooses it. */
  programs: v.optional(programs),
  sealed: v.string(),
});

export type AccountRecord = Readonly<v.InferOutput<typeof accountRecordSchema>>;
export type Life = AccountRecord['life'];

export type KeptFilePlan = NonNullable<NonNullable<AccountRecord['programs']>['file']>;
export type Organization = AccountRecord['organizations'][number];

/** Whether its refresh token is on its way to another computer, or there. */
export const hasMoved = ({ moving, warning: said }: Pick<AccountRecord, 'moving' | 'warning'>): boolean =>
  moving === true || said?.code === 'moved';
