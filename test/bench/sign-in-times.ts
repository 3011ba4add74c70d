import type { DockpassRun } from '../support/launch.ts';
import { waitFor } from '../support/wait-for.ts';

/** Epoch ms with fractions: the same clock as that of pages and of the app's log. */
export const now = (): number => performance.timeOrigin + performance.now();

export const runsEach = 10;
export const deadlineMs = 30_000;

/** When the app logged its captures, epoch ms; the log knows whole milliseconds only. */
export async function capturesOf(run: DockpassRun): Promise<readonly number[]> {
  const log = await run.logs();
  return [...new Set(log.split('\n').filter(line => line.includes('"sign-in.captured"')))].map(line =>
    Date.parse(JSON.parse(line.slice(line.indexOf('{'))).at),
  );
}

/** When the app logged its next capture, the one behind `before` others. */
export const nextCapture = (run: DockpassRun, before: number): Promise<number> =>
  waitFor('the capture', async () => (await capturesOf(run))[before], deadlineMs);
