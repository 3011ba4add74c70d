import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { browserLaunch } from '../../../pictures/browser.ts';
import { type ViewerEvent, viewerPage } from './viewer-page.ts';

// The page of a window on the display: what is drawn where, and what it tells of a person's mouse and keys.

/** One white point. */
const picture = await (async () => {
  const browser = await chromium.launch(browserLaunch);
  const page = await browser.newPage({ viewport: { width: 4, height: 4 } });
  const shot = await page.screenshot({ type: 'jpeg' });
  await browser.close();
  return shot.toString('base64');
})();

let browser: Browser;
let page: Page;
let told: ViewerEvent[];

beforeAll(async () => {
  browser = await chromium.launch(browserLaunch);
});
afterAll(() => browser.close());

const bar = { id: 1, x: 0, y: 0, width: 300, height: 80 };
const below = { id: 2, x: 0, y: 80, width: 300, height: 220 };

beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 300, height: 300 } });
  told = [];
  await page.exposeFunction('tell', (text: string) => void told.push(JSON.parse(text)));
  await page.goto(viewerPage);
  await page.evaluate(`arrange('Sign in', ${JSON.stringify([bar, below])})`);
  await page.evaluate(`draw(1, '${picture}'); draw(2, '${picture}')`);
});

const inputs = (): readonly unknown[] =>
  told.flatMap(event => (event.kind === 'input' ? [[event.id, event.method, event.params]] : []));

it('lays each picture where its page is, and has the window’s title', async () => {
  expect(await page.title()).toBe('Sign in');
  const places = await page
    .locator('img')
    .evaluateAll(images => images.map(image => image.getBoundingClientRect().toJSON()));
  expect(places).toMatchObject([
    { x: 0, y: 0, width: 300, height: 80 },
    { x: 0, y: 80, width: 300, height: 220 },
  ]);
});

it('hides the picture of a page that is not shown any more', async () => {
  await page.evaluate(`arrange('Sign in', ${JSON.stringify([bar])})`);
  const shown = await page.locator('img:visible').evaluateAll(images => images.map(({ style }) => style.height));
  expect(shown).toEqual(['80px']);
});

it('tells a click to the page under it, in that page’s own measure', async () => {
  await page.mouse.click(20, 100);
  const at = { x: 20, y: 20, button: 'left', clickCount: 1 };
  await expect.poll(inputs).toEqual([
    [2, 'Input.dispatchMouseEvent', expect.objectContaining({ type: 'mouseMoved', x: 20, y: 20, button: 'none' })],
    [2, 'Input.dispatchMouseEvent', expect.objectContaining({ type: 'mousePressed', ...at })],
    [2, 'Input.dispatchMouseEvent', expect.objectContaining({ type: 'mouseReleased', ...at })],
  ]);
});

it('tells keys to the page that was clicked last', async () => {
  await page.mouse.click(20, 20);
  await page.keyboard.press('a');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Tab');
  const keys = (): readonly unknown[] =>
    inputs().filter(input => JSON.stringify(input).includes('rawKeyDown') || JSON.stringify(input).includes('keyDown'));
  const key = (rest: object): unknown => [1, 'Input.dispatchKeyEvent', expect.objectContaining(rest)];
  await expect
    .poll(keys)
    .toEqual([
      key({ type: 'keyDown', key: 'a', text: 'a', modifiers: 0 }),
      key({ type: 'rawKeyDown', key: 'Control' }),
      key({ type: 'rawKeyDown', key: 'a', modifiers: 2 }),
      key({ type: 'rawKeyDown', key: 'Tab' }),
    ]);
});

it('tells what is pasted as text', async () => {
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'pasted words');
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
  });
  await expect.poll(inputs).toEqual([[2, 'Input.insertText', { text: 'pasted words' }]]);
});

it('tells its new size', async () => {
  await page.setViewportSize({ width: 320, height: 340 });
  await expect
    .poll(() => told.filter(({ kind }) => kind === 'resize'))
    .toEqual([{ kind: 'resize', width: 320, height: 340 }]);
});
