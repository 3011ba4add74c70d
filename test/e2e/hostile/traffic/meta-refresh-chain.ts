import { type HostilePage, html } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'pages that refresh themselves to each other, and at last to a look-alike',
  body: () => `<meta http-equiv="refresh" content="0;url=/hop-1">`,
  answers: {
    '/hop-1': html(() => `<meta http-equiv="refresh" content="0;url=/hop-2">`),
    '/hop-2': html(() => 'on', { refresh: '0;url=/hop-3' }),
    '/hop-3': html(site => `<meta http-equiv="refresh" content="0;url=${site.landing}/#${site.decoy}">`),
  },
  until: '/api/v1/oauth2/auth_code/',
};
