import type { Page } from '@playwright/test';
import { type Road, roads, typedFor } from '../e2e/roads.ts';
import { allow, type Both, expectNoSignIn, fillForm, newApp, openForm, pressConnect, signInAt } from '../e2e/steps.ts';
import { launchDockpass } from '../support/launch.ts';
import { startReadyCloud } from '../support/readycloud/server.ts';
import { waitFor } from '../support/wait-for.ts';
import { besides, type Figure, median, ms, quantile } from './figures.ts';

const runsEach = 5;
const deadlineMs = 30_000;

/** Epoch ms with fractions: the same clock as that of pages and of the app's log. */
const now = (): number => performance.timeOrigin + performance.now();

/** Epoch ms at which a page first showed anything, by its own clock. */
const paintedAt = (page: Page): Promise<number> => {
  const ask = (): Promise<number | undefined> =>
    page.evaluate(() => {
      const paint = performance.getEntriesByName('first-contentful-paint')[0];
      return paint === undefined ? undefined : performance.timeOrigin + paint.startTime;
    });
  // One page may just be giving way to the next.
  return waitFor('the first paint', () => ask().catch(() => undefined), deadlineMs);
};

/** When the app logged its captures, epoch ms; the log knows whole milliseconds only. */
async function capturesOf({ run }: Both): Promise<readonly number[]> {
  const log = await run.logs();
  return [...new Set(log.split('\n').filter(line => line.includes('"sign-in.captured"')))].map(line =>
    Date.parse(JSON.parse(line.slice(line.indexOf('{'))).at),
  );
}

interface Times {
  readonly paintMs: number;
  readonly captureMs: number;
}

/** One sign-in: from the press of Connect to the painted page, and from the provider's last answer to the capture. */
async function signInOnce(both: Both, { variant, at, allowPage }: Road): Promise<Times> {
  const { run, server } = both;
  const app = newApp(server, { variant });
  const before = (await capturesOf(both)).length;
  await openForm(run);
  await fillForm(run, typedFor(app, both, at));
  await run.panel.evaluate(() =>
    addEventListener('click', event => void Object.assign(window, { pressedAt: event.timeStamp }), { capture: true }),
  );
  await pressConnect(run);
  const page = await run.signInPage();
  const pressedAt = await run.panel.evaluate(() => performance.timeOrigin + Number(Reflect.get(window, 'pressedAt')));
  const paintMs = (await paintedAt(page)) - pressedAt;
  await signInAt(page);
  await allow((await allowPage?.(page, run)) ?? page);
  const isCaptured = async (): Promise<number | undefined> => (await capturesOf(both))[before];
  const capturedAt = await waitFor('the capture', isCaptured, deadlineMs);
  await expectNoSignIn(run);
  await run.panel.getByRole('dialog').waitFor({ state: 'hidden' });
  const isPage = ({ destination, at: askedAt }: { destination: string; at: number }): boolean =>
    destination === 'document' && askedAt <= capturedAt + 1;
  return { paintMs, captureMs: capturedAt - (server.requests.findLast(isPage)?.at ?? Number.NaN) };
}

/**
 * How long a person waits for the provider's page, and how long an answer is on its way on each road: from the request
 * that the provider answered last (its own work counts too) to the line in the log.
 */
export async function measureSignIn(): Promise<readonly Figure[]> {
  const server = await startReadyCloud({ now });
  const run = await launchDockpass({ environments: { readycloud: server.origin } });
  const both = { run, server };
  const paints: number[] = [];
  const figures: Figure[] = [];
  try {
    await signInOnce(both, { saw: 'a warm-up', variant: 'redirect' });
    for (const road of roads) {
      const captures: number[] = [];
      for (let time = 0; time < runsEach; time += 1) {
        const { paintMs, captureMs } = await signInOnce(both, road);
        paints.push(paintMs);
        captures.push(captureMs);
      }
      figures.push(besides(`captured over ${road.variant}, median of ${runsEach}`, ms(median(captures))));
    }
  } finally {
    await run.quit();
    await server.close();
  }
  return [
    besides(`Connect to the provider’s page painted, median of ${paints.length}`, ms(median(paints))),
    besides('  p95', ms(quantile(paints, 0.95))),
    ...figures,
  ];
}
