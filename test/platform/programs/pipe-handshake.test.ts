import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import type { HandOver } from '../../../main/core/programs/hand-over.ts';
import { createLocalInterface } from '../../../main/platform/programs/local-interface.ts';
import { proofOf } from '../../../main/platform/programs/pipe-handshake.ts';
import { makePipePlace } from '../../../main/platform/programs/pipe-place.ts';
import { fakeLog } from '../../support/fakes/fakes.ts';
import { answerOn, closed, connected, requestText, socketFolder } from './a-socket.ts';

// The handshake of the pipe, on a socket: a pipe itself there is only on Windows.

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const key = randomBytes(32);
const handOver: HandOver = {
  isLocked: () => false,
  list: async () => [],
  give: async () => ({ id: 'account-one', text: new Secret('at-0123456789') }),
  resolveEnv: async () => new Secret(''),
};
const listening = async (requestLimitMs = 5000): Promise<string> => {
  const path = join(socketFolder(), 'pipe');
  const local = createLocalInterface({
    place: () => ({ path, key }),
    handOver,
    version: '1.2.3',
    log: fakeLog(),
    requestLimitMs,
  });
  await local.use(true);
  ends.push(() => local.use(false));
  return path;
};

/** One line of the other end, or what came until it hung up. */
const lineOf = (socket: Socket): Promise<string> =>
  new Promise(resolve => {
    let text = '';
    const take = (piece: Buffer): void => {
      text += piece.toString('latin1');
      if (text.includes('\n')) done();
    };
    const done = (): void => {
      socket.off('data', take).off('close', done);
      socket.pause();
      resolve(text);
    };
    socket.on('data', take).on('close', done).resume();
  });
const request = requestText('/v1/accounts/account-1/token');

/** What an honest client does, but for what is given instead. */
const shake = async (path: string, own: Buffer, nonce = randomBytes(32)) => {
  const socket = await connected(path);
  socket.write(`${nonce.toString('hex')}\n`);
  const serverNonce = Buffer.from((await lineOf(socket)).trim(), 'hex');
  const proof = proofOf(own, 'client', nonce, serverNonce);
  socket.write(`${proof.toString('hex')}\n`);
  return { socket, nonce, serverNonce, proof };
};

describe('the handshake of the pipe', () => {
  it('proves both ends to each other, and then HTTP is spoken', async () => {
    const { socket, nonce, serverNonce } = await shake(await listening(), key);
    const proof = Buffer.from((await lineOf(socket)).trim(), 'hex');
    expect(proof).toEqual(proofOf(key, 'server', nonce, serverNonce));
    const answer = answerOn(socket);
    socket.write(request);
    expect(await answer).toMatchObject({ status: 200, body: '{"token":"at-0123456789"}\n' });
  });

  it('takes a request that comes together with the proof', async () => {
    const path = await listening();
    const socket = await connected(path);
    const nonce = randomBytes(32);
    socket.write(`${nonce.toString('hex')}\n`);
    const serverNonce = Buffer.from((await lineOf(socket)).trim(), 'hex');
    const answer = answerOn(socket);
    socket.write(`${proofOf(key, 'client', nonce, serverNonce).toString('hex')}\n${request}`);
    expect((await answer).head + (await answer).body).toContain('200 OK');
  });

  it('with another key ends in nothing', async () => {
    const { socket } = await shake(await listening(), randomBytes(32));
    const answer = answerOn(socket);
    socket.write(request);
    expect(await answer).toEqual({ status: 0, head: '', body: '' });
  });

  it('that is replayed ends in nothing', async () => {
    const path = await listening();
    const first = await shake(path, key);
    expect(await lineOf(first.socket)).toMatch(/^[0-9a-f]{64}\n$/);
    const again = await connected(path);
    const answer = answerOn(again);
    again.write(`${first.nonce.toString('hex')}\n${first.proof.toString('hex')}\n${request}`);
    const { head, body } = await answer;
    expect([/^[0-9a-f]{64}\n$/.test(head), body]).toEqual([true, '']);
  });

  it('that sends back what the other end said ends in nothing', async () => {
    const path = await listening();
    const socket = await connected(path);
    const nonce = randomBytes(32);
    socket.write(`${nonce.toString('hex')}\n`);
    const serverNonce = Buffer.from((await lineOf(socket)).trim(), 'hex');
    const answer = answerOn(socket);
    socket.write(`${proofOf(key, 'server', nonce, serverNonce).toString('hex')}\n${request}`);
    expect(await answer).toEqual({ status: 0, head: '', body: '' });
  });

  it.each([
    ['plain HTTP', request],
    ['no hex', `${'z'.repeat(64)}\n`],
    ['too much', 'a'.repeat(100_000)],
    ['nothing', ''],
    ['half a message', 'abcdef'],
  ])('that begins with %s ends in nothing, and keeps nobody waiting', async (_what, bytes) => {
    const path = await listening(400);
    const socket = await connected(path);
    const answer = answerOn(socket);
    if (bytes !== '') socket.write(bytes);
    const honest = await shake(path, key);
    expect(await lineOf(honest.socket)).toMatch(/^[0-9a-f]{64}\n$/);
    expect(await answer).toEqual({ status: 0, head: '', body: '' });
    honest.socket.destroy();
  });

  it('ends for those that are in the middle of it when programs are switched off', async () => {
    const path = join(socketFolder(), 'pipe');
    const local = createLocalInterface({ place: () => ({ path, key }), handOver, version: '', log: fakeLog() });
    await local.use(true);
    const silent = await connected(path);
    await local.use(false);
    await closed(silent);
    expect(local.state()).toBe('off');
  });
});

it('the pipe has another name and key each time, in a file of the person’s own', () => {
  const folder = socketFolder();
  const [one, other] = [makePipePlace(folder), makePipePlace(folder)];
  expect(one.path).toMatch(/^\\\\\.\\pipe\\dockpass-[0-9a-f]{32}$/);
  expect(one.path).not.toBe(other.path);
  expect(one.key.equals(other.key)).toBe(false);
  const file = join(folder, 'run', 'pipe.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    version: 1,
    pipe: other.path,
    key: other.key.toString('hex'),
  });
  expect([statSync(file).mode & 0o777, statSync(join(folder, 'run')).mode & 0o777]).toEqual([0o600, 0o700]);
});
