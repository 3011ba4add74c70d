import { createEvent } from '../base/event.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { Http } from '../ports/network.ts';
import type { Clock } from '../ports/time.ts';
import type { Vault } from '../vault/vault.ts';

/** What it works with. */
interface ClockSkewDeps {
  readonly clock: Clock;
  readonly http: Http;
  readonly vault: Pick<Vault, 'list' | 'get' | 'changeSoon' | 'saveUnsaved' | 'onChange'>;
}

/** Keeps the lives of tokens right on a computer whose clock is wrong, or is set. */
export interface ClockSkew {
  /** The same network, which learns the time from every answer (RFC 9110 section 6.6.1). */
  readonly http: Http;
  /** Looks whether the clock was set since the last look, and moves every life along with it. */
  readonly check: () => void;
  /** The computer goes to sleep: what the clock runs ahead from now on is sleep, until it has woken up. */
  readonly fellAsleep: () => void;
  readonly wokeUp: () => void;
  /** This computer's clock minus that of these origins, ms, as their last answer showed it; undefined when none did. */
  readonly skewOf: (origins: readonly string[]) => number | undefined;
  /** This computer's clock minus a provider's, ms, as an answer showed it; undefined when the clock was set since. */
  readonly onNoticed: (listener: (skewMs: number | undefined) => void) => void;
  /** Lives were moved, and written where the disk let them. */
  readonly onMoved: (listener: () => void) => void;
}

/** A clock that is set and matters moves more than that; less is the system keeping time. */
const setByMs = 30_000;
/** `Date` counts whole seconds, and an answer travels. */
const toleranceMs = 120_000;

/**
 * Lives are kept in this computer's own time, so that a clock that is wrong all along counts right. What changes is
 * noticed in two ways: a clock that is set back runs behind the time that no one can set, and an answer shows another
 * difference than the one its token was issued with. A clock set forward looks like sleep: nothing is moved until an
 * answer tells, or until it is set back again.
 */
export const createClockSkew = (deps: ClockSkewDeps): ClockSkew => {
  const { clock, vault } = deps;
  const noticed = createEvent<[skewMs: number | undefined]>();
  const moves = createEvent();
  const skews = new Map<string, number>();
  /** By how much the clock ran ahead without being known to sleep, by account, since its host last told the time. */
  const ahead = new Map<string, { readonly issuedAt: number; readonly ms: number }>();
  /** A token that was issued since then was issued by the clock that runs ahead. */
  const aheadOf = ({ id, life }: Ending): number => {
    const known = ahead.get(id);
    return known?.issuedAt === life.issuedAt ? known.ms : 0;
  };
  const setAhead = ({ id, life }: Ending, ms: number): void => void ahead.set(id, { issuedAt: life.issuedAt, ms });
  const aheadOfRunning = (): number => clock.now() - clock.running();
  let offset = aheadOfRunning();
  let asleep = false;

  const ending = (): readonly Ending[] => vault.list().flatMap(({ record }) => (isMovable(record) ? [record] : []));

  const check = (): void => {
    const set = aheadOfRunning() - offset;
    if (Math.abs(set) < setByMs) return;
    offset += set;
    if (set < 0) setBack(-set);
    else if (!asleep) for (const record of ending()) setAhead(record, aheadOf(record) + set);
  };

  const save = (): void => void vault.saveUnsaved().then(moves.tell);

  const setBack = (byMs: number): void => {
    skews.clear();
    noticed.tell(undefined);
    for (const record of ending()) {
      const known = aheadOf(record);
      const undone = Math.min(known, byMs);
      setAhead(record, known - undone);
      if (undone < byMs) vault.changeSoon(record.id, { life: moved(record, undone - byMs) });
    }
    // Nothing but these records knows of it at the next start.
    save();
  };

  const learn = (origin: string, skewMs: number): void => {
    const before = skews.get(origin);
    skews.set(origin, skewMs);
    noticed.tell(skewMs);
    if (before !== undefined && Math.abs(skewMs - before) < setByMs && ahead.size === 0) return;
    let hasMoved = false;
    for (const record of ending()) {
      if (!record.origins.includes(origin)) continue;
      ahead.delete(record.id);
      const issuedAtSkewMs = record.life.skewMs;
      const byMs = skewMs - (issuedAtSkewMs ?? skewMs);
      if (issuedAtSkewMs === undefined) vault.changeSoon(record.id, { life: { ...record.life, skewMs } });
      else if (Math.abs(byMs) > toleranceMs) {
        vault.changeSoon(record.id, { life: moved(record, byMs) });
        hasMoved = true;
      }
    }
    // The next start counts by what is on disk.
    if (hasMoved) save();
  };

  const skewOf: ClockSkew['skewOf'] = origins =>
    origins.map(origin => skews.get(origin)).find(skew => skew !== undefined);

  // The first answer of all may come while the account that it is about is being saved.
  vault.onChange(id => {
    const record = id === undefined ? undefined : vault.get(id)?.record;
    if (!isMovable(record) || record.life.skewMs !== undefined) return;
    const skewMs = skewOf(record.origins);
    if (skewMs !== undefined) vault.changeSoon(record.id, { life: { ...record.life, skewMs } });
  });

  return {
    check,
    fellAsleep: () => {
      check();
      asleep = true;
    },
    wokeUp: () => {
      asleep = true;
      check();
      asleep = false;
    },
    onNoticed: listener => void noticed.listen(listener),
    onMoved: listener => void moves.listen(listener),
    skewOf,
    http: {
      send: async request => {
        const sentAt = clock.now();
        const reply = await deps.http.send(request);
        check();
        const now = clock.now();
        // An answer that slept with this computer tells when it was sent, not what time it is.
        const isFresh = now >= sentAt && now - sentAt < setByMs;
        if (reply.serverAt !== undefined && isFresh) learn(new URL(request.url).origin, now - reply.serverAt);
        return reply;
      },
    },
  };
};

type Ending = AccountRecord & { readonly life: Extract<AccountRecord['life'], { kind: 'until' }> };

/** A date that a person or the token itself gave stays the date it is. */
const isMovable = (record: AccountRecord | undefined): record is Ending =>
  record?.life.kind === 'until' && record.life.dated !== true;

const moved = ({ life }: Ending, byMs: number): Ending['life'] => {
  const { issuedAt, expiresAt, skewMs } = life;
  const next = { ...life, issuedAt: issuedAt + byMs, expiresAt: expiresAt + byMs };
  return skewMs === undefined ? next : { ...next, skewMs: skewMs + byMs };
};
