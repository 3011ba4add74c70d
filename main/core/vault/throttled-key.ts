import { DockpassError, toFailure } from '../base/errors.ts';
import { createKeyedQueue } from '../base/keyed-queue.ts';
import type { Operations } from '../base/operations.ts';
import type { VaultKey } from '../ports/storage.ts';
import type { Clock } from '../ports/time.ts';

/** What the key works with. */
interface ThrottledKeyDeps {
  readonly vaultKey: VaultKey;
  readonly clock: Clock;
  /** While one that asks for tokens is under way, an answer that must be sealed may still come. */
  readonly operations: Pick<Operations, 'count' | 'onChange'>;
}

/** The vault key, which while it is locked serves only the answers that were asked for before. */
export interface ThrottledKey extends VaultKey {
  readonly openForAnswer: VaultKey['open'];
}

const firstWaitMs = 1000;
const longestWaitMs = 300_000;

/**
 * The vault key with two rules. Wrong passphrases are tried one after the other with a growing wait between them: 1 s
 * after the first, doubled each time, at most 5 min; a try before its time throws wrong-passphrase (reason wait,
 * waitSeconds). And from `lock` on nothing opens, but the key itself is zeroed only when no answer with tokens
 * can come any more, since a rotated refresh token that cannot be sealed is lost with the program.
 */
export const createThrottledKey = ({ vaultKey, clock, operations }: ThrottledKeyDeps): ThrottledKey => {
  const queue = createKeyedQueue();
  let wrong = 0;
  let nextTryAt = 0;
  let shut = false;
  let locks = 0;
  /** A lock that came while the passphrase was looked at is the newer word. */
  const opening = async (work: () => Promise<void>): Promise<void> => {
    const before = locks;
    await work();
    if (locks !== before) {
      zeroWhenIdle();
      throw new DockpassError('locked');
    }
    shut = false;
  };

  const tried = (work: () => Promise<void>): Promise<void> =>
    queue.run('passphrase', async () => {
      // A clock that was set back must not keep anyone out for longer than the wait was.
      const leftMs = Math.min(nextTryAt - clock.now(), longestWaitMs);
      if (leftMs > 0) {
        throw new DockpassError('wrong-passphrase', { reason: 'wait', waitSeconds: Math.ceil(leftMs / 1000) });
      }
      try {
        await work();
        wrong = 0;
      } catch (error) {
        if (toFailure(error).code === 'wrong-passphrase') {
          nextTryAt = clock.now() + Math.min(firstWaitMs * 2 ** wrong, longestWaitMs);
          wrong += 1;
        }
        throw error;
      }
    });
  const zeroWhenIdle = (): void => {
    if (shut && operations.count('renewal', 'sign-in') === 0) vaultKey.lock();
  };
  operations.onChange(zeroWhenIdle);

  return {
    ...vaultKey,
    state: () => {
      const state = vaultKey.state();
      return shut && state === 'unlocked' ? 'locked' : state;
    },
    create: passphrase => queue.run('passphrase', () => opening(() => vaultKey.create(passphrase))),
    // Behind a key that is just being made: its file would come after this.
    remove: () => queue.run('passphrase', vaultKey.remove),
    unlock: passphrase => tried(() => opening(() => vaultKey.unlock(passphrase))),
    rewrap: (passphrase, next) => tried(() => vaultKey.rewrap(passphrase, next)),
    lock: () => {
      shut = true;
      locks += 1;
      zeroWhenIdle();
    },
    openForAnswer: vaultKey.open,
    open: async (sealed, owner) => {
      if (shut && vaultKey.state() === 'unlocked') throw new DockpassError('locked');
      return vaultKey.open(sealed, owner);
    },
  };
};
