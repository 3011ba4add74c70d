import { type HostilePage, html, redirect, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to have the provider’s own page redirect to an address that it was given',
  body: () => script(`go(site.stranger + '/evil')`),
  answers: {
    '/evil': html(() => script(`go(site.origin + '/out?next=' + encodeURIComponent(site.landing + '#' + site.decoy))`)),
    '/out': redirect(site => `${site.landing}#${site.decoy}`),
  },
  end: /This answer belongs to another sign-in/,
};
