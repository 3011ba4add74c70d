import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to post the answer of another sign-in',
  body: site =>
    `<form method="post" action="${site.landing}">${[...new URLSearchParams(`${site.decoy}&state=theirs`)]
      .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
      .join('')}</form>${script('document.forms[0].submit()')}`,
  end: /This answer belongs to another sign-in/,
};
