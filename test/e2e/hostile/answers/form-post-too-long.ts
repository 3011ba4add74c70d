import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to post five million letters as an answer, to a look-alike and then in another encoding',
  body: site =>
    `<form method="post" action="${site.landing}/"><input name="access_token" id="token"></form>${script(`
    token.value = 'x'.repeat(5_000_000);
    document.forms[0].submit();
  `)}`,
  rest: (_site, response) => response.writeHead(204).end(),
  until: '/api/v1/oauth2/auth_code/',
};
