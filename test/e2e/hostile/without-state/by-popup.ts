import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to lead a popup of the provider’s own to its own answer',
  body: () => script(`go(site.stranger + '/evil')`),
  answers: {
    '/evil': html(() =>
      script(`
        const popup = window.open(site.origin + '/popup', 'w', 'width=300,height=300');
        setTimeout(() => { popup.location = site.landing + '#' + site.decoy; }, 600);
      `),
    ),
    '/popup': html(() => 'Soon.'),
  },
  end: /This answer belongs to another sign-in/,
};
