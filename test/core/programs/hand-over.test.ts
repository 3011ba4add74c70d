import { describe, expect, it, vi } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { usualWanted } from '../../../main/core/programs/hand-over.ts';
import type { ProgramMode } from '../../../preload/contract/programs/view.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer, slowRenewals } from '../../support/fakes/storage-fakes.ts';

type Core = ReturnType<typeof coreOn>;
const year = 31_536_000_000;
const unknown = { code: 'bad-input', field: 'account' };

const open = async (may: ProgramMode, core: Core = coreOn()) => {
  core.settings.choose({ programs: true });
  const { accountId } = await core.accounts.connect(readycloudForm());
  await core.programs.setMode(accountId, may);
  return { core, accountId };
};
const caller = (program = 'backup.sh', signal = new AbortController().signal) => ({ program, signal });
const give = (core: Core, account: string, who = caller()) =>
  core.programs.handOver.give({ account, ...usualWanted }, who);
/** What became of it, without the secret. */
const outcome = (giving: ReturnType<typeof give>): Promise<unknown> =>
  giving.then(
    ({ text }) => text.reveal(),
    ({ code, reason }) => ({ code, ...(reason !== undefined && { reason }) }),
  );
const showQuestion = async (core: Core): Promise<void> => {
  await settled();
  core.clock.advanceTo(core.clock.now() + 200);
};
const answer = async (core: Core, allows: boolean): Promise<void> => {
  await showQuestion(core);
  const asked = core.programs.question();
  core.clock.advanceTo(core.clock.now() + 1000);
  core.programs.answer(asked?.number ?? 0, allows);
};
const told = async (core: Core) =>
  (await core.activity.list()).map(({ kind, account, program, code }) => [kind, account, program, code]);

