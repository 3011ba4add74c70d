import { DockpassError } from '../base/errors.ts';
import { isLoopback, parseAddress } from './redirect-address.ts';

/**
 * Reads an address that a person typed for credentials to be sent to: https (or http on loopback), without user info
 * and fragment. Throws bad-input (field `field`).
 */
export const readApiAddress = (text: string, field: string): URL => {
  const url = text.includes('#') ? undefined : parseAddress(text);
  if (url === undefined || (url.protocol === 'http:' && !isLoopback(url.hostname)))
    throw new DockpassError('bad-input', { field });
  return url;
};

/** The address that an API's paths are put behind: like `readApiAddress`, without a query and without a slash at its end. */
export const readApiBase = (text: string, field: string): string => {
  const url = readApiAddress(text, field);
  if (url.search !== '') throw new DockpassError('bad-input', { field });
  return `${url.origin}${url.pathname.replace(/(?<!\/)\/+$/, '')}`;
};
