import { type HostilePage, tour } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'the redirect address behind or before an @',
  ...tour(({ origin, stranger, decoy }) => {
    const { host } = new URL(origin);
    return [
      `http://${host}@${new URL(stranger).host}/api/v1/oauth2/auth_code#${decoy}`,
      `http://user:word@${new URL(stranger).host}/api/v1/oauth2/auth_code#${decoy}`,
      `http://${host}%2fapi@${new URL(stranger).host}/x#${decoy}`,
    ];
  }),
};
