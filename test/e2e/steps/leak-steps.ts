import { randomBytes } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { type DockpassRun, launchDockpass } from '../../support/launch.ts';
import { heapPlace, placesOf, recordingIpc } from '../../support/leaks/places.ts';
import { createMarks, type Leak, type Marks, type Place } from '../../support/leaks/search.ts';
import { type ReadyCloudServer, startReadyCloud } from '../../support/readycloud/server.ts';
import { type App, sampleApp, sampleUser, type User } from '../../support/readycloud/settings.ts';
import { test as base, field, openForm, pressConnect } from './steps.ts';

/** A text that nothing else in the world holds. */
export const newSecret = (kind: string): string => `${kind}${randomBytes(24).toString('base64url')}`;

/** One computer whose every secret is marked, and the app on it. */
export interface Watched {
  readonly server: ReadyCloudServer;
  readonly app: App;
  readonly user: User;
  readonly marks: Marks;
  readonly run: () => DockpassRun;
  readonly restart: () => Promise<DockpassRun>;
  /** Marks every token there ever was, the newest too; call it behind each step that may have made one. */
  readonly markTokens: () => void;
  /** Where a marked secret lies now: everywhere but the heaps. */
  readonly leaks: (pages?: Readonly<Record<string, Page>>) => Promise<readonly Leak[]>;
  /** And in what the scripts of these pages hold. */
  readonly heapLeaks: (pages: Readonly<Record<string, Page>>) => Promise<readonly Leak[]>;
}

/** What a page prints is shown to whoever opens its tools, and by the app's own output. */
function listenTo(page: Page, printed: string[]): void {
  page.on('console', message => printed.push(message.text()));
  page.on('pageerror', error => printed.push(String(error.stack)));
}

export const test = base.extend<{ readonly watched: Watched }>({
  watched: async ({ browserName: _unused }, use, testInfo) => {
    const app = { ...sampleApp, appSecret: newSecret('as') };
    const user = { ...sampleUser, password: newSecret('pw') };
    const server = await startReadyCloud({ state: 'echo', user: 'missing', apps: [app], users: [user] });
    const userData = testInfo.outputPath('computer', 'user-data');
    const marks = createMarks();
    marks.mark('App Secret', app.appSecret);
    marks.mark('password', user.password);
    const printed: string[] = [];
    const launch = async (): Promise<DockpassRun> => {
      const run = await launchDockpass({ userData, env: recordingIpc, environments: { readycloud: server.origin } });
      run.panel.context().on('page', page => listenTo(page, printed));
      listenTo(run.panel, printed);
      return run;
    };
    let run = await launch();
    const everywhere = async (pages: Readonly<Record<string, Page>>): Promise<readonly Place[]> => [
      ...(await placesOf(run, { panel: run.panel, ...pages })),
      { name: 'console', content: printed.join('\n') },
    ];
    await use({
      server,
      app,
      user,
      marks,
      run: () => run,
      restart: async () => {
        await run.quit();
        run = await launch();
        return run;
      },
      markTokens: () => {
        for (const [at, text] of server.tokens.secrets().entries()) marks.mark(`token ${at + 1} of the server`, text);
      },
      leaks: async (pages = {}) => marks.findIn(await everywhere(pages)),
      heapLeaks: async pages =>
        marks.findIn(await Promise.all(Object.entries(pages).map(([name, page]) => heapPlace(name, page)))),
    });
    await run.quit();
    await server.close();
  },
});

/** As a person pastes: through the keyboard, so that no tool of the test holds the text in the page as well. */
export async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.insertText(text);
}

/** Fills in the form with the marked App Secret and connects, up to the provider's first page, whose state is marked. */
export async function startWatched({ app, marks, run }: Watched, accountName = ''): Promise<Page> {
  await openForm(run());
  await field(run(), 'Account name').fill(accountName);
  await field(run(), 'App Id').fill(app.appId);
  await typeInto(run().panel, 'App Secret', app.appSecret);
  await pressConnect(run());
  const page = await run().signInPage();
  await page.getByLabel('Username').waitFor();
  marks.mark('state', stateIn(page.url()));
  return page;
}

/** The state in an authorization address, or in the sign-in page's address that leads back to one. */
export function stateIn(address: string): string {
  const { searchParams, origin } = new URL(address);
  const authorization = new URL(searchParams.get('next') ?? address, origin);
  const state = authorization.searchParams.get('state');
  if (state === null) throw new Error('this address carries no state');
  return state;
}

/** Types at the provider's page and signs in there, up to the page that asks to allow. */
export async function signInWatched(page: Page, user: User): Promise<void> {
  await typeInto(page, 'Username', user.name);
  await typeInto(page, 'Password', user.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Allow Access' })).toBeVisible();
}
