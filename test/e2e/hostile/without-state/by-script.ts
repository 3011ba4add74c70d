import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to sign its own account in from a page elsewhere, by script',
  body: () => script(`go(site.stranger + '/evil')`),
  answers: { '/evil': html(() => script(`go(site.landing + '#' + site.decoy)`)) },
  end: /This answer belongs to another sign-in/,
};
