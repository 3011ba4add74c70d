import type { Session } from 'electron';
import { requireReady } from '../ready.ts';

/** Electron's `session` module. */
export const session = {
  fromPartition(_partition: string): Session {
    requireReady('Session can only be received when app is ready', TypeError);
    throw new Error('stand-in: session.fromPartition not implemented');
  },
};
