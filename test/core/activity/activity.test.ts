import { describe, expect, it } from 'vitest';
import { createActivity } from '../../../main/core/activity/activity.ts';
import { createDomainEvents } from '../../../main/core/base/domain-events.ts';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { fakeActivityFile } from '../../support/fakes/fake-activity-file.ts';
import { coreOn, fakeClock, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer } from '../../support/fakes/storage-fakes.ts';

const minute = 60_000;
const connected = async (core = coreOn()) => {
  const { accountId } = await core.accounts.connect(readycloudForm());
  return { core, accountId };
};
const told = async (core: ReturnType<typeof coreOn>) =>
  (await core.activity.list()).map(({ kind, account, format, code }) =>
    [kind, account, format ?? code].filter(part => part !== undefined).join(' '),
  );

describe('what happened on this computer', () => {
  it('is remembered newest first: connected, copied, renewed, refused, removed', async () => {
    const { core, accountId } = await connected();
    core.clock.advanceTo(core.clock.now() + minute);
    await core.accounts.copy(accountId, 'header', 0);
    core.http.handle = () => Response.json({ error: 'invalid_client' }, { status: 401 });
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'wrong-app-secret' });
    core.http.handle = () => Response.json({ access_token: 'a', token_type: 'bearer', expires_in: 600 });
    await core.accounts.renew(accountId);
    await core.accounts.rename(accountId, 'Acme Europe');
    await core.accounts.remove(accountId);
    expect(await told(core)).toEqual([
      'removed Acme Europe',
      'renewed Acme Goods',
      'not-renewed Acme Goods wrong-app-secret',
      'copied Acme Goods header',
      'connected Acme Goods',
    ]);
    expect((await core.activity.list()).at(-1)).toEqual({
      at: core.clock.now() - minute,
      kind: 'connected',
      account: 'Acme Goods',
      provider: 'ReadyCloud',
    });
  });

  it('is there after a restart, also what happened before it was read', async () => {
    const { core, accountId } = await connected();
    const { files, sealer, clock, activityFile } = core;
    clock.advanceTo(clock.now() + minute);
    const again = coreOn({ files, sealer, clock, activityFile });
    await again.vault.load();
    await again.accounts.copy(accountId, 'token', 0);
    expect(await told(again)).toEqual(['copied Acme Goods token', 'connected Acme Goods']);
  });

  it('says why nobody could be connected, but nothing of one who changed their mind', async () => {
    const core = coreOn();
    core.browser.answer = async () => {
      throw new DockpassError('cancelled');
    };
    await expect(core.accounts.connect(readycloudForm())).rejects.toThrow();
    core.browser.answer = async () => ({ kind: 'refused', error: 'access_denied' });
    await expect(core.accounts.connect(readycloudForm())).rejects.toThrow();
    expect(await core.activity.list()).toEqual([
      { at: core.clock.now(), kind: 'not-connected', provider: 'ReadyCloud', code: 'provider-refused' },
    ]);
  });

  it('holds the last thousand events, and the file little more', async () => {
    const { core, accountId } = await connected();
    core.activityFile.lines = Array.from({ length: 1600 }, (_, at) =>
      JSON.stringify({ at, kind: 'copied', account: 'Old', provider: 'ReadyCloud', format: 'token' }),
    );
    await core.accounts.copy(accountId, 'token', 0);
    const events = await core.activity.list();
    expect(events).toHaveLength(1000);
    expect(events[0]).toMatchObject({ account: 'Acme Goods' });
    expect(core.activityFile.lines).toHaveLength(1000);
  });

  it('fills no disk, however much happens: the file is cut back while Dockpass runs, too', async () => {
    const [activityFile, events, clock] = [fakeActivityFile(), createDomainEvents(), fakeClock()];
    const known = { providers: [], vault: { get: () => undefined } };
    const activity = createActivity({ activityFile, events, clock, ...known });
    await activity.load();
    for (let accounts = 0; accounts < 2000; accounts += 1) events.tell({ kind: 'list-written', accounts });
    expect(activityFile.lines.length).toBeLessThanOrEqual(1500);
    const again = createActivity({ activityFile, events: createDomainEvents(), clock, ...known });
    expect(await again.list()).toEqual(await activity.list());
  });

  it('does not come back where a shift ends while the file is being read', async () => {
    const { core } = await connected();
    const old = { kind: 'copied', account: 'Acme Goods', provider: 'ReadyCloud', format: 'token' };
    core.activityFile.lines = Array.from({ length: 1600 }, (_, at) => JSON.stringify({ at, ...old }));
    const { read } = core.activityFile;
    const mayGoOn = Promise.withResolvers<void>();
    const slowly = async () => {
      const lines = await read();
      await mayGoOn.promise;
      return lines;
    };
    Object.assign(core.activityFile, { read: slowly });
    const reading = told(core);
    await core.shift.end(false);
    mayGoOn.resolve();
    await reading;
    expect(await told(core)).toEqual(['shift-ended']);
    expect(core.activityFile.lines.join()).not.toContain('Acme');
  });

  it('leaves out lines that somebody else wrote', async () => {
    const core = coreOn();
    core.activityFile.lines = ['not json', '{"at":1}', '{"at":1,"kind":"exploded"}', '{"at":1,"kind":"renewed"}'];
    expect(await core.activity.list()).toEqual([{ at: 1, kind: 'renewed' }]);
  });

  it('holds no value, whatever was connected and copied', async () => {
    const { core, accountId } = await connected();
    for (const format of ['token', 'header', 'curl', 'env', 'json'] as const)
      await core.accounts.copy(accountId, format, 0);
    await core.activity.save();
    await core.diagnosis.copy();
    const everything = JSON.stringify([core.activityFile.lines, core.activityFile.saved, core.clipboard.text]);
    for (const secret of ['access-1', 'refresh-1', 'shh-1', 'app-1']) expect(everything).not.toContain(secret);
  });

  it('of an account that is kept for this session only is not on the disk', async () => {
    const { core } = await connected(coreOn({ sealer: fakeSealer('session-only') }));
    expect(await told(core)).toEqual(['connected Acme Goods']);
    expect(core.activityFile.lines).toEqual([]);
  });

  it('is forgotten at the end of a shift, unless names stay', async () => {
    const { core } = await connected();
    await core.shift.end(true);
    expect(await told(core)).toEqual(['shift-ended', 'connected Acme Goods']);
    await core.shift.end(false);
    expect(await told(core)).toEqual(['shift-ended']);
    expect(core.activityFile.lines.join()).not.toContain('Acme');
  });

  it('is saved as text where a person wants it', async () => {
    const { core, accountId } = await connected();
    await core.accounts.copy(accountId, 'curl', 0);
    expect(await core.activity.save()).toEqual({ name: 'dockpass-activity.txt' });
    expect(core.activityFile.saved).toEqual([
      [
        'dockpass-activity.txt',
        '2026-01-05T09:00:00.000Z  copied  Acme Goods (ReadyCloud)  curl\n' +
          '2026-01-05T09:00:00.000Z  connected  Acme Goods (ReadyCloud)\n',
      ],
    ]);
  });
});

it('a diagnosis says what support asks for, and no name', async () => {
  const { core, accountId } = await connected();
  core.http.handle = () => new Response('', { status: 502 });
  await expect(core.accounts.renew(accountId)).rejects.toThrow();
  core.files.texts.set('damaged-1', '{');
  const { files, sealer, clock, activityFile } = core;
  const again = coreOn({ files, sealer, clock, activityFile });
  await again.vault.load();
  await again.diagnosis.copy();
  await settled();
  expect(again.clipboard.text).toBe(`Dockpass 0.0.0, Electron 45.0.0
at 2026-01-05T09:00:00.000Z
keeping: keychain
network: online
clock: right within a minute
accounts: 1 readycloud production, by itself
accounts: 1 unreadable, not-json
failed lately:
  2026-01-05T09:00:00.000Z  not-renewed  ReadyCloud  provider-down
`);
});
