import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import type { Caller, HandOver } from '../../../main/core/programs/hand-over.ts';
import { createLocalInterface } from '../../../main/platform/programs/local-interface.ts';
import { prepareSocketPlace, socketPlace } from '../../../main/platform/programs/socket-place.ts';
import { fakeLog } from '../../support/fakes/fakes.ts';
import { answerOn, ask, closed, connected, requestText, socketFolder } from './a-socket.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const token = 'at-0123456789';
const asked = (): HandOver & { readonly calls: unknown[]; fails: unknown } => {
  const over = {
    calls: [] as unknown[],
    fails: undefined as unknown,
    isLocked: () => false,
    list: async () => [
      {
        id: 'account-1',
        name: 'Acme',
        provider: 'ReadyCloud',
        may: 'ask' as const,
        state: 'good' as const,
        expiresAt: 5000,
      },
    ],
    give: async (wanted: object, { program }: Caller) => {
      over.calls.push({ ...wanted, program });
      if (over.fails !== undefined) throw over.fails;
      return { id: 'account-one', text: new Secret(token), expiresAt: 7_000_900 };
    },
    resolveEnv: async (text: string) => {
      over.calls.push(text.length);
      return new Secret(`A=${token}\n`);
    },
  };
  return over;
};

const listening = async (handOver: HandOver = asked(), requestLimitMs = 10_000) => {
  const path = join(socketFolder(), 'run', 'api.sock');
  const log = fakeLog();
  const local = createLocalInterface({ place: () => ({ path }), handOver, version: '1.2.3', log, requestLimitMs });
  await local.use(true);
  ends.push(() => local.use(false));
  return { path, local, log };
};

describe('what a program may ask', () => {
  it('is the version, the accounts, a token, another format, an env file', async () => {
    const over = asked();
    const { path } = await listening(over);
    const get = async (target: string, headers = {}) => {
      const { status, body } = await ask(path, target, { headers });
      return [status, body];
    };
    expect(await get('/v1/status')).toEqual([200, '{"version":"1.2.3","state":"running"}\n']);
    expect(await get('/v1/accounts')).toEqual([
      200,
      '{"accounts":[{"id":"account-1","name":"Acme","provider":"ReadyCloud","may":"ask","state":"good","expires_at":5}]}\n',
    ]);
    expect(await get('/v1/accounts/account-1/token')).toEqual([200, `{"token":"${token}","expires_at":7000}\n`]);
    const plain = { accept: 'text/plain', 'dockpass-program': 'Ünïcode.sh' };
    expect(await get('/v1/accounts/by-name/token?name=Acme%20%26%20Co&min_valid=300', plain)).toEqual([
      200,
      `${token}\n`,
    ]);
    expect(await get('/v1/accounts', plain)).toEqual([200, 'Acme\tReadyCloud\tgood\n']);
    expect(await get('/v1/status', plain)).toEqual([200, 'running\n']);
    expect(await get('/v1/accounts/account-1/formats/header')).toEqual([
      200,
      `{"text":"${token}","expires_at":7000}\n`,
    ]);
    const env = await ask(path, '/v1/env', { method: 'POST', body: 'A=dockpass://Acme/token\n' });
    expect([env.status, env.body]).toEqual([200, `A=${token}\n`]);
    expect(env.head.toLowerCase()).toContain('cache-control: no-store');
    expect(over.calls).toEqual([
      { account: 'account-1', format: 'token', minValidSeconds: 60, program: '' },
      { account: 'Acme & Co', format: 'token', minValidSeconds: 300, program: 'Ünïcode.sh' },
      { account: 'account-1', format: 'header', minValidSeconds: 60, program: '' },
      24,
    ]);
  });

  it.each([
    ['/v1/accounts/account-1/token?min_valid=-1', 400],
    ['/v1/accounts/account-1/token?min_valid=999999999', 400],
    ['/v1/accounts/%zz/token', 400],
    [`/v1/accounts/${'a'.repeat(5000)}/token`, 400],
    ['/v1/nothing', 405],
    ['/', 405],
    ['/v1/accounts/account-1/token/more', 405],
  ])('is not %s', async (target, status) => {
    const over = asked();
    const { path } = await listening(over);
    expect((await ask(path, target)).status).toBe(status);
    expect(over.calls).toEqual([]);
  });

  it.each([
    [new DockpassError('not-permitted'), 403, 'not-permitted'],
    [new DockpassError('bad-input', { field: 'account', detail: 'Nobody' }), 404, 'bad-input'],
    [new DockpassError('needs-sign-in', { reason: 'expired' }), 409, 'needs-sign-in'],
    [new DockpassError('locked'), 423, 'locked'],
    [new DockpassError('keyring-locked'), 423, 'keyring-locked'],
    [new DockpassError('offline'), 504, 'offline'],
    [new DockpassError('cancelled'), 503, 'cancelled'],
    [new DockpassError('busy', { reason: 'end-of-shift' }), 503, 'busy'],
    [new DockpassError('busy', { reason: 'questions' }), 429, 'busy'],
    [new Error(`what is said of ${token}`), 500, 'unexpected'],
  ])('fails as %s says, as a problem of RFC 9457', async (error, status, code) => {
    const over = asked();
    over.fails = error;
    const { path } = await listening(over);
    const answer = await ask(path, '/v1/accounts/account-1/token');
    expect(answer.head).toContain('application/problem+json');
    expect(JSON.parse(answer.body)).toMatchObject({ status, code, title: expect.stringMatching(/\.$/) });
    expect([answer.status, answer.body.includes(token)]).toEqual([status, false]);
  });
});