describe('a token for a program', () => {
  it('is given where the account always may, by id and by name, and the activity names the program', async () => {
    const { core, accountId } = await open('always');
    for (const account of [accountId, 'Acme Goods', 'ACME goods'])
      expect(await outcome(give(core, account))).toBe('access-1');
    expect((await told(core))[0]).toEqual(['handed-over', 'Acme Goods', 'backup.sh', undefined]);
    expect(core.programs.accounts()).toEqual([
      { id: accountId, label: 'Acme Goods', may: 'always', last: { at: core.clock.now(), program: 'backup.sh' } },
    ]);
    expect(core.questionWindow.shown).toBe(0);
  });

  it('is none where nobody chose it, nor while programs are switched off, and nobody is asked', async () => {
    const { core, accountId } = await open('always');
    await core.programs.setMode(accountId, 'never');
    await expect(give(core, accountId)).rejects.toMatchObject(unknown);
    await expect(give(core, 'somebody else')).rejects.toMatchObject(unknown);
    expect(await core.programs.handOver.list()).toEqual([]);
    await core.programs.setMode(accountId, 'ask');
    core.settings.choose({ programs: false });
    await expect(give(core, accountId)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(core.programs.handOver.list()).rejects.toMatchObject({ code: 'not-permitted' });
    expect(core.questionWindow.shown).toBe(0);
  });

  it('waits for a person, who says yes or no', async () => {
    const { core, accountId } = await open('ask');
    const yes = outcome(give(core, accountId));
    await showQuestion(core);
    expect(core.programs.question()).toEqual({
      number: 1,
      account: 'Acme Goods',
      providerName: 'ReadyCloud',
      programs: ['backup.sh'],
      calls: 1,
      until: 'now',
    });
    await answer(core, true);
    expect(await yes).toBe('access-1');
    const no = outcome(give(core, accountId, caller('label\u202eprinter\n')));
    await answer(core, false);
    expect(await no).toEqual({ code: 'not-permitted' });
    expect((await told(core))[0]).toEqual(['not-handed-over', 'Acme Goods', 'label printer', 'not-permitted']);
  });

  it('until the lock: one question, and another one after the screen was locked, or the computer slept', async () => {
    const { core, accountId } = await open('until-locked');
    const first = outcome(give(core, accountId));
    await answer(core, true);
    expect([await first, await outcome(give(core, accountId))]).toEqual(['access-1', 'access-1']);
    for (const [count, signal] of (['lock', 'suspend'] as const).entries()) {
      core.signals.fire(signal);
      const next = outcome(give(core, accountId));
      await answer(core, true);
      expect([await next, core.questionWindow.shown]).toEqual(['access-1', count + 2]);
    }
  });

  it('forty callers at once are one question and one renewal', async () => {
    const { core, accountId } = await open('ask');
    core.clock.advanceTo(core.clock.now() + year);
    core.http.sent.splice(0);
    const { asked, answer: renewed } = slowRenewals(core);
    const calls = Array.from({ length: 40 }, (_, index) => outcome(give(core, accountId, caller(`job-${index % 3}`))));
    await answer(core, true);
    await asked;
    renewed({ access_token: 'access-2', token_type: 'Bearer', expires_in: 9999 });
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['access-2']));
    expect([core.questionWindow.shown, core.http.sent.filter(({ method }) => method === 'POST').length]).toEqual([
      1, 1,
    ]);
  });

  it('is good for as long as it is wanted, where it can be fetched anew', async () => {
    const { core, accountId } = await open('always');
    const { life } = core.vault.record(accountId);
    const endsAt = life.kind === 'until' ? life.expiresAt : 0;
    core.clock.set(endsAt - 90_000);
    core.http.handle = () => Response.json({ access_token: 'access-2', token_type: 'Bearer', expires_in: 30 });
    expect(await outcome(give(core, accountId))).toBe('access-1');
    const wanted = { account: accountId, format: 'token', minValidSeconds: 120 };
    const fresh = await core.programs.handOver.give(wanted, caller());
    expect(fresh.text.reveal()).toBe('access-2');
    // As fresh as it gets: asking for more brings no other one.
    core.http.sent.splice(0);
    expect((await core.programs.handOver.give(wanted, caller())).text.reveal()).toBe('access-2');
    expect(core.http.sent).toEqual([]);
  });

  it('says sign-in needed, and offline', async () => {
    const { core, accountId } = await open('always');
    core.clock.advanceTo(core.clock.now() + year);
    core.signals.online = false;
    expect(await outcome(give(core, accountId))).toEqual({ code: 'offline', reason: 'expired' });
    core.signals.online = true;
    core.http.handle = () => Response.json({ error: 'invalid_grant' }, { status: 400 });
    expect(await outcome(give(core, accountId))).toMatchObject({ code: 'needs-sign-in' });
  });
});

