import { type HostilePage, tour } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'paths that look like the redirect address',
  ...tour(({ origin, landing, decoy }) =>
    [
      `${landing}/`,
      `${landing}//`,
      `${landing};`,
      `${landing}.html`,
      `${landing}2`,
      `${landing}/../auth_code2`,
      `${origin}//api/v1/oauth2/auth_code`,
      `${origin}/api/v1/oauth2/auth%5fcode`,
      `${origin}/api/v1/oauth2%2fauth_code`,
      `${origin}/API/v1/oauth2/auth_code`,
      `${origin}/api/v1/oauth2/Auth_Code`,
      `${origin}/api/v1/oauth2/auth_cоde`,
      `${origin}/x/api/v1/oauth2/auth_code`,
      `${origin}/?/api/v1/oauth2/auth_code`,
    ].map(address => `${address}#${decoy}`),
  ),
};
