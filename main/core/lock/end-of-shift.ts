import { withoutSignIn } from '../accounts/fresh-record.ts';
import type { Backup } from '../backup/backup.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError } from '../base/errors.ts';
import type { Event } from '../base/event.ts';
import type { ClipboardGuard } from '../copy/clipboard-guard.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { SecretWindow } from '../ports/desktop.ts';
import type { Log } from '../ports/log.ts';
import type { VaultKey } from '../ports/storage.ts';
import type { Clock } from '../ports/time.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { Browser, KeptSessions } from '../sign-in/sign-in-ports.ts';
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
  readonly backup: Pick<Backup, 'close'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly enqueue: <T>(id: string, work: () => Promise<T>) => Promise<T>;
  readonly events: Pick<DomainEvents, 'tell'>;
  /** Told when one begins to end: what is under way keeps nothing. */
  readonly shiftEnds: Pick<Event, 'tell'>;
  readonly onEnded: () => void;
}

/** Wiping this computer's tokens, sign-in sessions and clipboard. Nothing is asked of a provider: tokens stay valid there. */
export interface EndOfShift {
  /**
   * `keepLabels`: names, details that are not secret, and the settings stay, and each account then needs a sign-in. What
   * cannot be read is removed as well, since it may hold a token. Throws save-failed (reason not-wiped) where the disk
   * refuses; the next start tries again.
   */
  readonly end: (keepLabels: boolean) => Promise<void>;
  /** Finishes what the end of the program interrupted. Never throws. */
  readonly finish: () => Promise<void>;
}

export const createEndOfShift = (deps: EndOfShiftDeps): EndOfShift => {
  const { vault, settings, events, clock, log } = deps;

  const wipe = ({ id }: StoredAccount, keepLabels: boolean): Promise<void> =>
    deps.enqueue(id, async () => {
      const { record, onDisk } = vault.get(id) ?? {};
      const stays = keepLabels && onDisk === true && record !== undefined && record.removedAt === undefined;
      if (!stays) return vault.remove(id);
      // A disk too full for the wiped record still lets its file go.
      return vault.wipe(withoutSecrets(record, clock.now())).catch(() => vault.remove(id));
    });

  const wipeAll = async (keepLabels: boolean): Promise<boolean> => {
    const refused = new Set<string>();
    const next = (): StoredAccount | undefined =>
      vault.list().find(one => !refused.has(one.id) && !(keepLabels && one.onDisk && isWiped(one.record)));
    // Until none is left: a sign-in that was under way may have brought one more.
    for (let one = next(); one !== undefined; one = next()) {
      const { id } = one;
      await wipe(one, keepLabels).catch(() => refused.add(id));
    }
    return refused.size === 0;
  };

  const end = async (keepLabels: boolean): Promise<void> => {
    deps.shiftEnds.tell();
    // Without this a program that ends half-way would leave tokens behind; wiping does not wait for it.
    settings.remember({ endingShift: keepLabels ? 'keep-labels' : 'all' });
    deps.secretWindow.close();
    deps.backup.close();
    await Promise.allSettled([deps.browser.forget(), deps.clipboardGuard.clear(true)]);
    const sessions = vault.list().flatMap(one => one.record?.keptSession ?? []);
    await Promise.allSettled([...sessions.map(deps.sessions.forget), deps.sessions.keepOnly([])]);
    if (!(await wipeAll(keepLabels))) throw new DockpassError('save-failed', { reason: 'not-wiped' });
    await deps.vaultKey.remove();
    if (keepLabels) settings.note({ keeping: null, endingShift: null });
    else settings.forget();
    events.tell({ kind: 'shift-ended', labels: keepLabels });
    deps.onEnded();
  };

  return {
    end,
    finish: async () => {
      const { endingShift: ending } = settings.read();
      if (ending !== null) await end(ending === 'keep-labels').catch(() => log.write('shift-not-ended'));
    },
  };
};

const isWiped = (record: AccountRecord | undefined): boolean => record?.sealed === '' && record.removedAt === undefined;

/** The account as a name that waits for a sign-in: its token counts as run out now. */
const withoutSecrets = (record: AccountRecord, now: number): AccountRecord => ({
  ...withoutSignIn(record),
  sealed: '',
  secretsKept: [],
  life: { kind: 'until', issuedAt: now, expiresAt: now },
  canRenew: false,
  needsSignIn: true,
});
