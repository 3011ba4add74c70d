import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to change the hash of the provider’s own redirect page, which it opened',
  body: () => script(`go(site.stranger + '/evil')`),
  answers: {
    '/evil': html(() =>
      script(`
        const popup = window.open(site.landing, 'w', 'width=300,height=300');
        setTimeout(() => { popup.location = site.landing + '#' + site.decoy; }, 600);
      `),
    ),
    '/api/v1/oauth2/auth_code': html(() => 'Soon.'),
  },
  contacts: 1,
  end: /This answer belongs to another sign-in/,
};
