import { describe, expect, it } from 'vitest';
import { createManaged } from '../../../main/core/settings/managed.ts';
import { createSettings } from '../../../main/core/settings/settings.ts';
import { providersWith } from '../../../main/providers/index.ts';
import { fakeLastGood, fakePolicy } from '../../support/fakes/fake-policy.ts';
import { fakeSettingsFile } from '../../support/fakes/fake-settings-file.ts';
import { fakeLog } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';

const secretPath = '/etc/dockpass/acme-secret';
const acme = (changed: object = {}) => ({
  version: 1,
  organization: 'Acme',
  accounts: [
    {
      id: 'acme',
      name: 'Acme ReadyCloud',
      provider: 'readycloud',
      values: { appId: 'acme-app', permissions: 'order' },
      secrets: { appSecret: { file: secretPath } },
    },
  ],
  ...changed,
});
const content = (changed: object = {}) => ({ kind: 'content', content: acme(changed) }) as const;

const on = async (reading?: Parameters<typeof fakePolicy>[0], kept?: unknown, stored?: string) => {
  const policy = fakePolicy(reading, { [secretPath]: 'hush' });
  const [lastGood, log, file] = [fakeLastGood(kept), fakeLog(), fakeSettingsFile(stored)];
  const managed = createManaged({ policy, lastGood, log, providers: providersWith({}) });
  const settings = createSettings({ file, log, managed });
  await managed.refresh();
  return { policy, lastGood, log, file, managed, settings };
};

describe('settings of an organization', () => {
  it('fixed ones hold whatever a person chose, and cannot be chosen', async () => {
    const { settings, file } = await on(
      content({ fixed: { clipboardSeconds: 20 } }),
      undefined,
      '{"clipboardSeconds":60}',
    );
    expect(settings.read().clipboardSeconds).toBe(20);
    expect(() => settings.choose({ clipboardSeconds: 60 })).toThrow('bad-input');
    settings.choose({ theme: 'dark' });
    expect(JSON.parse(file.text ?? '')).toEqual({ clipboardSeconds: 60, theme: 'dark' });
  });

  it('preset ones hold until a person chooses, and again after a reset', async () => {
    const { settings } = await on(content({ presets: { theme: 'dark', lockMinutes: 5 } }));
    expect(settings.read()).toMatchObject({ theme: 'dark', lockMinutes: 5 });
    settings.choose({ theme: 'light' });
    expect(settings.read()).toMatchObject({ theme: 'light', lockMinutes: 5 });
    settings.reset();
    expect(settings.read()).toMatchObject({ theme: 'dark', lockMinutes: 5 });
  });

  it('a choice of one setting does not keep another from following a new preset', async () => {
    const { settings, policy } = await on(content({ presets: { lockMinutes: 5 } }));
    settings.choose({ theme: 'light' });
    const told: number[] = [];
    settings.onChange(({ lockMinutes }) => told.push(lockMinutes));
    policy.reading = content({ presets: { lockMinutes: 7 } });
    policy.changed();
    await settled();
    expect([settings.read().lockMinutes, told]).toEqual([7, [7]]);
  });

  it('a bad setting of the person’s own falls back to the preset one', async () => {
    const { settings } = await on(content({ presets: { theme: 'dark' } }), undefined, '{"theme":"sepia"}');
    expect([settings.read().theme, settings.fellBack()]).toEqual(['dark', ['theme']]);
  });

  it('are gone with the file', async () => {
    const { settings, managed, policy, lastGood } = await on(content({ fixed: { theme: 'dark' } }));
    policy.reading = { kind: 'absent' };
    await managed.refresh();
    expect([settings.read().theme, managed.readyMade(), lastGood.kept]).toEqual(['system', [], undefined]);
  });
});

describe('a bad file', () => {
  it.each([
    [{ kind: 'refused', reason: 'owner' }, { reason: 'owner' }],
    [{ kind: 'refused', reason: 'not-json' }, { reason: 'not-json' }],
    [content({ fixed: { theme: 'sepia' } }), { reason: 'content', where: 'fixed.theme' }],
  ] as const)('in the place of a good one is named, and the good one stays in force (%j)', async (bad, named) => {
    const { settings, managed, policy, log } = await on(content({ fixed: { theme: 'dark' } }));
    policy.reading = bad;
    await managed.refresh();
    expect(settings.read().theme).toBe('dark');
    expect(managed.problem()).toEqual({ path: policy.path, ...named, earlierInForce: true });
    expect(log.lines.at(-1)).toContain('managed-refused');
    policy.reading = content({ fixed: { theme: 'light' } });
    await managed.refresh();
    expect([settings.read().theme, managed.problem()]).toEqual(['light', undefined]);
  });

  it('found at a start leaves in force what was good before', async () => {
    const { settings, managed } = await on({ kind: 'refused', reason: 'writable' }, acme({ fixed: { theme: 'dark' } }));
    expect(settings.read().theme).toBe('dark');
    expect(managed.readyMade().map(({ name }) => name)).toEqual(['Acme ReadyCloud']);
    expect(managed.problem()).toMatchObject({ reason: 'writable', earlierInForce: true });
  });

  it('found at the first start of all decides nothing', async () => {
    const { settings, managed } = await on({ kind: 'refused', reason: 'owner' }, { version: 7 });
    expect(settings.read().theme).toBe('system');
    expect(managed.problem()).toMatchObject({ reason: 'owner', earlierInForce: false });
  });

  it('is said once, however often it is looked at', async () => {
    const { managed, log } = await on({ kind: 'refused', reason: 'owner' });
    let told = 0;
    managed.onChange(() => {
      told += 1;
    });
    await managed.refresh();
    await managed.refresh();
    expect([told, log.lines.filter(line => line.includes('managed-refused')).length]).toEqual([0, 1]);
  });
});

describe('a ready-made account', () => {
  it('is shown without what it is made of, and its form holds the secret only when it is asked for', async () => {
    const { managed } = await on(content());
    expect(managed.readyMade()).toEqual([
      {
        id: 'acme',
        name: 'Acme ReadyCloud',
        providerId: 'readycloud',
        providerName: 'ReadyCloud',
        monogram: 'RC',
        colour: expect.stringMatching(/^#/),
        opensWindow: true,
      },
    ]);
    expect(await managed.form('acme')).toEqual({
      provider: 'readycloud',
      environment: 'production',
      accountName: 'Acme ReadyCloud',
      values: expect.objectContaining({ appId: 'acme-app', permissions: 'order', appSecret: 'hush' }),
    });
  });

  it('whose secret cannot be had, or that is gone, says so', async () => {
    const { managed } = await on(
      content({ accounts: [{ ...acme().accounts[0], secrets: { appSecret: { file: '/gone' } } }] }),
    );
    await expect(managed.form('acme')).rejects.toMatchObject({ code: 'managed-secret', detail: '/gone' });
    await expect(managed.form('other')).rejects.toMatchObject({ code: 'bad-input' });
  });
});
