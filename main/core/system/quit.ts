import { secondMs } from '../../../preload/contract/durations.ts';
import type { Removal } from '../accounts/remove-and-undo.ts';
import { DockpassError } from '../base/errors.ts';
import { createEvent } from '../base/event.ts';
import type { Operation, OperationKind, Operations } from '../base/operations.ts';
import type { ClipboardGuard } from '../copy/clipboard-guard.ts';
import type { Log } from '../ports/log.ts';
import type { Clock } from '../ports/time.ts';
import type { Programs } from '../programs/programs.ts';
import type { ClockSkew } from '../renewal/clock-skew.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { Vault } from '../vault/vault.ts';

interface QuitDeps {
  readonly operations: Operations;
  readonly scheduler: Pick<RenewalScheduler, 'stop'>;
  readonly clockSkew: Pick<ClockSkew, 'check'>;
  readonly clipboardGuard: Pick<ClipboardGuard, 'clear' | 'clearNow' | 'refuse'>;
  readonly vault: Pick<Vault, 'saveUnsaved' | 'saveSealedNow' | 'whenIdle'>;
  readonly removal: Pick<Removal, 'finishUnmarked'>;
  readonly keptFiles: Pick<Programs['keptFiles'], 'quit' | 'quitNow'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Quitting, as a state that Dockpass is in until it ends. */
export interface Quit {
  /**
   * Our value leaves the clipboard, nothing begins any more, answers under way are waited for (20 s), and what is not on
   * disk yet is saved. Called again, or `inAHurry` (the system shuts down), it waits 3 s from then. Resolves when the
   * program may end, whatever failed.
   */
  readonly begin: (inAHurry: boolean) => Promise<void>;
  /**
   * The program ends when this returns. Our value leaves the clipboard without a look at it, files that are kept until here go,
   * and what is sealed already is written; an answer that is missed by this, `renewingSince` tells at the next start. Never throws.
   */
  readonly endNow: () => void;
  readonly isWaiting: () => boolean;
  readonly onChange: (listener: () => void) => void;
}

const patientMs = 20 * secondMs;
const hurryMs = 3 * secondMs;
/** What ends by itself within that time, and would be lost or left half-way: a file being written. */
const waitedFor: readonly OperationKind[] = ['backup', 'move', 'restore', 'storage', 'edit', 'change'];

export const createQuit = (deps: QuitDeps): Quit => {
  const { operations, clipboardGuard, vault, clock, log } = deps;
  const changed = createEvent();
  let quitting: Promise<void> | undefined;
  let waiting = false;
  let endsAt = Number.POSITIVE_INFINITY;

  const finish = async (): Promise<void> => {
    const why = new DockpassError('cancelled');
    clipboardGuard.refuse(why);
    deps.scheduler.stop();
    operations.close(why);
    operations.abort(one => !isWaitedFor(one), why);
    await clear();
    await deps.keptFiles.quit();
    if (operations.count() > 0) await answered();
    // No undo comes any more, and a file that cannot be read carries no mark for the next start.
    await deps.removal.finishUnmarked();
    deps.clockSkew.check();
    await vault.whenIdle();
    await vault.saveUnsaved();
    // What was waited for may have said that a file goes with Dockpass.
    await deps.keptFiles.quit();
    await clear();
  };
  const clear = (): Promise<void> => clipboardGuard.clear(false).catch(() => log.write('clipboard-not-cleared'));

  const answered = async (): Promise<void> => {
    waiting = true;
    changed.tell();
    await Promise.race([operations.whenIdle(), limit.promise]);
    waiting = false;
  };

  const limit = Promise.withResolvers<void>();
  /** What keychain or clipboard did not answer in time stays undone; the files need neither. */
  const outOfTime = async (): Promise<void> => {
    await limit.promise;
    deps.keptFiles.quitNow();
    await vault.saveUnsaved();
  };
  return {
    isWaiting: () => waiting,
    endNow: () => {
      clipboardGuard.refuse(new DockpassError('cancelled'));
      clipboardGuard.clearNow();
      deps.keptFiles.quitNow();
      deps.scheduler.stop();
      vault.saveSealedNow();
    },
    onChange: listener => void changed.listen(listener),
    begin: inAHurry => {
      const isFirst = quitting === undefined;
      const at = clock.now() + (isFirst && !inAHurry ? patientMs : hurryMs);
      if (at < endsAt) clock.alarm(at, limit.resolve);
      endsAt = Math.min(at, endsAt);
      quitting ??= Promise.race([finish(), outOfTime()]);
      return quitting;
    },
  };
};

/** What asks for tokens only where its answer is here or on its way: it may not have asked yet, or show a page. */
const isWaitedFor = (operation: Operation): boolean => waitedFor.includes(operation.kind) || operation.isAnswered();
