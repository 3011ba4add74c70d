import { type HostilePage, tour } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'hosts in other alphabets that look like the redirect address',
  ...tour(({ origin, decoy }) =>
    ['lоcalhost', '127。0。0。1', 'xn--lcalhost-2of', 'readyclоud'].map(
      host => `http://${host}.localhost:${new URL(origin).port}/api/v1/oauth2/auth_code#${decoy}`,
    ),
  ),
};
