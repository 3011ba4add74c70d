import type { RevocationView } from '../../../preload/contract/account-view.ts';
import { secondMs } from '../../../preload/contract/durations.ts';
import type { Revocation, Taking } from '../accounts/revocation.ts';
import type { Backup } from '../backup/backup.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError } from '../base/errors.ts';
import { createSingleFlight } from '../base/keyed-queue.ts';
import type { Operation, Operations } from '../base/operations.ts';
import type { ClipboardGuard } from '../copy/clipboard-guard.ts';
import type { SecretWindow } from '../ports/desktop.ts';
import type { Log } from '../ports/log.ts';
import type { VaultKey } from '../ports/storage.ts';
import type { Clock } from '../ports/time.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { Browser, KeptSessions } from '../sign-in/sign-in-ports.ts';
import { type RecordPatch, withoutSignIn } from '../vault/account-change.ts';
import type { StoredAccount, Vault } from '../vault/vault.ts';

/** What ending a shift works with. */
interface EndOfShiftDeps {
  readonly vault: Vault;
  readonly vaultKey: VaultKey;
  readonly settings: Pick<SettingsStore, 'read' | 'note' | 'remember' | 'forget'>;
  readonly clipboardGuard: ClipboardGuard;
  readonly browser: Pick<Browser, 'forget'>;
  readonly sessions: KeptSessions;
  readonly secretWindow: SecretWindow;
  readonly backup: Pick<Backup, 'close' | 'forgetMoves' | 'removeUnfinished'>;
  /** Of those that other programs read. Throws save-failed. */
  readonly takeFilesAway: () => Promise<void>;
  readonly revocation: Pick<Revocation, 'isOffered' | 'take' | 'send'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly operations: Operations;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly onEnded: () => void;
}

/** Wiping this computer's tokens, sign-in sessions and clipboard. Where the person wants it, providers end the tokens, too. */
export interface EndOfShift {
  /**
   * `keepLabels`: names, details that are not secret, and the settings stay, and each account then needs a sign-in. What
   * cannot be read is removed as well, since it may hold a token. From the call on nothing is sent, saved or copied, and
   * nothing begins until it is over. Throws save-failed (reason not-wiped) where the disk refuses; the next start tries
   * again, and each minute after it. Throws clipboard-unreadable (reason not-cleared) where everything else is gone.
   * `alsoRevoke`: where it can be done, the providers are asked to end the tokens, from memory and once all is wiped:
   * `report` has what they said.
   */
  readonly end: (keepLabels: boolean, alsoRevoke?: boolean) => Promise<void>;
  /** What became of the tokens at their providers since it was asked last, once that is known. Then it is forgotten. */
  readonly report: () => Promise<readonly RevocationView[]>;
  /** Finishes what the end of the program interrupted. Never throws. */
  readonly finish: () => Promise<void>;
  /** A shift was ended, and could not be to its end: what was to go is still on this computer. */
  readonly isUnfinished: () => boolean;
  /** Finishes what a disk refused before, if anything. Throws save-failed (reason not-wiped) where it still does. */
  readonly requireOver: () => Promise<void>;
}

/** Short enough for a person who stands there, and never what wiping waits for. */
const revokedWithinMs = 15 * secondMs;

