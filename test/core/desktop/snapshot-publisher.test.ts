import { expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { createSnapshotPublisher } from '../../../main/core/desktop/snapshot-publisher.ts';
import { readAccounts } from '../../../preload/contract/accounts-text.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';

it('a backup that is taken in does not draw a long list anew for each of its accounts', async () => {
  const passphrase = 'correct horse';
  const count = 120;
  const first = coreOn();
  for (let number = 1; number <= count; number += 1)
    await first.accounts.connect(readycloudForm({ appId: `app-${number}` }, `Shop ${number}`));
  await first.backup.write({ ids: [], moves: false, passphrase });
  const core = coreOn({ backupFile: first.backupFile });
  const drawn: number[] = [];
  createSnapshotPublisher({
    ...core,
    begun: Promise.resolve(),
    toPanel: (name, value) => {
      if (name === 'accountsChanged') drawn.push(readAccounts(String(value)).length);
    },
    toTray: () => {},
    toNotices: [],
  });
  await core.backup.open(new Secret(passphrase));
  await core.backup.take(Array.from({ length: count }, () => 'add' as const));
  await Promise.resolve();
  const whileShort = drawn.filter(length => length < 30).length;
  expect(drawn.length - whileShort).toBeLessThan(10);
  expect(drawn.at(-1)).toBe(count);
});