describe('a request as a browser sends it', () => {
  it.each([
    ['origin', 'null'],
    ['origin', 'https://shop.example'],
    ['referer', 'https://shop.example/'],
    ['cookie', 'a=b'],
    ['upgrade-insecure-requests', '1'],
    ['access-control-request-method', 'GET'],
    ['sec-fetch-site', 'none'],
    ['sec-fetch-mode', 'no-cors'],
    ['sec-fetch-dest', 'empty'],
    ['sec-fetch-user', '?1'],
    ['sec-fetch-storage-access', 'none'],
    ['sec-ch-ua', '"Chromium"'],
    ['sec-gpc', '1'],
    ['sec-purpose', 'prefetch'],
    ['sec-websocket-key', 'x'],
    ['host', 'localhost'],
    ['host', 'dockpass:80'],
    ['host', 'DOCKPASS'],
    ['host', 'dockpass.example'],
  ])('with %s: %s gets 403 and asks nobody', async (name, value) => {
    const over = asked();
    const { path } = await listening(over);
    for (const asking of [{}, { method: 'POST', body: 'A=1' }]) {
      const target = 'body' in asking ? '/v1/env' : '/v1/accounts/account-1/token';
      const { status, body } = await ask(path, target, { ...asking, headers: { [name]: value } });
      expect([status, JSON.parse(body).reason]).toEqual([403, 'browser']);
    }
    expect(over.calls).toEqual([]);
  });

  it('with two hosts gets nothing', async () => {
    const over = asked();
    const { path } = await listening(over);
    const socket = await connected(path);
    const answer = answerOn(socket);
    socket.write('GET /v1/accounts/account-1/token HTTP/1.1\r\nHost: dockpass\r\nHost: dockpass\r\n\r\n');
    expect((await answer).status).toBeGreaterThanOrEqual(400);
    expect(over.calls).toEqual([]);
  });
});

