import type { LaunchOptions } from '@playwright/test';
import { findChromium } from '../stand-in/chromium/find.ts';

/** The last list counts, so this one is Playwright's as far as it matters here, and what makes each window dear. */
const disabledFeatures = [
  ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'PaintHolding', 'Translate', 'MediaRouter', 'LensOverlay'],
  ...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
  // The suggestions below the address bar: two pages and a process of their own for each window.
  ...['WebUIOmniboxPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxAimPopup'],
];

/** The installed Chromium for pictures and page tests: nothing is downloaded, and it talks to nobody by itself. */
export const browserLaunch: LaunchOptions = {
  executablePath: findChromium('unseen'),
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    '--disable-gpu',
    `--disable-features=${disabledFeatures.join(',')}`,
  ],
};
