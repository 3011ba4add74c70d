import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';

// A named pipe of Windows can be opened by every user of the computer. Both ends prove that they have read the same key,
// which only this person may read; the key itself never crosses. Each message is one line of hex:
//
//   client  Nc                       32 random bytes
//   server  Ns                       32 random bytes
//   client  HMAC(K, 'client' Nc Ns)  SHA-256
//   server  HMAC(K, 'server' Nc Ns)
//
// Then HTTP is spoken on the same connection.

const nonceBytes = 32;
const messageBytes = 2 * nonceBytes + 1;

/** What the end of that name says; the names keep either from sending back what it was sent. */
export const proofOf = (key: Buffer, who: 'client' | 'server', clientNonce: Buffer, serverNonce: Buffer): Buffer =>
  createHmac('sha256', key).update(who).update(clientNonce).update(serverNonce).digest();

/** Resolves once the other end has proved that it knows the key. Throws where it did not, said too much, or took too long. */
export const shakeHands = async (socket: Socket, key: Buffer, limitMs: number): Promise<void> => {
  const limit = setTimeout(() => socket.destroy(), limitMs);
  try {
    const clientNonce = await readMessage(socket);
    const serverNonce = randomBytes(nonceBytes);
    socket.write(`${serverNonce.toString('hex')}\n`);
    const proof = await readMessage(socket);
    if (!timingSafeEqual(proof, proofOf(key, 'client', clientNonce, serverNonce))) throw new Error('another key');
    socket.write(`${proofOf(key, 'server', clientNonce, serverNonce).toString('hex')}\n`);
  } finally {
    clearTimeout(limit);
  }
};

/** One message, and not a byte of what comes after it. */
const readMessage = async (socket: Socket): Promise<Buffer> => {
  const line = await readBytes(socket, messageBytes);
  if (!/^[0-9a-f]{64}\n$/.test(line)) throw new Error('no message of ours');
  return Buffer.from(line.slice(0, -1), 'hex');
};

const readBytes = (socket: Socket, count: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const look = (): void => {
      const bytes: Buffer | null = socket.read(count);
      if (bytes === null) return;
      stop();
      if (bytes.length === count) resolve(bytes.toString('latin1'));
      else reject(new Error('ended'));
    };
    const fail = (): void => {
      stop();
      reject(new Error('ended'));
    };
    const stop = (): void => {
      socket.off('readable', look);
      socket.off('close', fail);
      socket.off('error', fail);
    };
    socket.on('readable', look);
    socket.on('close', fail);
    socket.on('error', fail);
    look();
  });
