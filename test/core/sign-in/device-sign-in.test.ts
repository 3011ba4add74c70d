import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { byDevice } from '../../../main/providers/oauth2-fields.ts';
import { deviceTokens, startDeviceServer } from '../../support/device/server.ts';
import { coreOn, fakeClock } from '../../support/fakes/fakes.ts';
import { fetchHttp } from '../../support/fakes/fetch-http.ts';
import { settled } from '../../support/fakes/settled.ts';

// Signing in on another device (RFC 8628), against a server of this computer; the time is the test's own.

let clock: ReturnType<typeof fakeClock>;
let server: Awaited<ReturnType<typeof startDeviceServer>>;
let core: ReturnType<typeof coreOn>;
let http: ReturnType<typeof fetchHttp>;
/** Requests that have ended, however. */
let ended = 0;
beforeEach(async () => {
  clock = fakeClock();
  server = await startDeviceServer(clock.now);
  http = fetchHttp();
  ended = 0;
  const send = (request: Parameters<typeof http.send>[0]) =>
    http.send(request).finally(() => {
      ended += 1;
    });
  core = coreOn({ clock }, {}, { http: { send } });
});
afterEach(() => server.close());

const form = (values: Readonly<Record<string, string>> = {}) => ({
  provider: 'oauth2',
  environment: 'typed',
  accountName: 'Depot',
  values: { discoverFrom: server.origin, way: byDevice, clientId: 'dock', scopes: 'orders', ...values },
});
const shown = () => core.deviceSignIns.list();
const asked = () => server.askedAt().length;

/** Lets it ask for the tokens once; their answer is on its way until it is released. */
const askedAndHeld = async () => {
  const held = server.fault({ on: 'token', kind: 'hang', performed: true });
  clock.advanceTo(clock.now() + 5000);
  await held.met;
  return held;
};

/** A sign-in whose code is shown. */
const begin = async (values: Readonly<Record<string, string>> = {}) => {
  const outcome = core.accounts.connect(form(values)).then(
    ({ label }) => label,
    ({ code, reason }) => [code, reason].filter(Boolean).join(' '),
  );
  await settle();
  expect(shown()).toHaveLength(1);
  return { outcome, begunAt: clock.now() };
};
/** Lets what takes no time happen, and requests come back. */
const settle = async (): Promise<void> => {
  do await settled();
  while (ended < http.sent.length);
  await settled();
};
/** Lets this many seconds pass one by one, and what follows from each. */
const pass = async (seconds: number): Promise<void> => {
  for (let left = seconds; left > 0; left -= 1) {
    clock.advanceTo(clock.now() + 1000);
    await settle();
  }
};
const since = (begunAt: number): readonly number[] => server.askedAt().map(at => (at - begunAt) / 1000);

