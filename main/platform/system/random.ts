import { randomBytes, randomInt } from 'node:crypto';
import type { Random } from '../../core/ports/random.ts';

/** Randomness of the operating system. */
export const createRandom = (): Random => ({
  // randomInt takes ranges below 2^48.
  fraction: () => randomInt(2 ** 47) / 2 ** 47,
  token: bytes => randomBytes(bytes).toString('base64url'),
});
