import { expectNoSignIn, fillFields, openForm, pressConnect, pressLast, row } from '../e2e/steps/steps.ts';
import { type DockpassRun, launchDockpass } from '../support/launch.ts';
import { type OAuthServer, startOAuth } from '../support/oauth/server.ts';
import { oauthClient, oauthPaths } from '../support/oauth/settings.ts';
import { waitFor } from '../support/wait-for.ts';
import { type Figure, spread } from './figures.ts';
import { capturesOf, deadlineMs, nextCapture, now, runsEach } from './sign-in-times.ts';

// The ways of a code: in the query of a redirect inside the window, and both ways back from the person's own browser.

interface Both {
  readonly run: DockpassRun;
  readonly server: OAuthServer;
}

/** From the opened sign-in to the capture, ms; each begins to count where the answer sets out for the app. */
type CodeRedirect = (both: Both, captured: () => Promise<number>) => Promise<number>;

const inWindow: CodeRedirect = async ({ run, server }, captured) => {
  const page = await run.signInPage();
  await page.getByLabel('Username').fill('maria');
  await pressLast(page, 'Allow Access');
  const capturedAt = await captured();
  return capturedAt - (server.received.findLast(({ endpoint }) => endpoint === 'allow')?.at ?? Number.NaN);
};

/** Presses Use my browser, and allows access as that browser would; gives the address it ends on. */
async function throughOwnBrowser({ run, server }: Both): Promise<string> {
  await (await run.signInPage()).getByLabel('Username').waitFor();
  const before = (await run.control<unknown[]>('shellCalls')).length;
  await (await run.stripPage()).getByRole('button', { name: 'Use my browser' }).click();
  const opened = async () => (await run.control<{ argument: string }[]>('shellCalls'))[before];
  const asked = new URL((await waitFor('the browser', opened, deadlineMs)).argument);
  asked.searchParams.append('press', 'allow');
  const reply = await fetch(server.origin + oauthPaths.allow, {
    method: 'POST',
    body: asked.searchParams,
    redirect: 'manual',
  });
  return reply.headers.get('location') ?? '';
}

const backByItself: CodeRedirect = async (both, captured) => {
  const endedOn = await throughOwnBrowser(both);
  const startedAt = now();
  await (await fetch(endedOn)).text();
  return (await captured()) - startedAt;
};

const pasted: CodeRedirect = async (both, captured) => {
  const { run } = both;
  await run.control('copyElsewhere', { text: await throughOwnBrowser(both) });
  const bar = await run.stripPage();
  await bar.getByText('Browser did not come back?').click();
  const startedAt = now();
  await bar.getByRole('button', { name: 'Paste address' }).click({ noWaitAfter: true });
  return (await captured()) - startedAt;
};

const codeRedirects: Readonly<Record<string, CodeRedirect>> = {
  'a redirect’s query': inWindow,
  'this computer’s own address (loopback)': backByItself,
  'a pasted address, with the press itself': pasted,
};

async function connectOnce(both: Both, redirect: CodeRedirect, name: string): Promise<number> {
  const { run, server } = both;
  const before = (await capturesOf(run)).length;
  await openForm(run, 'Other OAuth 2.0');
  await fillFields(run, { 'Account name': name, 'Discover from': server.origin, 'Client ID': oauthClient.id });
  await pressConnect(run);
  const captureMs = await redirect(both, () => nextCapture(run, before));
  await row(run, name).waitFor();
  await expectNoSignIn(run);
  return captureMs;
}

/** How long a code is on its way to the app, by each of them. */
export async function measureCodeRedirects(): Promise<readonly Figure[]> {
  const server = await startOAuth({ now });
  const run = await launchDockpass({ environments: { oauth2: server.origin } });
  const figures: Figure[] = [];
  try {
    await connectOnce({ run, server }, inWindow, 'a warm-up');
    for (const [what, redirect] of Object.entries(codeRedirects)) {
      const captures: number[] = [];
      for (let time = 0; time < runsEach; time += 1)
        captures.push(await connectOnce({ run, server }, redirect, `${what} ${time}`));
      figures.push(spread(`code captured over ${what}`, captures));
    }
  } finally {
    await run.quit();
    await server.close();
  }
  return figures;
}
