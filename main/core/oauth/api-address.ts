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
const readApiBase = (text: string, field: string): string => {
  const url = readApiAddress(text, field);
  if (url.search !== '') throw new DockpassError('bad-input', { field });
  return `${url.origin}${url.pathname.replace(/(?<!\/)\/+$/, '')}`;
};

/**
 * The same, also where it was copied with one of `tails` behind it: the path of the API, or of its tokens. Throws like
 * `readApiBase`.
 */
export const readApiBaseBefore = (text: string, field: string, tails: readonly string[]): string => {
  const base = readApiBase(text, field);
  const tail = tails.find(one => base.endsWith(one));
  return tail === undefined ? base : base.slice(0, -tail.length).replace(/\/+$/, '');
};
