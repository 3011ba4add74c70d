import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to sign its own account in by a page elsewhere that refreshes itself',
  body: () => script(`go(site.stranger + '/evil')`),
  answers: {
    '/evil': html(site => `<meta http-equiv="refresh" content="0;url=${site.landing}#${site.decoy}">`),
  },
  end: /This answer belongs to another sign-in/,
};