describe('while a call waits for its answer', () => {
  const waiting = async (core?: Core) => {
    const { accountId, ...rest } = await open('ask', core);
    const call = outcome(give(rest.core, accountId));
    await showQuestion(rest.core);
    expect(rest.core.programs.question()).not.toBeNull();
    return { ...rest, accountId, call };
  };
  const expectOver = async (core: Core, accountId: string): Promise<void> => {
    expect(core.programs.question()).toBeNull();
    core.programs.answer(1, true);
    const sent = JSON.stringify(await told(core));
    expect(sent).not.toContain('"handed-over"');
    expect(accountId).not.toBe('');
  };

  it('a lock ends it', async () => {
    const core = coreOn({ sealer: fakeSealer('session-only') });
    await core.storage.choose('passphrase', new Secret('four dull grey parcels'));
    const { call, accountId } = await waiting(core);
    core.lock.lock('person');
    expect(await call).toEqual({ code: 'locked' });
    await expectOver(core, accountId);
  });

  it('the end of a shift ends it, and nothing is left to ask for', async () => {
    const { core, call, accountId } = await waiting();
    await core.shift.end(true);
    expect(await call).toEqual({ code: 'cancelled' });
    await expectOver(core, accountId);
    core.settings.choose({ programs: true });
    await expect(give(core, accountId)).rejects.toMatchObject(unknown);
  });

  it('a removal ends it at once, whatever undoes the removal', async () => {
    const { core, call, accountId } = await waiting();
    await core.accounts.remove(accountId);
    expect(await call).toEqual({ code: 'bad-input' });
    await expectOver(core, accountId);
    await expect(give(core, accountId)).rejects.toMatchObject(unknown);
    await core.accounts.undoRemove(accountId);
    const again = outcome(give(core, accountId));
    await answer(core, true);
    expect(await again).toBe('access-1');
  });

  it('quitting ends it', async () => {
    const { core, call, accountId } = await waiting();
    await core.quit.begin(false);
    expect(await call).toEqual({ code: 'cancelled' });
    await expectOver(core, accountId);
    expect(await outcome(give(core, accountId))).toEqual({ code: 'cancelled' });
  });

  it('another choice for the account ends it, and so does switching programs off', async () => {
    const first = await waiting();
    await first.core.programs.setMode(first.accountId, 'never');
    expect(await first.call).toEqual({ code: 'not-permitted', reason: 'changed' });
    const second = await waiting();
    second.core.settings.choose({ programs: false });
    expect(await second.call).toEqual({ code: 'not-permitted', reason: 'off' });
    const third = await waiting();
    await third.core.programs.forgetAll();
    expect([await third.call, third.core.programs.accounts()[0]?.may]).toEqual([
      { code: 'not-permitted', reason: 'changed' },
      'never',
    ]);
  });

  it('a lock while its fresh token is on the way ends it, and the token is kept', async () => {
    const core = coreOn({ sealer: fakeSealer('session-only') });
    await core.storage.choose('passphrase', new Secret('four dull grey parcels'));
    const { accountId } = await open('always', core);
    core.clock.advanceTo(core.clock.now() + year);
    const { asked, answer: renewed } = slowRenewals(core);
    const call = outcome(give(core, accountId));
    await asked;
    core.lock.lock('person');
    renewed({ access_token: 'access-2', token_type: 'Bearer', expires_in: 9999 });
    expect(await call).toEqual({ code: 'locked' });
    await settled();
    await core.lock.unlock(new Secret('four dull grey parcels'));
    expect(await outcome(give(core, accountId))).toBe('access-2');
  });

  it('another choice that is saved before anybody ends it holds, also where a fresh token has come', async () => {
    const { core, accountId } = await open('always');
    core.clock.advanceTo(core.clock.now() + year);
    const { asked, answer: renewed } = slowRenewals(core);
    const call = outcome(give(core, accountId));
    await asked;
    await core.vault.change(accountId, async now => ({ patch: { programs: undefined }, secrets: await now.open() }));
    renewed({ access_token: 'access-2', token_type: 'Bearer', expires_in: 9999 });
    expect(await call).toEqual({ code: 'not-permitted', reason: 'changed' });
  });

  it('whoever hangs up leaves the question to the others', async () => {
    const { core, accountId } = await open('ask');
    const gone = new AbortController();
    const [left, stays] = [outcome(give(core, accountId, caller('a', gone.signal))), outcome(give(core, accountId))];
    await showQuestion(core);
    gone.abort(new Error('hung up'));
    await answer(core, true);
    expect([await left, await stays]).toEqual([{}, 'access-1']);
  });
});

