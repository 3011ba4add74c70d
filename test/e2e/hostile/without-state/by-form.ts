import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to sign its own account in by a form that a page elsewhere posts',
  body: () => script(`go(site.stranger + '/evil')`),
  answers: {
    '/evil': html(
      site =>
        `<form method="post" action="${site.landing}">${[...new URLSearchParams(site.decoy)]
          .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
          .join('')}</form>${script('document.forms[0].submit()')}`,
    ),
  },
  end: /This answer belongs to another sign-in/,
};
