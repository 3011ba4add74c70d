import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to lead the provider’s page, from a window elsewhere that it opened, to its own answer',
  body: () => script(`window.open(site.stranger + '/evil', 'w', 'width=300,height=300')`),
  answers: { '/evil': html(() => script(`opener.location = site.landing + '#' + site.decoy`)) },
  end: /This answer belongs to another sign-in/,
};