describe('while Dockpass is locked', () => {
  const passphrase = new Secret('four dull grey parcels');
  /** One call for a token, and the question whether to unlock. */
  const waiting = async (may: ProgramMode = 'always') => {
    const core = coreOn({ sealer: fakeSealer('session-only') });
    await core.storage.choose('passphrase', passphrase);
    const { accountId } = await open(may, core);
    core.lock.lock('person');
    const call = outcome(give(core, accountId));
    await showQuestion(core);
    expect(core.programs.question()).toEqual({ number: 1, programs: ['backup.sh'], calls: 1, until: 'unlocked' });
    return { core, accountId, call };
  };
  /** Nothing was handed out, nor is by an unlocking that comes later. */
  const expectNothing = async (core: Core): Promise<void> => {
    expect([core.programs.question(), core.operations.count('hand-over')]).toEqual([null, 0]);
    await core.lock.unlock(passphrase).catch(() => {});
    await settled();
    expect(JSON.stringify(await told(core))).not.toContain('"handed-over"');
  };

  it('a call waits, and is answered once it is unlocked', async () => {
    const { core, call } = await waiting();
    await core.lock.unlock(passphrase);
    expect(await call).toBe('access-1');
    expect([core.programs.question(), core.questionWindow.shown]).toEqual([null, 1]);
  });

  it('a person who chooses to unlock is led there, and has a minute for it', async () => {
    const { core, call } = await waiting();
    let led = 0;
    core.programs.onUnlockWanted(() => {
      led += 1;
    });
    core.programs.answer(1, true);
    expect(led).toBe(0);
    core.clock.advanceTo(core.clock.now() + 50_000);
    core.programs.answer(1, true);
    expect(led).toBe(1);
    core.clock.advanceTo(core.clock.now() + 59_000);
    await core.lock.unlock(passphrase);
    expect(await call).toBe('access-1');
  });

  it('one that has to be allowed is asked about after it', async () => {
    const { core, call } = await waiting('ask');
    await core.lock.unlock(passphrase);
    await showQuestion(core);
    expect(core.programs.question()).toMatchObject({ number: 2, account: 'Acme Goods', until: 'now' });
    await answer(core, false);
    expect(await call).toEqual({ code: 'not-permitted' });
  });

  it('calls for every account share the one question, also those that come while it stands', async () => {
    const { core, accountId, call } = await waiting();
    const others = Array.from({ length: 39 }, () => outcome(give(core, accountId, caller('labels'))));
    await settled();
    core.clock.advanceTo(core.clock.now() + 1000);
    expect(core.programs.question()).toMatchObject({ programs: ['backup.sh', 'labels'], calls: 40 });
    await core.lock.unlock(passphrase);
    expect(new Set(await Promise.all([call, ...others]))).toEqual(new Set(['access-1']));
    expect(core.questionWindow.shown).toBe(1);
  });

  it('a minute ends the wait, and for one more nobody is asked', async () => {
    const { core, accountId, call } = await waiting();
    core.clock.advanceTo(core.clock.now() + 60_000);
    expect(await call).toEqual({ code: 'locked' });
    expect(await outcome(give(core, accountId))).toEqual({ code: 'locked' });
    expect(core.questionWindow.shown).toBe(1);
    await expectNothing(core);
    expect(await outcome(give(core, accountId))).toBe('access-1');
    core.lock.lock('person');
    const again = outcome(give(core, accountId));
    await showQuestion(core);
    core.programs.answer(2, false);
    expect(await again).toEqual({ code: 'locked' });
  });

  it('lists, and accounts that nobody opened, wait for nothing', async () => {
    const { core } = await waiting();
    await expect(core.programs.handOver.list()).rejects.toMatchObject({ code: 'locked' });
    await expect(give(core, 'Nobody')).rejects.toMatchObject(unknown);
    expect((await core.programs.handOver.resolveEnv('A=1', caller())).reveal()).toBe('A=1\n');
  });

  const ends: readonly (readonly [string, unknown, (core: Core, accountId: string) => unknown])[] = [
    ['the end of a shift', { code: 'cancelled' }, core => core.shift.end(true)],
    ['a removal', { code: 'bad-input' }, (core, accountId) => core.accounts.remove(accountId)],
    ['quitting', { code: 'cancelled' }, core => core.quit.begin(false)],
    [
      'switching programs off',
      { code: 'not-permitted', reason: 'off' },
      core => core.settings.choose({ programs: false }),
    ],
  ];
  it.each(ends)('%s ends the wait, and nothing is handed out after', async (_what, code, end) => {
    const { core, accountId, call } = await waiting();
    await end(core, accountId);
    expect(await call).toEqual(code);
    await expectNothing(core);
  });

  it('a lock right after the unlocking ends it, too', async () => {
    const { core, call } = await waiting();
    await core.lock.unlock(passphrase);
    core.lock.lock('person');
    expect(await call).toEqual({ code: 'locked' });
    expect(JSON.stringify(await told(core))).not.toContain('"handed-over"');
  });

  it('a permission that was edited on disk gives nothing after it either', async () => {
    const { core, accountId } = await waiting('ask');
    const record = JSON.parse(core.files.texts.get(accountId) ?? '');
    core.files.texts.set(accountId, JSON.stringify({ ...record, programs: { may: 'always' } }));
    const again = coreOn(core);
    await again.vault.load();
    again.lock.lock('person');
    const call = outcome(give(again, accountId));
    await showQuestion(again);
    await again.lock.unlock(passphrase);
    expect(await call).toEqual({ code: 'bad-input' });
  });

  it('whoever hangs up waits no longer, and the question goes with the last of them', async () => {
    const { core, accountId, call } = await waiting();
    const gone = new AbortController();
    const other = outcome(give(core, accountId, caller('a', gone.signal)));
    await settled();
    gone.abort(new Error('hung up'));
    expect([await other, core.programs.question()]).toMatchObject([{}, { calls: 1 }]);
    await core.lock.unlock(passphrase);
    expect(await call).toBe('access-1');
  });
});

describe('a record that was edited on disk', () => {
  const edits: readonly (readonly [string, ProgramMode, unknown])[] = [
    ['to always', 'never', { may: 'always' }],
    ['from ask to always', 'ask', { may: 'always' }],
    ['from until the lock to always', 'until-locked', { may: 'always' }],
    ['to ask', 'never', { may: 'ask' }],
    ['to a word that is none', 'always', { may: 'whoever asks' }],
    ['away', 'always', undefined],
  ];
  it.each(edits)('%s gives nothing and asks nobody, also after another sign-in', async (_how, may, programs) => {
    const { core, accountId } = await open(may);
    const record = JSON.parse(core.files.texts.get(accountId) ?? '');
    core.files.texts.set(accountId, JSON.stringify({ ...record, programs }));
    const again = coreOn(core);
    await again.vault.load();
    for (const account of [accountId, 'Acme Goods']) await expect(give(again, account)).rejects.toMatchObject(unknown);
    expect([await again.programs.handOver.list(), again.questionWindow.shown]).toEqual([[], 0]);
    if (again.vault.get(accountId)?.record === undefined) return;
    await again.accounts.reconnect(accountId);
    expect(again.programs.accounts()).toMatchObject([{ may: 'never' }]);
    await expect(give(again, accountId)).rejects.toMatchObject(unknown);
  });

  it('of the first form of the seal, which bound nothing of the kind, gives nothing either', async () => {
    const { core, accountId } = await open('never');
    const record = JSON.parse(core.files.texts.get(accountId) ?? '');
    const body = { envelope: 1, id: accountId, provider: record.provider, origins: record.origins };
    const text = JSON.stringify({ ...body, accessToken: 'access-1', fields: {} });
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    const sealed = await core.sealer.seal(new Secret(`${Buffer.from(bytes).toString('hex')}.${text}`), '');
    core.files.texts.set(accountId, JSON.stringify({ ...record, sealed, programs: { may: 'always' } }));
    const again = coreOn(core);
    await again.vault.load();
    await expect(give(again, accountId)).rejects.toMatchObject(unknown);
    again.files.texts.set(accountId, JSON.stringify({ ...record, sealed }));
    const unedited = coreOn(again);
    await unedited.vault.load();
    expect((await unedited.vault.open(accountId)).accessToken.reveal()).toBe('access-1');
  });

  it('does not come out of a backup: another computer decides for itself', async () => {
    const { core } = await open('always');
    const secret = new Secret('seven quiet lorries');
    await core.backup.write({ ids: [], moves: false, passphrase: secret.reveal() });
    const other = coreOn({ backupFile: core.backupFile });
    other.settings.choose({ programs: true });
    await other.backup.open(secret);
    await other.backup.take(['add']);
    expect(other.programs.accounts()).toMatchObject([{ label: 'Acme Goods', may: 'never' }]);
    expect(JSON.stringify(core.backupFile.file)).not.toContain('always');
  });

  it('keeps what was chosen through renewals, edits and restarts', async () => {
    const { core, accountId } = await open('always');
    core.http.handle = () => Response.json({ access_token: 'access-2', token_type: 'Bearer', expires_in: 9999 });
    await core.accounts.renew(accountId);
    await core.accounts.rename(accountId, 'Harbour');
    const again = coreOn(core);
    await again.vault.load();
    expect(await outcome(give(again, 'Harbour'))).toBe('access-2');
  });
});

