import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

// Everything random or slow of `crypto`, made a matter of one seed and of promises alone. Load it before the core.

let state = 1;

/** Begins the random bytes of a world. */
export const seedCrypto = (seed: number): void => {
  state = seed | 0;
};
/** What `seedCrypto` takes to go on from here: a look at a copy of a world must not change what the world draws next. */
export const cryptoState = (): number => state;

const nextWord = (): number => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return (mixed ^ (mixed >>> 14)) >>> 0;
};

const sha256 = (bytes: crypto.BinaryLike): Buffer => crypto.createHash('sha256').update(bytes).digest();

const randomBytes = (size: number): Buffer => {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += 1) bytes[at] = nextWord();
  return bytes;
};
type Derived = (problem: Error | null, key: Buffer) => void;
/** As strong as nobody needs here: 32 bytes of password and salt. */
const scrypt = (password: Buffer, salt: Buffer, _size: number, _options: object, derived: Derived): void => {
  const key = sha256(Buffer.concat([password, salt]));
  queueMicrotask(() => derived(null, key));
};
Reflect.set(crypto, 'randomBytes', randomBytes);
Reflect.set(crypto, 'scrypt', scrypt);
syncBuiltinESMExports();

const digest = (_name: unknown, data: BufferSource): Promise<ArrayBuffer> => {
  const bytes = ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : data;
  return Promise.resolve(new Uint8Array(sha256(Buffer.from(bytes as Uint8Array))).buffer);
};
Reflect.set(globalThis.crypto.subtle, 'digest', digest);
