import { expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { createSnapshotPublisher } from '../../../main/core/desktop/snapshot-publisher.ts';
import { readAccounts } from '../../../preload/contract/account-view.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';

/** How long each list was that the panel was sent. */
const drawnOf = (core: ReturnType<typeof coreOn>): readonly number[] => {
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
  return drawn;
};
const expectFew = (drawn: readonly number[], count: number): void => {
  const whileShort = drawn.filter(length => length < 30).length;
  expect(drawn.length - whileShort).toBeLessThan(10);
  expect(drawn.at(-1)).toBe(count);
};

it('a backup that is taken in does not draw a long list anew for each of its accounts', async () => {
  const passphrase = 'correct horse';
  const count = 120;
  const first = coreOn();
  for (let number = 1; number <= count; number += 1)
    await first.accounts.connect(readycloudForm({ appId: `app-${number}` }, `Shop ${number}`));
  await first.backup.write({ ids: [], moves: false, passphrase });
  const core = coreOn({ backupFile: first.backupFile });
  const drawn = drawnOf(core);
  await core.backup.open(new Secret(passphrase));
  await core.backup.take(Array.from({ length: count }, () => 'add' as const));
  await Promise.resolve();
  expectFew(drawn, count);
});

it('nor does a list of accounts that is added', async () => {
  const core = coreOn();
  const count = 120;
  const lines = Array.from({ length: count }, (_, at) => `Shop ${at},packly,c-${at}`);
  core.accountListFile.chosen = { name: 'list.csv', text: ['name,provider,clientId', ...lines].join('\n') };
  const drawn = drawnOf(core);
  await core.accountLists.open();
  expect(await core.accountLists.take([])).toBe(count);
  await settled();
  expectFew(drawn, count);
});

/** A core with two accounts, and the names of each list that was sent to the panel. */
const published = async () => {
  const core = coreOn();
  const first = await core.accounts.connect(readycloudForm({}, 'First'));
  await core.accounts.connect(readycloudForm({ appId: 'app-2' }, 'Second'));
  const sent: (readonly string[])[] = [];
  const trays: unknown[] = [];
  const publisher = createSnapshotPublisher({
    ...core,
    begun: Promise.resolve(),
    toPanel: (name, value) => {
      if (name === 'accountsChanged') sent.push(readAccounts(String(value)).map(({ label }) => label));
    },
    toTray: view => trays.push(view),
    toNotices: [],
  });
  return { core, id: first.accountId, publisher, sent, trays };
};

it('a list that is the same as before is not sent again, and one that changed is', async () => {
  const { core, id, publisher, sent } = await published();
  publisher.publish();
  await settled();
  publisher.publish();
  await settled();
  expect(sent).toEqual([['First', 'Second']]);
  await core.accounts.rename(id, 'Another');
  await settled();
  expect(sent.at(-1)).toEqual(['Another', 'Second']);
  await core.accounts.setPinned(id, true);
  await settled();
  const count = sent.length;
  await core.accounts.setPinned(id, false);
  await settled();
  expect(sent.length).toBeGreaterThan(count);
});

it('what the panel asked for itself is not sent to it once more, but what changed since is', async () => {
  const { core, id, publisher, sent } = await published();
  publisher.answered(core.accounts.list());
  publisher.publish();
  await settled();
  expect(sent).toEqual([]);
  await core.accounts.rename(id, 'Another');
  await settled();
  expect(sent.at(-1)).toEqual(['Another', 'Second']);
});

it('what was told before the panel could hear does not keep its own answer from counting', async () => {
  const core = coreOn();
  const begun = Promise.withResolvers<void>();
  const sent: number[] = [];
  const publisher = createSnapshotPublisher({
    ...core,
    begun: begun.promise,
    toPanel: (name, value) => {
      if (name === 'accountsChanged') sent.push(readAccounts(String(value)).length);
    },
    toTray: () => {},
    toNotices: [],
  });
  publisher.publish();
  // A long list waits until the panel has begun.
  for (let number = 1; number <= 10; number += 1)
    await core.accounts.connect(readycloudForm({ appId: `app-${number}` }, `Shop ${number}`));
  await settled();
  publisher.begins();
  publisher.answered(core.accounts.list());
  const before = [...sent];
  begun.resolve();
  await settled();
  expect(sent).toEqual(before);
  expect(before).not.toContain(10);
});

it('neither panel nor tray is drawn anew for what a form keeps ready', async () => {
  const { core, sent, trays } = await published();
  core.preparation.formOpen(true);
  core.preparation.formOpen(false);
  await settled();
  expect({ sent, trays }).toEqual({ sent: [], trays: [] });
});
