import * as v from 'valibot';
import { DockpassError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import { migrateRecord } from '../ports/migrate-record.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';

/** One account in a backup: its record without what belongs to one computer, and its secrets. */
export interface BackedUp {
  readonly record: AccountRecord;
  readonly secrets: AccountSecrets;
}

const secretsSchema = v.object({
  accessToken: v.string(),
  refreshToken: v.optional(v.string()),
  fields: v.record(v.string(), v.string()),
});
const contentSchema = v.object({
  backup: v.literal(1),
  accounts: v.array(v.object({ record: v.looseObject({ id: v.string() }), secrets: secretsSchema })),
});

/** The whole backup as one text, to be sealed. */
export const writeBackup = (accounts: readonly BackedUp[]): Secret =>
  new Secret(
    JSON.stringify({
      backup: 1,
      accounts: accounts.map(({ record, secrets }) => ({
        record: ofNoComputer(record),
        secrets: {
          accessToken: secrets.accessToken.reveal(),
          refreshToken: secrets.refreshToken?.reveal(),
          fields: Object.fromEntries(Object.entries(secrets.fields).map(([name, one]) => [name, one.reveal()])),
        },
      })),
    }),
  );

/** Throws backup-damaged: all of it is readable, or none of it is taken. */
export const readBackup = (content: Secret): readonly BackedUp[] => {
  const parsed = v.safeParse(contentSchema, parseJson(content));
  if (!parsed.success) throw new DockpassError('backup-damaged');
  return parsed.output.accounts.map(({ record: stored, secrets }) => {
    const read = migrateRecord(stored, stored.id);
    if (read.kind !== 'record') throw new DockpassError('backup-damaged', { reason: read.reason });
    return {
      record: ofNoComputer(read.record),
      secrets: {
        accessToken: new Secret(secrets.accessToken),
        ...(secrets.refreshToken !== undefined && { refreshToken: new Secret(secrets.refreshToken) }),
        fields: Object.fromEntries(Object.entries(secrets.fields).map(([name, value]) => [name, new Secret(value)])),
      },
    };
  });
};

const parseJson = (content: Secret): unknown => {
  try {
    return JSON.parse(content.reveal());
  } catch {
    throw new DockpassError('backup-damaged');
  }
};

/**
 * Without the seal, the sign-in session and the marks that only mean something on the computer they were made on. That
 * an answer may have been lost goes where the refresh token goes.
 */
const ofNoComputer = (record: AccountRecord): AccountRecord => {
  const { keptSession: _session, moving: _here, ...kept } = record;
  const { removedAt: _removed, lastCopiedAt: _copied, ...rest } = kept;
  return { ...rest, sealed: '' };
};
