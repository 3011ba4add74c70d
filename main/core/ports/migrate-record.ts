import * as v from 'valibot';
import { type AccountRecord, accountRecordSchema, recordVersion } from './account-record.ts';

/** What a file's content turned out to be; a record of a later program is left alone and named. */
type MigratedRecord =
  | { readonly kind: 'record'; readonly record: AccountRecord }
  | { readonly kind: 'unreadable'; readonly reason: 'newer' | 'foreign' };

/** Reads a stored record of any version this program knows. Every past version has a fixture in the tests. */
export const migrateRecord = (content: unknown, id: string): MigratedRecord => {
  const parsed = v.safeParse(accountRecordSchema, content);
  if (parsed.success && parsed.output.id === id) return { kind: 'record', record: parsed.output };
  const version = v.safeParse(v.object({ version: v.number() }), content);
  const newer = version.success && version.output.version > recordVersion;
  return { kind: 'unreadable', reason: newer ? 'newer' : 'foreign' };
};
