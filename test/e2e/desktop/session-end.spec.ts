import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { lastToken, row } from '../steps/steps.ts';
import { expectCopies, isRunning, test } from '../steps/storage-steps.ts';

const name = 'Harbour Goods';

// What Windows does with a program when its person logs out: it tells the windows, and ends it when they have heard it.
test(
  'when the session ends the first window hears it, and the clipboard is empty before the program is gone',
  {
    tag: '@stand-in',
  },
  async ({ computer }, testInfo) => {
    await computer.keepAccounts();
    const clipboard = testInfo.outputPath('clipboard-of-others');
    const run = await computer.launch({ env: { DOCKPASS_STAND_IN_CLIPBOARD_FILE: clipboard } });
    const held = (): unknown => JSON.parse(readFileSync(clipboard, 'utf8'))['text/plain'];
    await row(run, name).waitFor();
    await expectCopies(run, name, lastToken(computer.server));
    expect(held()).toBe(lastToken(computer.server));
    // It answers nobody any more.
    await run.control('endSession').catch(() => undefined);
    await expect.poll(() => isRunning(computer)).toBe(false);
    expect(held()).toBeUndefined();

    const again = await computer.launch();
    await expectCopies(again, name, lastToken(computer.server));
  },
);
