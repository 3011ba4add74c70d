import { type AccountRecord, recordVersion } from '../../../main/core/ports/account-record.ts';

/** A whole record; only what a test is about is given. */
export const aRecord = (id: string, fields: Partial<AccountRecord> = {}): AccountRecord => ({
  version: recordVersion,
  id,
  provider: 'readycloud',
  environment: 'production',
  origins: ['https://www.example.test'],
  label: 'Acme Goods',
  labelBy: 'person',
  values: { appId: 'dock-four' },
  secretsKept: [],
  life: { kind: 'unknown', issuedAt: 0 },
  canRenew: false,
  scopes: [],
  organizations: [],
  createdAt: 0,
  pinned: false,
  needsSignIn: false,
  sealed: 'djExc2VhbGVk',
  ...fields,
});
