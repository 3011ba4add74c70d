import * as v from 'valibot';
import { expect, it, vi } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { viewTray } from '../../../main/core/desktop/tray-menu.ts';
import type { CopyFormatEntry, CopySource } from '../../../main/core/formats/copy-formats.ts';
import { viewCopyFormats } from '../../../main/core/formats/format-copy.ts';
import { panelArguments } from '../../../main/platform/ipc/ipc-arguments.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';

// Adding a way to copy is an entry in the table and its quoting function: everything else follows from it.

const added = vi.hoisted(() => 'xml');

vi.mock('../../../main/core/formats/copy-formats.ts', async loadActual => {
  const actual = await loadActual<typeof import('../../../main/core/formats/copy-formats.ts')>();
  const { Secret } = await import('../../../main/core/base/secret.ts');
  const { unsafe } = await import('../../../main/core/formats/quoting.ts');
  const element = (value: string): string => (/[<&]/.test(value) ? unsafe() : `<token>${value}</token>`);
  const entry: CopyFormatEntry = {
    id: added,
    words: { menu: 'format.json.menu', done: 'format.json.done', copied: 'format.json.copied' },
    reader: 'XML',
    write: ({ accessToken }: CopySource) => new Secret(element(accessToken.reveal())),
  };
  return { ...actual, copyFormats: [...actual.copyFormats, entry] };
});

const connected = async (accessToken: string) => {
  const core = coreOn();
  core.http.handle = () => Response.json({ next: null, results: [{ url: '/api/v2/orgs/Q7Z/', name: 'Acme' }] });
  core.browser.answer = async () => ({
    kind: 'token',
    accessToken: new Secret(accessToken),
    expiresInSeconds: 86_400,
    refreshToken: new Secret('refresh-1'),
  });
  const { accountId } = await core.accounts.connect(readycloudForm());
  return { core, accountId };
};

it('stands in the panel’s menu and in the tray, after the others', async () => {
  const { core, accountId } = await connected('access-1');
  const [account] = core.accounts.list();
  expect(account?.formats.at(-1)).toBe(added);
  expect(viewCopyFormats().at(-1)).toEqual({ id: added, menu: 'Copy as JSON', done: 'Copied as JSON', reader: 'XML' });
  const submenu = viewTray(core.accounts.list(), [], core.clock.now()).items.find(one => one.kind === 'submenu');
  expect(submenu?.items).toContainEqual({
    kind: 'choice',
    label: 'Copy as JSON',
    choice: { kind: 'copy', id: accountId, format: added, endpoint: 0 },
  });
});

it('is taken from a window, copied, said and remembered', async () => {
  const { core, accountId } = await connected('access-1');
  expect(v.safeParse(panelArguments.copy, [accountId, added, 0]).success).toBe(true);
  expect(await core.accounts.copy(accountId, added, 0)).toMatchObject({ text: 'JSON for Acme Goods copied' });
  expect(core.clipboard.text).toBe('<token>access-1</token>');
  expect((await core.activity.list())[0]).toMatchObject({ kind: 'copied', format: added });
});

it('is not offered for a token that its quoting refuses, and named for it', async () => {
  const { core, accountId } = await connected('a&b');
  expect(core.accounts.list()[0]?.formats).not.toContain(added);
  expect(core.accounts.list()[0]?.unsafeFormats).toEqual([added]);
  await expect(core.accounts.copy(accountId, added, 0)).rejects.toMatchObject({ reason: 'unsafe-format' });
});

it('waits for the passphrase where Dockpass is locked, as it holds a secret', async () => {
  const { core, accountId } = await connected('access-1');
  await core.storage.choose('passphrase', new Secret('four words are enough'));
  core.lock.lock('person');
  await expect(core.accounts.copy(accountId, added, 0)).rejects.toMatchObject({ code: 'locked' });
});
