import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to lead the provider’s page, from a frame in it, to its own answer',
  body: site => `<iframe sandbox="allow-scripts allow-top-navigation" src="${site.stranger}/evil"></iframe>`,
  answers: { '/evil': html(() => script(`top.location = site.landing + '#' + site.decoy`)) },
  end: /This answer belongs to another sign-in/,
};
