/** One line of the table: what was measured and the most it should be. Nothing is asserted: machines differ. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  /** Whether it kept its budget; absent for a line that has none. */
  readonly kept?: boolean;
}

const ordered = (values: readonly number[]): readonly number[] => [...values].sort((one, other) => one - other);

/** The value that `share` (0 to 1) of all values do not exceed; nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const value = ordered(values)[Math.max(0, Math.ceil(values.length * share) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`;
export const times = (value: number): string => `${value.toFixed(2)}x`;
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** A figure that must not be above its budget. */
export const within = (what: string, value: number, budget: number, write: (value: number) => string): Figure => ({
  what,
  measured: write(value),
  budget: write(budget),
  kept: value <= budget,
});

/** A figure beside which no budget stands. */
export const besides = (what: string, measured: string): Figure => ({ what, measured, budget: '' });

/** Median and 95th percentile of some times beside each other. */
export const spread = (what: string, values: readonly number[]): Figure =>
  besides(`${what}, median and p95 of ${values.length}`, `${ms(median(values))}, ${ms(quantile(values, 0.95))}`);

/** The lines as a table, each column as wide as its widest cell. */
export function tableOf(figures: readonly Figure[]): string {
  const words = ({ kept }: Figure): string => (kept === undefined ? '' : kept ? 'kept' : 'MISSED');
  const rows = [
    ['', 'measured', 'budget', ''],
    ...figures.map(figure => [figure.what, figure.measured, figure.budget, words(figure)]),
  ];
  const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  return rows.map(row => line(row).trimEnd()).join('\n');
}
