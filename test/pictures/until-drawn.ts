import type { Page } from '@playwright/test';

/** Ends when a page has drawn what it knows, and listens to the keys of what it drew. */
export const untilDrawn = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>(resolve => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );
