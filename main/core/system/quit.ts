import type { ClipboardGuard } from '../copy/clipboard-guard.ts';
import type { ClockSkew } from '../renewal/clock-skew.ts';
import type { Vault } from '../vault/vault.ts';

interface QuitDeps {
  readonly clockSkew: Pick<ClockSkew, 'check'>;
  readonly clipboardGuard: Pick<ClipboardGuard, 'clear'>;
  readonly vault: Pick<Vault, 'saveUnsaved'>;
}

/** What happens before Dockpass ends: our value leaves the clipboard, and what could wait is saved. */
export const beforeQuit =
  ({ clockSkew, clipboardGuard, vault }: QuitDeps): (() => Promise<void>) =>
  async () => {
    clockSkew.check();
    await clipboardGuard.clear(false);
    await vault.saveUnsaved();
  };
