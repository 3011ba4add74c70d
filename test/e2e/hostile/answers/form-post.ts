import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'nothing bad: the right answer, posted as a form',
  body: site =>
    `<form method="post" action="${site.landing}">${[...new URLSearchParams(site.genuine)]
      .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
      .join('')}</form>${script('document.forms[0].submit()')}`,
  end: 'connected',
};
