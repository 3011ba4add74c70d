import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to lead the first page away from its popup, to a token of another state',
  body: () => script(`window.open('/popup', 'p', 'width=300,height=300')`),
  answers: {
    '/popup': html(site =>
      script(`opener.location = site.landing + '#' + ${JSON.stringify(`${site.decoy}&state=theirs`)}`),
    ),
  },
  end: /This answer belongs to another sign-in/,
};
