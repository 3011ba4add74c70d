import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to post the answer inside a frame',
  body: site =>
    `<iframe name="inside"></iframe><form method="post" action="${site.landing}" target="inside">${[
      ...new URLSearchParams(site.genuine),
    ]
      .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
      .join('')}</form>${script(`document.forms[0].submit(); setTimeout(() => report('done'), 500)`)}`,
};
