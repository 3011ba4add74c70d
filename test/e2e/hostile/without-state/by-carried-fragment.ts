import { type HostilePage, html, redirect, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to have the provider’s own redirect carry its fragment on',
  body: () => script(`go(site.stranger + '/evil')`),
  answers: {
    '/evil': html(() => script(`go(site.origin + '/old#' + site.decoy)`)),
    '/old': redirect(site => site.landing),
  },
  end: /This answer belongs to another sign-in/,
};