export const createEndOfShift = (deps: EndOfShiftDeps): EndOfShift => {
  const { vault, settings, events, operations, clock, log, revocation } = deps;
  const flight = createSingleFlight<void>();
  let reports: Promise<readonly RevocationView[]>[] = [];
  let isUnfinished = false;

  /** Begun before anything is wiped, and not waited for: an account whose tokens are not there in time is told. */
  const takeTokens = (alsoRevoke: boolean): readonly Taking[] =>
    vault.list().flatMap(account => {
      const { id, record } = account;
      const isWanted = record?.removedAt === undefined ? alsoRevoke : record.revokesWhenDeleted === true;
      return isWanted && revocation.isOffered(account) ? [revocation.take(id)] : [];
    });

  const wipe = ({ id, record, hasFile }: StoredAccount, keepLabels: boolean): Promise<void> => {
    const stays = keepLabels && hasFile && record !== undefined && record.removedAt === undefined;
    return stays ? vault.wipe(id, withoutSecrets(clock.now())) : vault.remove(id);
  };

  const wipeAll = async (keepLabels: boolean): Promise<boolean> => {
    const refused = new Set<string>();
    const isLeft = (one: StoredAccount): boolean => !refused.has(one.id) && !(keepLabels && isWiped(one));
    // Until none is left: a save that was under way may have brought one more.
    for (;;) {
      const next = vault.list().find(isLeft);
      if (next !== undefined) await wipe(next, keepLabels).catch(() => refused.add(next.id));
      else if (vault.isIdle()) return refused.size === 0;
      else await vault.whenIdle();
    }
  };

  const end = async (keepLabels: boolean, alsoRevoke: boolean): Promise<void> => {
    let takings: readonly Taking[] = [];
    const reopen = operations.close(new DockpassError('busy', { reason: 'end-of-shift' }));
    const goOnSaving = vault.hold();
    operations.abort(one => !isFromMemory(one), new DockpassError('cancelled'));
    try {
      await endNow(keepLabels, () => {
        takings = takeTokens(alsoRevoke);
      });
    } finally {
      isUnfinished = settings.read().endingShift !== null;
      goOnSaving();
      reopen();
      deps.onEnded();
      // Whatever the disk refused: at their providers they can end all the same.
      if (takings.length > 0) reports.push(revocation.send(takings, revokedWithinMs));
    }
  };

  const nothingUnderWay = (): Promise<void> => operations.whenIdle(one => !isFromMemory(one));
  const endNow = async (keepLabels: boolean, beforeWiping: () => void): Promise<void> => {
    // Without this a program that ends half-way would leave tokens behind; wiping does not wait for it.
    settings.remember({ endingShift: keepLabels ? 'keep-labels' : 'all' });
    deps.secretWindow.close();
    deps.backup.close();
    await vault.whenLoaded();
    beforeWiping();
    await Promise.allSettled([deps.browser.forget(), deps.clipboardGuard.clear(true), nothingUnderWay()]);
    // Those that were under way may have left something after all.
    deps.secretWindow.close();
    deps.backup.close();
    const sessions = vault.list().flatMap(one => one.record?.keptSession ?? []);
    await Promise.allSettled([...sessions.map(deps.sessions.forget), deps.sessions.keepOnly([])]);
    const filesLeft = await deps.takeFilesAway().then(
      () => false,
      () => true,
    );
    if (!(await wipeAll(keepLabels)) || filesLeft) throw new DockpassError('save-failed', { reason: 'not-wiped' });
    deps.backup.forgetMoves();
    await deps.backup.removeUnfinished();
    await deps.vaultKey.remove();
    if (keepLabels) settings.note({ keeping: null, endingShift: null });
    else settings.forget();
    await deps.clipboardGuard.clear(true).catch(cause => {
      throw new DockpassError('clipboard-unreadable', { reason: 'not-cleared', cause });
    });
    events.tell({ kind: 'shift-ended', labels: keepLabels });
  };

  const once = (keepLabels: boolean, alsoRevoke: boolean): Promise<void> =>
    flight('end', () => end(keepLabels, alsoRevoke));
  const finish = async (): Promise<void> => {
    const { endingShift: ending } = settings.read();
    if (ending !== null) await once(ending === 'keep-labels', false).catch(() => log.write('shift-not-ended'));
  };
  /** Raised when a person ends a shift: what waits for the end of the last one was asked for before. */
  let asked = new AbortController();
  return {
    end: (keepLabels, alsoRevoke = false) => {
      asked.abort(new DockpassError('cancelled'));
      asked = new AbortController();
      return once(keepLabels, alsoRevoke);
    },
    report: async () => {
      const known = reports;
      reports = [];
      return (await Promise.all(known)).flat();
    },
    finish,
    isUnfinished: () => isUnfinished,
    requireOver: async () => {
      // One that is just ending lets nothing begin.
      if (operations.isClosed()) return;
      const { signal } = asked;
      await finish();
      signal.throwIfAborted();
      if (settings.read().endingShift !== null) throw new DockpassError('save-failed', { reason: 'not-wiped' });
    },
  };
};

/** Tokens that have left the disk already, and that a person wants to end: their revocation is not waited for. */
const isFromMemory = ({ kind, accounts }: Operation): boolean => kind === 'revocation' && accounts.size === 0;

const isWiped = ({ record, onDisk }: StoredAccount): boolean =>
  onDisk && record?.sealed === '' && record.removedAt === undefined;

/** The account as a name that waits for a sign-in: its token counts as run out now. */
const withoutSecrets = (now: number): RecordPatch => ({
  ...withoutSignIn,
  secretsKept: [],
  life: { kind: 'until', issuedAt: now, expiresAt: now },
  canRenew: false,
  needsSignIn: true,
});
