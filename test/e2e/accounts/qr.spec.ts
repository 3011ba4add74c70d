import { expect, type Page } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { decodeQr } from '../../support/qr/decode.ts';
import { readPng } from '../../support/qr/read-png.ts';
import { waitFor } from '../../support/wait-for.ts';
import { lastToken, menu, row } from '../steps/steps.ts';
import { pressClosing, test, windowsOf } from '../steps/storage-steps.ts';

const name = 'Harbour Goods';
const formats = {
  token: 'Token',
  header: 'Authorization header',
  curl: 'curl command',
  powershell: 'PowerShell command',
  cmd: 'cmd command',
  env: '.env',
  json: 'JSON',
};

const secretWindows = async (run: DockpassRun) =>
  (await windowsOf(run)).filter(({ url }) => url?.startsWith('app://secret/'));
const findPage = (run: DockpassRun) => (): Page | undefined =>
  (run.panel.context().browser()?.contexts() ?? [])
    .flatMap(context => context.pages())
    .find(one => /^(https:\/\/secret\.app\.invalid|app:\/\/secret)\//.test(one.url()));

/** The window's page, once it shows the code. */
const shownPage = async (run: DockpassRun, format: string): Promise<Page> => {
  const page = await waitFor('the page of the window with the code', findPage(run), 20_000);
  await page.getByRole('img', { name: `QR code for ${name}: ${format}` }).waitFor();
  return page;
};
/** What a scanner reads off the screen. */
const scan = async (page: Page): Promise<string | undefined> => decodeQr(readPng(await page.screenshot()))?.text;

test('every format of a token is read back off the screen, from a page without the bridge', async ({ computer }) => {
  await computer.keepAccounts();
  const run = await computer.launch();
  const token = lastToken(computer.server);

  await menu(run, name, 'Show as QR code', 'Token');
  const page = await shownPage(run, 'Token');
  expect(await scan(page)).toBe(token);
  const bridges = await page.evaluate(() => Object.keys(window).filter(key => /dockpass|bridge|electron/i.test(key)));
  expect(bridges).toEqual([]);
  expect(await page.content()).not.toContain(token);
  await pressClosing(page, 'Escape');
  await expect.poll(() => secretWindows(run)).toEqual([]);
  const activity = await run.panel.evaluate(() => window.dockpass.getActivity());
  expect(JSON.stringify(activity)).toContain('"kind":"shown-as-qr","account":"Harbour Goods"');

  for (const [format, words] of Object.entries(formats)) {
    // One takes the place of the other, as after another choice in the menu.
    await run.panel.evaluate(async wanted => {
      const start = await window.dockpass.start();
      const id = start.ok ? (start.value.accounts[0]?.id ?? '') : '';
      await window.dockpass.copy(id, wanted, 0);
      await window.dockpass.showQr(id, wanted);
    }, format);
    const scanned = await scan(await shownPage(run, words));
    expect(scanned).toContain(token);
    expect(scanned).toBe((await run.clipboard())['text/plain']);
  }
});

test('the code goes when Dockpass is locked and when the shift ends', async ({ computer }) => {
  await computer.keepAccounts();
  const run = await computer.launch();
  await row(run, name).waitFor();
  const passphrase = 'four dull grey parcels';
  await run.panel.evaluate(
    phrase => window.dockpass.chooseStorage({ choice: 'passphrase', passphrase: phrase }),
    passphrase,
  );
  const isShown = () =>
    expect.poll(async () => (await secretWindows(run)).map(({ visible }) => visible)).toEqual([true]);

  await menu(run, name, 'Show as QR code', 'Token');
  await isShown();
  await run.panel.evaluate(() => window.dockpass.lock());
  await expect.poll(() => secretWindows(run)).toEqual([]);

  await run.panel.evaluate(phrase => window.dockpass.unlock({ passphrase: phrase }), passphrase);
  await menu(run, name, 'Show as QR code', 'Token');
  await isShown();
  await run.panel.evaluate(() => window.dockpass.endOfShift(false, false));
  await expect.poll(() => secretWindows(run)).toEqual([]);
});
