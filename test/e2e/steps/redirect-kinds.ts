import type { Page } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import type { App, Variant } from '../../support/readycloud/settings.ts';
import type { Both, Typed } from './steps.ts';

// Every way by which a provider's pages can lead to the redirect address. Wherever it can be avoided, the address
// itself is never asked for: its server would see the token's request, and in many browsers keep its address.

/** One way, and what it needs. */
export interface RedirectKind {
  readonly saw: string;
  readonly variant: Variant;
  /** The registered redirect address a person typed. */
  readonly at?: (both: Both) => string;
  /** Which page asks to allow, when it is not the first one. */
  readonly allowPage?: (page: Page, run: DockpassRun) => Promise<Page>;
  /** How often the redirect address is asked for. */
  readonly contacts?: number;
}

const inNewWindow =
  (role: 'button' | 'link', name: string) =>
  async (page: Page): Promise<Page> => {
    const opened = page.context().waitForEvent('page');
    await page.getByRole(role, { name }).click();
    return opened;
  };

export const redirectKinds: readonly RedirectKind[] = [
  { saw: 'a redirect after pressing Allow', variant: 'redirect' },
  { saw: 'a redirect after a form was posted', variant: 'post-redirect' },
  {
    saw: 'a redirect that the page’s own form-action policy forbids',
    variant: 'form-action',
    at: ({ server }) => `${server.otherOrigin}/done`,
  },
  { saw: 'a page that refreshes itself to it', variant: 'meta-refresh' },
  { saw: 'a page whose script goes there', variant: 'location' },
  { saw: 'a form that the page posts there', variant: 'form-post' },
  { saw: 'one more redirect in between', variant: 'two-hops' },
  { saw: 'a page there that only changes what stands behind the #', variant: 'hash-only', contacts: 1 },
  {
    saw: 'a redirect to an address where nobody answers',
    variant: 'dead-host',
    at: ({ server }) => `${server.deadOrigin}/done`,
  },
  { saw: 'a sign-in page whose own address carries an error and a token', variant: 'own-error' },
  { saw: 'an address that differs by one slash and carries a token first', variant: 'lookalike' },
  {
    saw: 'a window that the page opens',
    variant: 'popup',
    allowPage: inNewWindow('button', 'Continue in a new window'),
  },
  {
    saw: 'a link that opens a new tab',
    variant: 'target-blank',
    allowPage: inNewWindow('link', 'Continue in a new tab'),
  },
];

/** What a person types for it. */
export const typedFor = (app: App, both: Both, at?: RedirectKind['at']): Typed => ({
  accountName: app.appId,
  appId: app.appId,
  ...(at && { redirectAddress: at(both) }),
});