describe('an env file', () => {
  it('is given back with its references resolved, one question for all of an account', async () => {
    const { core } = await open('ask');
    const text =
      'A=dockpass://Acme%20Goods/token\n# a word\n\nexport B="dockpass://Acme Goods/token"\nC=$(id) \'"\\ x\n';
    const call = core.programs.handOver.resolveEnv(text, caller());
    await answer(core, true);
    expect((await call).reveal()).toBe('A=access-1\nB=access-1\nC=$(id) \'"\\ x\n');
    expect(core.questionWindow.shown).toBe(1);
  });

  it.each(['removed', 'forbidden'])('gives nothing of one that is %s while another one is asked about', async how => {
    const { core, accountId } = await open('always');
    const other = await core.accounts.connect(readycloudForm({}, 'Other'));
    await core.programs.setMode(other.accountId, 'ask');
    const text = `A=dockpass://${accountId}/token\nB=dockpass://Other/token\n`;
    const call = core.programs.handOver.resolveEnv(text, caller());
    const ended = call.then(
      () => 'given',
      ({ code, field }) => ({ code, field }),
    );
    await showQuestion(core);
    if (how === 'removed') await core.accounts.remove(accountId);
    else await core.programs.setMode(accountId, 'never');
    await answer(core, true);
    expect(await ended).toEqual(unknown);
  });

  it('gives nothing of one that is to be asked about from now on, while another one is asked about', async () => {
    const { core, accountId } = await open('always');
    const other = await core.accounts.connect(readycloudForm({}, 'Other'));
    await core.programs.setMode(other.accountId, 'ask');
    const text = `A=dockpass://${accountId}/token\nB=dockpass://Other/token\n`;
    const call = core.programs.handOver.resolveEnv(text, caller());
    const ended = expect(call).rejects.toMatchObject({ code: 'not-permitted', reason: 'changed' });
    await showQuestion(core);
    await core.programs.setMode(accountId, 'until-locked');
    await answer(core, true);
    await ended;
  });

  it.each([
    ['A', { reason: 'env-line', detail: '1' }],
    ['B=1\n1A=2', { reason: 'env-line', detail: '2' }],
    ['A=dockpass://Acme%20Goods', { reason: 'env-line' }],
    ['A=dockpass://%zz/token', { reason: 'env-line' }],
    ['A=one\rtwo', { reason: 'env-line' }],
    ['A=dockpass://Acme%20Goods/json', { reason: 'env-value', detail: 'A' }],
    ['A=dockpass://Acme%20Goods/no-such', { field: 'format' }],
    ['A=dockpass://Nobody/token', { field: 'account' }],
    ['A=1\n'.repeat(1001), { reason: 'env-line' }],
  ])('that says %j is refused', async (text, facts) => {
    const { core } = await open('always');
    const call = core.programs.handOver.resolveEnv(text, caller());
    await expect(call).rejects.toMatchObject({ code: 'bad-input', ...facts });
  });

  it('with a name that nobody has, since it is too long, is refused before that is compared with the names', async () => {
    const { core } = await open('always');
    // Accents that a comparison puts in order take the square of their number: this many of them, seconds.
    const name = '\u0301'.repeat(60_000) + '\u0323'.repeat(60_000);
    const normalize = vi.spyOn(String.prototype, 'normalize').mockImplementation(function (this: string) {
      return this;
    });
    const call = core.programs.handOver.resolveEnv(`A=dockpass://${name}/token`, caller());
    await expect(call).rejects.toMatchObject({ code: 'bad-input', field: 'account' });
    const longest = Math.max(0, ...normalize.mock.contexts.map(text => String(text).length));
    normalize.mockRestore();
    expect(longest).toBeLessThanOrEqual(500);
  });
});
