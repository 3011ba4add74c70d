import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { createEndWarnings } from '../../../main/core/desktop/end-warnings.ts';
import type { Notifier } from '../../../main/core/ports/desktop.ts';
import type { TrayChoice } from '../../../main/core/ports/tray-view.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';

const hour = 3_600_000;
const day = 24 * hour;
type Notice = Parameters<Notifier['show']>[0];
type Core = ReturnType<typeof coreOn>;

const warned = (core: Core) => {
  const state = { begun: true, wanted: true };
  const shown: Notice[] = [];
  const chosen: TrayChoice[] = [];
  const tell = createEndWarnings({
    vault: core.vault,
    notifier: { show: notice => shown.push(notice) },
    now: core.clock.now,
    hasBegun: () => state.begun,
    isWanted: () => state.wanted,
    act: choice => chosen.push(choice),
  });
  /** Goes on to so many days before the end, and says what is told then. */
  const at = async (endAt: number, daysBefore: number): Promise<readonly string[]> => {
    core.clock.advanceTo(endAt - daysBefore * day);
    tell(core.accounts.list());
    await settled();
    return shown.splice(0).map(({ title }) => title);
  };
  return { state, shown, chosen, at };
};

/** An account that nothing but a sign-in brings a new token: it has no App Secret. */
const connected = async (lifeMs = 365 * day, core = coreOn(), name = 'Acme Goods') => {
  core.browser.answer = async () => ({
    kind: 'token',
    accessToken: new Secret('access-1'),
    refreshToken: new Secret('refresh-1'),
    expiresInSeconds: lifeMs / 1000,
    scopes: ['order'],
  });
  const { accountId } = await core.accounts.connect(readycloudForm({ appSecret: '', appId: name }, name));
  return { core, accountId, endAt: core.clock.now() + lifeMs };
};

describe('a token that cannot renew by itself', () => {
  it('is told of 30, 7 and 1 day before its end, once each', async () => {
    const { core, endAt } = await connected();
    const { at } = warned(core);
    expect(await at(endAt, 30.1)).toEqual([]);
    expect(await at(endAt, 30)).toEqual(['Acme Goods expires in 30 days']);
    expect(await at(endAt, 29)).toEqual([]);
    expect(await at(endAt, 7)).toEqual(['Acme Goods expires in 7 days']);
    expect(await at(endAt, 6.9)).toEqual([]);
    expect(await at(endAt, 1)).toEqual(['Acme Goods expires within a day']);
    expect(await at(endAt, 0.5)).toEqual([]);
    expect(await at(endAt, 0)).toEqual([]);
  });

  it('is not told of again after a restart, and what was missed meanwhile is told once', async () => {
    const { core, endAt } = await connected();
    expect(await warned(core).at(endAt, 29)).toHaveLength(1);
    const again = coreOn({ files: core.files, sealer: core.sealer, clock: core.clock });
    await again.vault.load();
    const { at } = warned(again);
    expect(await at(endAt, 28)).toEqual([]);
    const third = coreOn({ files: core.files, sealer: core.sealer, clock: core.clock });
    await third.vault.load();
    expect(await warned(third).at(endAt, 0.9)).toEqual(['Acme Goods expires within a day']);
  });

  it('opens at its account when the notification is clicked', async () => {
    const { core, accountId, endAt } = await connected();
    const { at, shown, chosen } = warned(core);
    core.clock.advanceTo(endAt - 7 * day);
    const clicked: Notice[] = [];
    shown.push = (...notices: Notice[]) => clicked.push(...notices);
    await at(endAt, 7);
    clicked[0]?.onClick?.();
    expect(clicked[0]?.body).toBe('Its token cannot be renewed automatically. Click to sign in again at ReadyCloud.');
    expect(chosen).toEqual([{ kind: 'show-account', id: accountId }]);
  });

  it('is told of anew once it was signed in again', async () => {
    const { core, accountId, endAt } = await connected();
    const { at } = warned(core);
    await at(endAt, 1);
    await core.accounts.reconnect(accountId);
    const nextEnd = core.clock.now() + 365 * day;
    expect(await at(nextEnd, 31)).toEqual([]);
    expect(await at(nextEnd, 30)).toEqual(['Acme Goods expires in 30 days']);
  });

  it('that lives five days is told of one day before, not as soon as it is there', async () => {
    const { core, endAt } = await connected(5 * day);
    const { at } = warned(core);
    expect(await at(endAt, 4.9)).toEqual([]);
    expect(await at(endAt, 0.99)).toEqual(['Acme Goods expires within a day']);
  });

  it('waits for someone who looks at the panel or wants no notifications', async () => {
    const { core, endAt } = await connected();
    const { at, state } = warned(core);
    state.wanted = false;
    expect(await at(endAt, 30)).toEqual([]);
    state.wanted = true;
    expect(await at(endAt, 29)).toEqual(['Acme Goods expires in 29 days']);
  });

  it('is told of together with others that end at the same time', async () => {
    const core = coreOn();
    let endAt = 0;
    for (const name of ['One', 'Two', 'Three']) ({ endAt } = await connected(365 * day, core, name));
    expect(await warned(core).at(endAt, 30)).toEqual(['3 tokens expire soon']);
  });
});

it('a token that renews by itself is not told of', async () => {
  const core = coreOn();
  await core.accounts.connect(readycloudForm());
  core.signals.online = false;
  expect(await warned(core).at(core.clock.now() + 365 * day, 1)).toEqual([]);
});