describe('asking whether somebody has allowed it', () => {
  it('begins one interval after the code came, and goes on at the interval told', async () => {
    Object.assign(server.begun, { interval: 7 });
    const { outcome, begunAt } = await begin();
    server.answers.push('authorization_pending', 'authorization_pending', deviceTokens);
    await pass(30);
    expect(await outcome).toBe('Depot');
    expect(since(begunAt)).toEqual([7, 14, 21]);
    expect(shown()).toEqual([]);
    expect(clock.alarms()).toBeLessThan(5);
    await core.accounts.copy(core.accounts.list()[0]?.id ?? '', 'token', 0);
    expect(core.clipboard.text).toBe(deviceTokens.access_token);
  });

  it.each([
    ['none', undefined],
    ['nothing', null],
    ['no time at all', 0],
    ['a time that is none', 'soon'],
  ])('is every five seconds where %s is told', async (_what, interval) => {
    Object.assign(server.begun, { interval });
    const { begunAt } = await begin();
    await pass(12);
    expect(since(begunAt)).toEqual([5, 10]);
  });

  it('is five seconds slower after slow_down, from then on', async () => {
    const { begunAt } = await begin();
    server.answers.push('authorization_pending', 'slow_down', 'authorization_pending', 'slow_down');
    await pass(65);
    expect(since(begunAt)).toEqual([5, 10, 20, 30, 45, 60]);
  });

  it('backs off from a server that is down, says so, and comes back to the pace told', async () => {
    const { outcome, begunAt } = await begin();
    await pass(6);
    await server.goDown();
    // Asked in vain after 10, 20 and 40 seconds.
    await pass(40);
    expect(since(begunAt)).toEqual([5]);
    expect(http.sent.filter(one => one.url.endsWith('/token'))).toHaveLength(4);
    expect(shown()).toMatchObject([{ isReached: false }]);
    await server.comeBack();
    await pass(40);
    expect(shown()).toMatchObject([{ isReached: true }]);
    server.answers.push(deviceTokens);
    await pass(5);
    expect(since(begunAt)).toEqual([5, 80, 85, 90]);
    expect(await outcome).toBe('Depot');
  });

  it('waits as long as a server in trouble asks', async () => {
    const { begunAt } = await begin();
    server.fault({ on: 'token', kind: 'status-429', retryAfterSeconds: 45 });
    await pass(52);
    expect(since(begunAt)).toEqual([5, 50]);
  });

  it('is no sooner where somebody sets the clock', async () => {
    const { begunAt } = await begin();
    clock.set(clock.now() + 60_000);
    await pass(4);
    expect(asked()).toBe(0);
    await pass(1);
    expect(since(begunAt)).toEqual([65]);
  });
});

describe('the end', () => {
  it('comes when the code runs out: nothing is asked any more', async () => {
    Object.assign(server.begun, { expires_in: 12 });
    const { outcome, begunAt } = await begin();
    await pass(30);
    expect(await outcome).toBe('timed-out code-expired');
    expect(since(begunAt)).toEqual([5, 10]);
    expect(shown()).toEqual([]);
    expect(core.accounts.list()).toEqual([]);
  });

  it('comes after half an hour at the latest, whatever is told', async () => {
    Object.assign(server.begun, { expires_in: 10 ** 9, interval: 700 });
    const { outcome, begunAt } = await begin();
    await pass(1801);
    expect(await outcome).toBe('timed-out code-expired');
    expect(since(begunAt)).toEqual([700, 1400]);
  });

  it('comes no later where somebody sets the clock back', async () => {
    const { outcome, begunAt } = await begin();
    clock.set(clock.now() - 3_600_000);
    clock.advanceTo(begunAt + 5000);
    expect(await outcome).toBe('timed-out code-expired');
    expect(asked()).toBe(0);
  });

  it.each([
    ['access_denied', 'provider-refused access_denied'],
    ['expired_token', 'timed-out code-expired'],
    ['invalid_grant', 'timed-out code-expired'],
    ['invalid_client', 'wrong-credentials client'],
    ['unsupported_grant_type', 'not-allowed-for-app 400'],
    ['a word of its own', 'provider-refused 400'],
  ])('comes with %s', async (said, code) => {
    const { outcome } = await begin();
    server.answers.push(said);
    await pass(20);
    expect(await outcome).toBe(code);
    expect(asked()).toBe(1);
    expect(shown()).toEqual([]);
  });

  it('comes with an answer that is none, and none of its words go anywhere', async () => {
    const { outcome } = await begin();
    server.answers.push({ ...deviceTokens, token_type: 'mac' });
    await pass(6);
    expect(await outcome).toBe('bad-reply');
    expect(core.log.lines.join()).not.toContain('at-of-another-device');
  });

  it('comes with Cancel while it waits: at once', async () => {
    const { outcome } = await begin();
    await pass(6);
    core.deviceSignIns.stop(shown()[0]?.id ?? '');
    expect(await outcome).toBe('cancelled');
    await pass(30);
    expect(asked()).toBe(1);
    expect(shown()).toEqual([]);
  });

  it('comes with Cancel while an answer is on its way, once that brought nothing', async () => {
    const { outcome } = await begin();
    const held = await askedAndHeld();
    core.accounts.stopSignIn('oauth2');
    held.release();
    expect(await outcome).toBe('cancelled');
    await pass(30);
    expect(asked()).toBe(1);
  });

  it('is an account all the same where Cancel meets tokens on their way', async () => {
    const { outcome } = await begin();
    server.answers.push(deviceTokens);
    const held = await askedAndHeld();
    core.accounts.stopSignIn('oauth2');
    held.release();
    expect(await outcome).toBe('Depot');
    expect(core.accounts.list()).toHaveLength(1);
  });

  it('comes with the end of the shift, which keeps nothing of an answer on its way', async () => {
    const { outcome } = await begin();
    server.answers.push(deviceTokens);
    const held = await askedAndHeld();
    await core.shift.end(false);
    expect(await outcome).toBe('cancelled');
    held.release();
    await pass(30);
    expect(asked()).toBe(1);
    expect([...core.files.texts.keys()]).toEqual([]);
    expect(shown()).toEqual([]);
  });

  it('comes with Quit, which waits for an answer on its way and keeps its tokens', async () => {
    const { outcome } = await begin();
    server.answers.push(deviceTokens);
    const held = await askedAndHeld();
    const quitting = core.quit.begin(false);
    held.release();
    await quitting;
    expect(await outcome).toBe('Depot');
    expect([...core.files.texts.keys()]).toHaveLength(1);
  });

  it('comes with Quit, which waits for no person', async () => {
    const { outcome } = await begin();
    await core.quit.begin(false);
    expect(await outcome).toBe('cancelled');
    await pass(30);
    expect(asked()).toBe(0);
  });

  it('comes with Quit where the answer on its way brings nothing', async () => {
    const { outcome } = await begin();
    const held = await askedAndHeld();
    const quitting = core.quit.begin(false);
    held.release();
    await quitting;
    expect(await outcome).toBe('cancelled');
    expect(asked()).toBe(1);
  });
});

