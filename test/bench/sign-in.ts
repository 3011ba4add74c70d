import type { Page } from '@playwright/test';
import { type RedirectKind, redirectKinds, typedFor } from '../e2e/steps/redirect-kinds.ts';
import {
  allow,
  type Both,
  expectNoSignIn,
  fillForm,
  newApp,
  openForm,
  pressConnect,
  signInAt,
} from '../e2e/steps/steps.ts';
import { launchDockpass } from '../support/launch.ts';
import { startReadyCloud } from '../support/readycloud/server.ts';
import { waitFor } from '../support/wait-for.ts';
import { measureCodeRedirects } from './code-redirects.ts';
import { type Figure, spread } from './figures.ts';
import { capturesOf, deadlineMs, nextCapture, now, runsEach } from './sign-in-times.ts';

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

interface Times {
  readonly paintMs: number;
  readonly captureMs: number;
}

/** One sign-in: from the press of Connect to the painted page, and from the provider's last answer to the capture. */
async function signInOnce(both: Both, { variant, at, allowPage }: RedirectKind): Promise<Times> {
  const { run, server } = both;
  const app = newApp(server, { variant });
  const before = (await capturesOf(run)).length;
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
  const capturedAt = await nextCapture(run, before);
  await expectNoSignIn(run);
  await run.panel.getByRole('dialog').waitFor({ state: 'hidden' });
  const isPage = ({ destination, at: askedAt }: { destination: string; at: number }): boolean =>
    destination === 'document' && askedAt <= capturedAt + 1;
  return { paintMs, captureMs: capturedAt - (server.requests.findLast(isPage)?.at ?? Number.NaN) };
}

/**
 * How long a person waits for the provider's page, and how long an answer is on its way by each kind of redirect: from the request
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
    for (const kind of redirectKinds) {
      const captures: number[] = [];
      for (let time = 0; time < runsEach; time += 1) {
        const { paintMs, captureMs } = await signInOnce(both, kind);
        paints.push(paintMs);
        captures.push(captureMs);
      }
      figures.push(spread(`token captured over ${kind.variant}`, captures));
    }
  } finally {
    await run.quit();
    await server.close();
  }
  return [spread('Connect to the provider’s page painted', paints), ...figures, ...(await measureCodeRedirects())];
}
