import { expect, it } from 'vitest';
import { createPanelHandlers } from '../../../main/platform/ipc/panel-calls.ts';
import type { ConnectForm } from '../../../preload/contract/connect-form.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';

/** The calls of a panel whose ready-made account has a secret file that is slow to read. */
const aPanel = () => {
  const core = coreOn();
  const read = Promise.withResolvers<ConnectForm>();
  const managed = { form: () => read.promise };
  // Only what the call of a ready-made account reaches.
  const handlers = createPanelHandlers({ ...core, managed, chooser: {} } as unknown as Parameters<
    typeof createPanelHandlers
  >[0]);
  return { core, handlers, read };
};

it('a ready-made account is none any more where the shift ended while its secret file was read', async () => {
  const { core, handlers, read } = aPanel();
  const connecting = Promise.resolve(handlers.connectReadyMade('acme'));
  const ended = expect(connecting).rejects.toMatchObject({ code: 'cancelled' });
  await core.shift.end(false);
  read.resolve(readycloudForm());
  await ended;
  expect([core.accounts.list(), core.files.texts.size]).toEqual([[], 0]);
});

it('a ready-made account is connected with what its secret file says', async () => {
  const { core, handlers, read } = aPanel();
  const connecting = Promise.resolve(handlers.connectReadyMade('acme'));
  read.resolve(readycloudForm());
  expect(await connecting).toMatchObject({ label: 'Acme Goods' });
  expect(core.files.texts.size).toBe(1);
});
