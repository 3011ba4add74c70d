import type { Browser } from '@playwright/test';
import { startReadyCloud } from '../../support/readycloud/server.ts';
import { sampleApp, sampleUser } from '../../support/readycloud/settings.ts';
import type { Scene } from '../scenes/scene.ts';
import { bar, copied, life, offline, online, other, readyCloud, six } from '../scenes/views.ts';
import { image, sheetOf, shot } from './readme-shot.ts';

const dayMs = 86_400_000;
const { retryAt: _none, ...withoutRetry } = offline;

/** Accounts of every provider, as a person has them. */
export const readmeAccounts = [
  ...six.slice(0, 5),
  other({
    id: 'dock',
    label: 'Dock 4 label printer',
    detail: 'org 1',
    life: life(4.4 * dayMs, 365 * dayMs),
    renewal: { kind: 'by-person', beforeAt: Date.UTC(2026, 5, 14, 21) },
  }),
  ...six.slice(5),
];

const panel = (name: string, main: Scene['main']): Scene => ({
  name,
  page: 'index',
  main: { accounts: readmeAccounts, providers: [readyCloud], status: online, ...main },
  shown: async page => page.getByRole('list', { name: 'Accounts' }).waitFor(),
});

/** Draws the README's picture: the panel in both themes, and the sign-in bar over the local ReadyCloud's page. */
export async function drawReadmePicture(browser: Browser, origin: string): Promise<void> {
  const pictures = [
    await shot(browser, origin, panel('light', { clipboard: copied }), false, 440, 680),
    await shot(
      browser,
      origin,
      panel('dark', { status: withoutRetry, accounts: readmeAccounts.slice(0, 2) }),
      true,
      440,
      680,
    ),
  ];
  const aboveThePage = await shot(
    browser,
    origin,
    { name: 'sign-in-bar', page: 'sign-in-bar', main: { bar: { ...bar, step: 2 } }, shown: async () => {} },
    false,
    520,
    88,
  );
  const allow = await allowPage(browser);
  await sheetOf(browser, 'panel', 1512, [
    ...pictures.map(picture => image(picture, 440)),
    image(aboveThePage, 520) + image(allow, 520),
  ]);
}

/** The page a person is on when only Allow Access is left to press. */
async function allowPage(browser: Browser): Promise<string> {
  const server = await startReadyCloud();
  const page = await browser.newPage({ viewport: { width: 520, height: 592 }, deviceScaleFactor: 2 });
  await page.goto(
    `${server.origin}/api/v1/oauth2/authorize?response_type=token&client_id=${sampleApp.appId}&scope=order`,
  );
  await page.getByLabel('Username').fill(sampleUser.name);
  await page.getByLabel('Password').fill(sampleUser.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Allow Access' }).waitFor();
  const picture = await page.screenshot();
  await page.close();
  await server.close();
  return picture.toString('base64');
}
