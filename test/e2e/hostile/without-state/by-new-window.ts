import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to sign its own account in by a new window that begins at the redirect address',
  body: () => script(`go(site.stranger + '/evil')`),
  answers: { '/evil': html(() => script(`window.open(site.landing + '#' + site.decoy, 'w', 'width=300')`)) },
  end: /This answer belongs to another sign-in/,
};
