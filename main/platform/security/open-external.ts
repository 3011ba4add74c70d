import { shell } from 'electron';
import { DockpassError } from '../../core/base/errors.ts';
import { isLoopback } from '../../core/oauth/redirect-address.ts';

type OpenExternal = (url: string, origins: readonly string[]) => Promise<void>;

/**
 * The one gate to the person's own browser: https at one of `origins`, or http on this machine at one
 * of them. Throws bad-input for any other address, unexpected when the system opens nothing.
 * Keeps number 15 of Electron's security checklist: no openExternal with untrusted content.
 */
export const createOpenExternal =
  (system: Pick<Electron.Shell, 'openExternal'> = shell): OpenExternal =>
  async (address, origins) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url === undefined || !isAllowed(url, origins))
      throw new DockpassError('bad-input', { detail: url?.host ?? '' });
    try {
      // The parsed form: nothing is left in it that the system's own parser could read in another way.
      await system.openExternal(url.href);
    } catch {
      throw new DockpassError('unexpected', { reason: 'browser' });
    }
  };

function isAllowed(url: URL, origins: readonly string[]): boolean {
  if (url.username !== '' || url.password !== '' || !origins.includes(url.origin)) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