describe('what a person sees of it', () => {
  it('is code, address and time, and never the device code', async () => {
    Object.assign(server.begun, { verification_uri_complete: `${server.origin}/device?user_code=WDJB-MJHT` });
    const { begunAt } = await begin();
    expect(shown()).toEqual([
      {
        id: expect.any(String),
        of: 'oauth2',
        userCode: 'WDJB-MJHT',
        address: `${server.origin}/device`,
        origin: server.origin,
        host: new URL(server.origin).host,
        scanned: `${server.origin}/device?user_code=WDJB-MJHT`,
        expiresAt: begunAt + 600_000,
        isReached: true,
      },
    ]);
    expect(JSON.stringify([shown(), core.log.lines])).not.toContain('dc-that');
  });

  it('opens in their own browser at the origin that they confirmed, and at no other', async () => {
    await begin();
    const [{ id = '', origin = '' } = {}] = shown();
    await expect(core.deviceSignIns.open(id, 'https://login.example.com')).rejects.toMatchObject({ code: 'bad-input' });
    await expect(core.deviceSignIns.open('another', origin)).rejects.toMatchObject({ code: 'bad-input' });
    expect(core.opened).toEqual([]);
    await core.deviceSignIns.open(id, origin);
    expect(core.opened).toEqual([`${server.origin}/device`]);
  });

  it('is of the account where one signs in again, and its tokens are replaced', async () => {
    const { outcome } = await begin();
    server.answers.push(deviceTokens);
    await pass(5);
    await outcome;
    const [{ id = '' } = {}] = core.accounts.list();
    const again = core.accounts.reconnect(id);
    await settle();
    expect(shown()).toMatchObject([{ of: id }]);
    server.answers.push({ ...deviceTokens, access_token: 'at-2' });
    await pass(5);
    await again;
    await core.accounts.copy(id, 'token', 0);
    expect(core.clipboard.text).toBe('at-2');
  });
});
