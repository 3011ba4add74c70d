import { expect, it } from 'vitest';
import { createTrayActions } from '../../../main/core/desktop/tray-actions.ts';
import type { PanelRequest } from '../../../preload/contract/events.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';

const trayOf = async () => {
  const core = coreOn();
  const { accountId: id } = await core.accounts.connect(readycloudForm());
  const opened: (PanelRequest | undefined)[] = [];
  const shown: string[] = [];
  const act = createTrayActions({
    accounts: core.accounts,
    lock: core.lock,
    quit: () => {},
    noticeWanted: () => true,
    notifier: { show: ({ body }) => void shown.push(body) },
    openPanel: request => void opened.push(request),
  });
  return { core, id, opened, shown, act };
};

it('a copy from the tray says what is on the clipboard, and opens nothing', async () => {
  const { id, opened, shown, act } = await trayOf();
  act({ kind: 'copy', id, format: 'token', endpoint: 0 });
  await expect.poll(() => shown).toEqual(['Token for Acme Goods copied, clears in 45 s']);
  expect(opened).toEqual([]);
});

it('what fails opens the panel at its account, with what was wanted for trying again', async () => {
  const { core, id, opened, act } = await trayOf();
  Object.assign(core.clipboard, { write: () => Promise.reject(new Error('taken')) });
  act({ kind: 'copy', id, format: 'curl', endpoint: 0 });
  await expect.poll(() => opened).toHaveLength(1);
  core.browser.answer = async () => ({ kind: 'refused', error: 'access_denied' });
  act({ kind: 'reconnect', id });
  await expect.poll(() => opened).toHaveLength(3);
  expect(opened).toMatchObject([
    { kind: 'show-account', id, problem: {}, wanted: { kind: 'copy', format: 'curl', endpoint: 0 } },
    { kind: 'show-account', id },
    { kind: 'show-account', id, problem: { code: 'provider-refused' }, wanted: { kind: 'reconnect' } },
  ]);
});
