import type { Page } from '@playwright/test';
import { createQuickCopy } from '../../../main/core/desktop/quick-copy.ts';
import { copyFormats } from '../../../main/core/formats/copy-formats.ts';
import type { TrayChoice } from '../../../main/core/ports/tray-view.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import type { Scene } from './scene.ts';
import { longAndRightToLeft, many, sceneAt, six } from './views.ts';

/** What main gives for these accounts; with `asked`, after the tray was asked for that on Wayland. */
export const quickOf = (accounts: readonly AccountView[], asked?: TrayChoice) => {
  const quickCopy = createQuickCopy({
    quickWindow: { show: () => {}, hide: () => {}, isVisible: () => true },
    clipboard: { needsPress: true, takesText: () => false },
    formats: () => copyFormats,
    list: () => accounts,
    now: () => sceneAt,
    act: async () => {},
  });
  if (asked !== undefined) quickCopy.chooseInTray(asked);
  return quickCopy.accounts();
};

const scene = (
  name: string,
  accounts: readonly AccountView[],
  words: string,
  act?: (page: Page) => Promise<void>,
  asked?: TrayChoice,
): Scene => ({
  name,
  page: 'quick',
  height: 400,
  main: { values: { getQuickAccounts: quickOf(accounts, asked) } },
  shown: async page => page.getByText(words).first().waitFor(),
  ...(act === undefined ? {} : { act }),
});

/** Types into the search once the window listens. */
const type = async (page: Page, words: string): Promise<void> => {
  await page.getByRole('option').first().waitFor();
  await page.getByRole('combobox', { name: 'Search accounts' }).fill(words);
};

/** The quick-copy window. */
export const quickScenes: readonly Scene[] = [
  scene('quick', six, 'token'),
  scene('quick-found', six, 'token', async page => {
    await type(page, 'send');
    await page.keyboard.press('ArrowDown');
  }),
  scene('quick-asked', six, 'Press Enter or click the account', undefined, {
    kind: 'copy',
    id: six.at(-1)?.id ?? '',
    format: 'curl',
    endpoint: 0,
  }),
  scene('quick-none', six, 'No accounts found', page => type(page, 'zebra')),
  scene(
    'quick-header-only',
    six.map(one => ({ ...one, formats: ['token', 'header'] })),
    'token',
  ),
  scene('quick-empty', [], 'No accounts yet'),
  scene('quick-long-and-rtl', longAndRightToLeft, 'token'),
  scene('quick-300', many(300), 'the first 50 are shown'),
];
