import { authorizePath, type HostilePage, redirect } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to have its own address taken for the redirect address',
  answers: { [authorizePath]: redirect(site => `${site.stranger}/evil?${site.decoy}&state=${site.state}`) },
  until: authorizePath,
  atMost: { '/evil': 0 },
  bar: /localhost:\d+\/evil/,
};
