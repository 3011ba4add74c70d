/** The time as the core asks for it. `main/platform/system/clock.ts` implements it. */
export interface Clock {
  /** Epoch ms by this computer's clock. */
  readonly now: () => number;
  /** Ms that no one can set, from any start: it counts while this program runs, and may stand still while the computer sleeps. */
  readonly running: () => number;
  /** An instant as text (`2027-03-01T09:00:00.000Z`), for files and reports. */
  readonly isoTime: (at: number) => string;
  /** The last instant of a day (`2027-03-01`) where this computer is, epoch ms; undefined for a day that does not exist. */
  readonly endOfDay: (isoDate: string) => number | undefined;
  /**
   * Rings once, at `at` (epoch ms; at once when past), however far away; a clock that is set back meanwhile does not make
   * it wait longer than it was away. The result cancels.
   */
  readonly alarm: (at: number, ring: () => void) => () => void;
}
