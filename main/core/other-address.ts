import { type ExpectedRedirect, readRedirect } from './redirect.ts';
import { parseAddress, parseRedirectAddress } from './redirect-address.ts';

/**
 * The address, without query and fragment, at which an answer to our sign-in arrived although another was expected: the
 * App was registered with it. Known by our own `state` and nothing else; no token is read. Undefined otherwise.
 */
export const readOtherAddress = (address: string, expected: ExpectedRedirect): string | undefined => {
  if (expected.state === undefined || readRedirect(address, expected).kind !== 'elsewhere') return undefined;
  const url = parseAddress(address);
  if (url === undefined) return undefined;
  const states = [...url.searchParams.getAll('state'), ...new URLSearchParams(url.hash.slice(1)).getAll('state')];
  if (states.length !== 1 || states[0] !== expected.state) return undefined;
  return parseRedirectAddress(`${url.origin}${url.pathname}`)?.href;
};
