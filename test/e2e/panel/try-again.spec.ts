import { expect, test } from '@playwright/test';
import { programsOfSix } from '../../pictures/scenes/program-scenes.ts';
import { settings } from '../../pictures/scenes/settings-view.ts';
import { copied } from '../../pictures/scenes/views.ts';
import { callsOf, open, serveBuiltPages } from '../steps/drawn-pages.ts';

serveBuiltPages();

test('a pushed snapshot shows, and a failed copy offers to try again', async ({ page }) => {
  await open(page, { failures: { copy: { code: 'timed-out', detail: 'www.readycloud.com' } } });
  await page.getByRole('button', { name: 'Copy token for Acme Goods' }).click();
  await expect(page.getByRole('status', { name: 'Status' })).toContainText('www.readycloud.com took too long');
  await page.getByRole('status', { name: 'Status' }).getByRole('button', { name: 'Try again' }).click();
  await expect.poll(async () => (await callsOf(page, 'copy')).length).toBe(2);
  await page.evaluate(view => window.fake.emit('clipboardChanged', view), copied);
  await page.getByRole('button', { name: 'Clear now' }).click();
  expect(await callsOf(page, 'clearClipboard')).toHaveLength(1);
  await expect(page.getByRole('searchbox')).toBeFocused();
});

test('what could not be saved in Settings has the button that its instruction names', async ({ page }) => {
  await open(page, { settings, failures: { saveSettings: { code: 'busy' } } });
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('radio', { name: 'Dark' }).click();
  const refusal = page.getByRole('alert');
  await expect(refusal).toContainText('press Try again');
  await expect(refusal).toBeFocused();
  await refusal.getByRole('button', { name: 'Try again' }).click();
  const dark = ['saveSettings', { theme: 'dark' }];
  await expect.poll(() => callsOf(page, 'saveSettings')).toEqual([dark, dark]);
  await page.evaluate(() => window.fake.mend());
  await refusal.getByRole('button', { name: 'Try again' }).click();
  await expect(refusal).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeFocused();
});

test('what programs may have is tried again by a button, and a file by the one that keeps it', async ({ page }) => {
  const refused = { code: 'busy' } as const;
  await open(page, {
    values: { getPrograms: programsOfSix },
    failures: { setProgramMode: refused, setKeptFile: refused },
  });
  await page.getByRole('button', { name: 'More for Acme Goods' }).click();
  await page.getByRole('menuitem', { name: 'Programs…' }).click();
  const refusal = page.getByRole('alert');
  await page.getByLabel('Acme Goods', { exact: true }).selectOption({ label: 'Always' });
  await refusal.getByRole('button', { name: 'Try again' }).click();
  const always = ['setProgramMode', 'acme', 'always'];
  await expect.poll(() => callsOf(page, 'setProgramMode')).toEqual([always, always]);
  await page.getByRole('button', { name: 'Keep this file' }).click();
  await expect(refusal).toContainText('press Keep this file');
  await expect(refusal.getByRole('button')).toHaveCount(0);
});

for (const [way, press] of [
  ['Back up accounts…', 'Choose where to save…'],
  ['Restore from backup…', 'Choose file…'],
] as const) {
  test(`a file dialog that is closed is said as such: ${way}`, async ({ page }) => {
    await open(page, { settings });
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByRole('button', { name: way }).click();
    await page.getByRole('button', { name: press }).click();
    await expect(page.getByRole('alert')).toContainText('No file was chosen');
    const named = press.replace('…', '');
    await expect(page.getByRole('alert')).toContainText(`Type the passphrase again, then press ${named}.`);
  });
}
