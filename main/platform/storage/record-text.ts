import { largestRecord } from '../../core/ports/account-record.ts';
import type { StoredRecord } from '../../core/ports/storage.ts';
import { parseJson } from './json-text.ts';

/** What the bytes of an account's file turn out to be. Never throws. */
export const readRecordText = (id: string, bytes: Uint8Array): StoredRecord => {
  if (bytes.length === 0) return { kind: 'unreadable', id, reason: 'empty' };
  const content = bytes.length > largestRecord ? undefined : parseJson(bytes);
  return content === undefined ? { kind: 'unreadable', id, reason: 'not-json' } : { kind: 'record', id, content };
};
