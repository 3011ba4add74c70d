import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { revocableForm, revokingServer } from '../../support/fakes/revoking-server.ts';
import { settled } from '../../support/fakes/settled.ts';
import { soon } from '../../support/soon.ts';

// The end of a shift that also has the providers end the tokens: wiping never waits for that.

type Core = ReturnType<typeof coreOn>;

const atWork = async (core: Core = coreOn()) => {
  const server = revokingServer(core);
  const { accountId: first } = await core.accounts.connect(revocableForm('Dock 4'));
  const { accountId: second } = await core.accounts.connect(revocableForm('Returns'));
  return { core, server, first, second };
};
const onDisk = (core: Core): string => [...core.files.texts.values()].join('\n');
const never = () => new Promise<Response>(() => {});
const outcomes = async (core: Core) =>
  (await core.shift.report()).map(({ account, outcome, failure }) => [account, outcome, failure?.code]);

describe('the end of a shift, with the providers', () => {
  it('wipes first, then asks each provider once, and says per account what it answered', async () => {
    const { core, server } = await atWork();
    const wipedBefore: boolean[] = [];
    server.answer = ({ token }) => {
      wipedBefore.push(!/"sealed":"[^"]/.test(onDisk(core)));
      return token === 'refresh-2' ? Response.json({}, { status: 503 }) : new Response(null);
    };
    await core.shift.end(true, true);
    expect(await outcomes(core)).toEqual([
      ['Dock 4', 'revoked', undefined],
      ['Returns', 'not-revoked', 'provider-down'],
    ]);
    expect(server.asked.map(({ token }) => token).sort()).toEqual(['access-1', 'refresh-1', 'refresh-2']);
    expect(wipedBefore).toEqual([true, true, true]);
    expect(core.accounts.list().map(({ label }) => label)).toEqual(['Dock 4', 'Returns']);
    const told = (await core.activity.list()).map(({ kind, account = '' }) => `${kind} ${account}`);
    expect([told.slice(0, 2).sort(), told[2]]).toEqual([['not-revoked Returns', 'revoked Dock 4'], 'shift-ended ']);
  });

  it('is over, and lets the next one begin, while a provider does not answer; after 15 s that is said', async () => {
    const { core, server } = await atWork();
    server.answer = never;
    await core.shift.end(true, true);
    expect(onDisk(core)).not.toMatch(/"sealed":"[^"]/);
    const report = outcomes(core);
    await core.accounts.connect(revocableForm('Next shift'));
    await soon(() => expect(server.asked).toHaveLength(2));
    core.clock.advanceTo(core.clock.now() + 15_000);
    expect(await report).toEqual([
      ['Dock 4', 'not-revoked', 'timed-out'],
      ['Returns', 'not-revoked', 'timed-out'],
    ]);
    expect(
      core.accounts
        .list()
        .map(({ renewal }) => renewal.kind)
        .sort(),
    ).toEqual(['by-itself', 'sign-in-needed', 'sign-in-needed']);
    expect(server.asked.map(({ token }) => token).sort()).toEqual(['refresh-1', 'refresh-2']);
  });

  it('wipes also where no token can be opened, and says so', async () => {
    const core = coreOn();
    await core.storage.choose('passphrase', new Secret('four dull grey parcels'));
    const { server } = await atWork(core);
    core.lock.lock('person');
    await core.shift.end(true, true);
    expect(await outcomes(core)).toEqual([
      ['Dock 4', 'not-revoked', 'locked'],
      ['Returns', 'not-revoked', 'locked'],
    ]);
    expect(server.asked).toEqual([]);
  });

  it('wipes also where a keychain never answers', async () => {
    const { core, server } = await atWork();
    Object.assign(core.sealer, { open: never });
    await core.shift.end(true, true);
    expect(onDisk(core)).not.toMatch(/"sealed":"[^"]/);
    const report = outcomes(core);
    core.clock.advanceTo(core.clock.now() + 15_000);
    expect((await report).map(([, , code]) => code)).toEqual(['timed-out', 'timed-out']);
    expect(server.asked).toEqual([]);
  });

  it('wipes also where a revocation that was asked for before waits for such a keychain', async () => {
    const { core, server, first } = await atWork();
    Object.assign(core.sealer, { open: never });
    void core.accounts.revoke(first).catch(() => {});
    await settled();
    let isOver = false;
    void core.shift.end(true).then(() => {
      isOver = true;
    });
    await settled();
    expect([isOver, server.asked]).toEqual([true, []]);
  });

  it('asks where the disk refuses to be wiped, too: there it matters most', async () => {
    const { core, server } = await atWork();
    Object.assign(core.files, {
      save: () => Promise.reject(new Error('full')),
      remove: () => Promise.reject(new Error('full')),
    });
    await expect(core.shift.end(true, true)).rejects.toMatchObject({ code: 'save-failed', reason: 'not-wiped' });
    expect(await outcomes(core)).toEqual([
      ['Dock 4', 'revoked', undefined],
      ['Returns', 'revoked', undefined],
    ]);
    expect(server.asked).toHaveLength(4);
  });

  it('leaves nothing of it: no name where none is kept, no report that is told twice, and nothing for the next start', async () => {
    const { core, server } = await atWork();
    server.answer = () => Response.json({}, { status: 503 });
    await core.shift.end(false, true);
    expect((await outcomes(core)).map(([account]) => account)).toEqual(['Dock 4', 'Returns']);
    expect(await outcomes(core)).toEqual([]);
    expect([core.files.texts.size, core.settingsFile.text]).toEqual([0, undefined]);
    expect(JSON.stringify(await core.activity.list())).not.toContain('Dock 4');
    const asked = server.asked.length;
    const again = coreOn(core);
    const next = revokingServer(again);
    await again.start.begin(again.vault.load(), Promise.resolve());
    core.clock.advanceTo(core.clock.now() + 3_600_000);
    await settled();
    expect([server.asked.length - asked, next.asked]).toEqual([0, []]);
  });

  it('asks nobody unless that is wanted, but for an account that was removed with that wish', async () => {
    const { core, server, first } = await atWork();
    await core.accounts.connect(readycloudForm());
    await core.accounts.remove(first, true);
    await core.shift.end(true);
    expect(await outcomes(core)).toEqual([['Dock 4', 'revoked', undefined]]);
    core.clock.advanceTo(core.clock.now() + 60_000);
    await settled();
    expect(server.asked.map(({ token }) => token)).toEqual(['refresh-1', 'access-1']);
  });

  it('says of a renewal that it broke off that others have its tokens', async () => {
    const { core, server, first } = await atWork();
    server.renew = never;
    const renewing = core.accounts.renew(first);
    await settled();
    const [ended] = await Promise.all([core.shift.end(true, true), renewing.catch(() => {})]);
    expect(ended).toBeUndefined();
    expect((await core.shift.report()).map(({ answerLost }) => answerLost)).toEqual([true, undefined]);
  });

  it('goes on through another end of a shift, and is waited for by a quit', async () => {
    const { core, server } = await atWork();
    const answered = Promise.withResolvers<void>();
    server.answer = async () => {
      await answered.promise;
      return new Response(null);
    };
    await core.shift.end(true, true);
    await settled();
    await core.shift.end(true, true);
    const quitting = core.quit.begin(false);
    await settled();
    answered.resolve();
    expect((await outcomes(core)).map(([, outcome]) => outcome)).toEqual(['revoked', 'revoked']);
    await quitting;
  });
});
