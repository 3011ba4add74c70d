import { type HostilePage, tour } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'errors and codes on addresses of its own',
  ...tour(({ origin, stranger }) => [
    `${origin}/login?error=access_denied`,
    `${origin}/login#error=access_denied`,
    `${stranger}/login?code=decoy`,
    `${origin}/api/v1/oauth2/?error=server_error`,
  ]),
};
