import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordVersion } from '../../../main/core/ports/account-record.ts';
import { migrateRecord } from '../../../main/core/ports/migrate-record.ts';

const folder = join(import.meta.dirname, 'records');
/** Records as a Dockpass of that version wrote them; never changed afterwards. */
const fixtures = readdirSync(folder).sort();
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

describe('a record of an earlier Dockpass', () => {
  it('is there as a fixture for every version there was', () => {
    const versions = Array.from({ length: recordVersion }, (_, at) => `version-${at + 1}.json`);
    expect(fixtures).toEqual(versions);
  });

  it.each(fixtures)('%s: is read whole, and its sealed part is the one that was written', name => {
    const written = read(name);
    const migrated = migrateRecord(written, written.id);
    expect(migrated).toMatchObject({
      kind: 'record',
      record: {
        version: recordVersion,
        id: written.id,
        provider: written.provider,
        environment: written.environment,
        origins: written.origins,
        label: written.label,
        life: written.life,
        pinned: true,
        sealed: written.sealed,
      },
    });
  });

  it.each(fixtures)('%s: under another account’s name it is foreign', name => {
    expect(migrateRecord(read(name), 'another-account')).toEqual({ kind: 'unreadable', reason: 'foreign' });
  });

  it('of a later version is named as newer, whatever else it holds', () => {
    expect(migrateRecord({ version: recordVersion + 1, id: 'later-one', sealed: 7 }, 'later-one')).toEqual({
      kind: 'unreadable',
      reason: 'newer',
    });
  });
});
