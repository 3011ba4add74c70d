import { type HostilePage, tour } from '../../../support/hostile/page.ts';

const path = '/api/v1/oauth2/auth_code';

export const page: HostilePage = {
  tries: 'redirects to look-alikes, with the token in the query as well',
  ...tour(
    ({ origin, stranger, otherPort, landing, decoy }) =>
      [
        stranger + path,
        otherPort + path,
        `${landing}/`,
        `${origin}/api/v1/oauth2/auth_code%2f`,
        `${origin}//api/v1/oauth2/auth_code`,
      ].map(address => `${address}?${decoy}#${decoy}`),
    'redirect',
  ),
};
