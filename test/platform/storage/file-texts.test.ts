import { expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { largestRecord } from '../../../main/core/ports/account-record.ts';
import { wrap } from '../../../main/platform/storage/aes-gcm.ts';
import { toJsonText } from '../../../main/platform/storage/json-text.ts';
import { readRecordText } from '../../../main/platform/storage/record-text.ts';
import { keyContent, readKeyText } from '../../../main/platform/storage/vault-key-file.ts';

// What lies in our files, without a disk.

const passphrase = new Secret('four dull grey parcels');
const bytes = (text: string): Uint8Array => Buffer.from(text);

it('a record is read back, and what is empty, no JSON or too large is not', () => {
  expect(readRecordText('one', bytes(toJsonText({ id: 'one' })))).toEqual({
    kind: 'record',
    id: 'one',
    content: { id: 'one' },
  });
  const reasons = ['', '{', JSON.stringify('x'.repeat(largestRecord))].map(text => readRecordText('one', bytes(text)));
  expect(reasons.map(one => one.kind === 'unreadable' && one.reason)).toEqual(['empty', 'not-json', 'not-json']);
});

it('a wrapped key is read back, and one with a changed letter is damaged', async () => {
  const wrapped = await wrap(Buffer.alloc(32, 7), passphrase);
  const text = toJsonText(keyContent(wrapped));
  expect(readKeyText(bytes(text))).toEqual({ kind: 'key', wrapped });
  expect(readKeyText(bytes(text.replace(/"check": "./, '"check": "x')))).toEqual({ kind: 'damaged' });
});