describe('a peer that means no good', () => {
  it('that says half a request, or nothing, is let go after a while, and others are answered meanwhile', async () => {
    const { path } = await listening(asked(), 300);
    const half = await connected(path);
    half.write('GET /v1/status HTTP/1.1\r\nHost: dock');
    const silent = await connected(path);
    const endless = await connected(path);
    endless.write(requestText('/v1/env', { method: 'POST', headers: { 'content-length': '1000' } }));
    const over = Promise.all([half, silent, endless].map(socket => closed(socket)));
    expect((await ask(path, '/v1/status')).status).toBe(200);
    await over;
  });

  it('that opens 1,500 connections and says nothing keeps nobody out', async () => {
    const { path } = await listening();
    const silent: Socket[] = [];
    ends.push(() => silent.forEach(socket => void socket.destroy()));
    for (let count = 0; count < 1500; count += 1) silent.push(await connected(path));
    for (let count = 0; count < 20; count += 1) expect((await ask(path, '/v1/status')).status).toBe(200);
    // The oldest of them made room.
    expect(silent.filter(({ closed: isOver }) => isOver).length).toBeGreaterThanOrEqual(500);
  });

  it.each([
    ['an endless line', `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n`],
    ['endless headers', `GET /v1/status HTTP/1.1\r\nHost: dockpass\r\n${'x: y\r\n'.repeat(20_000)}\r\n`],
    ['no HTTP at all', `${'\0\xff'.repeat(5000)}\r\n\r\n`],
    ['an upgrade', 'GET / HTTP/1.1\r\nHost: dockpass\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n'],
    ['a tunnel', 'CONNECT dockpass:80 HTTP/1.1\r\nHost: dockpass\r\n\r\n'],
  ])('that sends %s is told nothing of use', async (_what, bytes) => {
    const over = asked();
    const { path } = await listening(over);
    const socket = await connected(path);
    const answer = answerOn(socket);
    socket.write(bytes);
    expect((await answer).status).not.toBe(200);
    expect([over.calls, (await ask(path, '/v1/status')).status]).toEqual([[], 200]);
  });

  it('that sends a giant env file is told so, and nothing of it is looked at', async () => {
    const over = asked();
    const { path } = await listening(over);
    const { status } = await ask(path, '/v1/env', { method: 'POST', body: 'A=1\n'.repeat(100_000) });
    expect([status, over.calls]).toEqual([413, []]);
  });

  it('that hangs up is noticed at once by whoever would have answered', async () => {
    const hungUp = Promise.withResolvers<unknown>();
    const came = Promise.withResolvers<void>();
    const over = asked();
    const { path } = await listening({
      ...over,
      give: (_wanted, { signal }) => {
        came.resolve();
        signal.addEventListener('abort', () => hungUp.resolve(signal.reason));
        return new Promise(() => {});
      },
    });
    const socket = await connected(path);
    socket.write(requestText('/v1/accounts/account-1/token'));
    await came.promise;
    socket.destroy();
    expect(await hungUp.promise).toMatchObject({ code: 'cancelled' });
  });
});

describe('the socket', () => {
  it('is the person’s alone, and goes when programs are switched off', async () => {
    const { path, local } = await listening();
    expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(local.state()).toBe('on');
    const waiting = await connected(path);
    await local.use(false);
    await closed(waiting);
    expect([local.state(), existsSync(path)]).toEqual(['off', false]);
    await local.use(true);
    expect((await ask(path, '/v1/status')).status).toBe(200);
  });

  it('that an earlier run left is taken over; any other file stays, and programs cannot ask', async () => {
    const folder = socketFolder();
    const path = join(folder, 'api.sock');
    const left = createServer().listen(path);
    await once(left, 'listening');
    ends.push(() => left.close());
    chmodSync(folder, 0o755);
    prepareSocketPlace(path);
    expect([existsSync(path), statSync(folder).mode & 0o777]).toEqual([false, 0o700]);
    writeFileSync(path, 'mine');
    const log = fakeLog();
    const local = createLocalInterface({ place: () => ({ path }), handOver: asked(), version: '', log });
    await local.use(true);
    expect([local.state(), statSync(path).size]).toEqual(['failed', 4]);
    expect(log.lines.join()).toContain('programs-not-listening');
  });

  it('does not lie in a folder that a link leads to', () => {
    const folder = socketFolder();
    mkdirSync(join(folder, 'theirs'));
    symlinkSync(join(folder, 'theirs'), join(folder, 'run'));
    expect(() => prepareSocketPlace(join(folder, 'run', 'api.sock'))).toThrow('unexpected');
  });

  it.each([
    [
      { dataFolder: '/home/sam/.config/Dockpass', isUsual: true, runtimeFolder: '/run/user/1000' },
      '/run/user/1000/dockpass/api.sock',
    ],
    [
      { dataFolder: '/data', isUsual: false, runtimeFolder: '/run/user/1000' },
      '/run/user/1000/dockpass/api-bd47413b5c03dfc6.sock',
    ],
    [{ dataFolder: '/data', isUsual: true, runtimeFolder: '' }, '/data/run/api.sock'],
    [{ dataFolder: '/data', isUsual: true, runtimeFolder: 'relative' }, '/data/run/api.sock'],
    [{ dataFolder: '/data', isUsual: true, runtimeFolder: `/${'r'.repeat(99)}` }, '/data/run/api.sock'],
  ])('of %j lies at %s', (options, path) => {
    expect(socketPlace(options)).toBe(path);
  });

  it('has no place where every path is too long', () => {
    const options = { dataFolder: `/${'ü'.repeat(60)}`, isUsual: true, runtimeFolder: '' };
    expect(() => socketPlace(options)).toThrow(expect.objectContaining({ reason: 'socket-path' }));
  });
});
