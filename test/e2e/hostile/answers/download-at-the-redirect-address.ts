import { authorizePath, type HostilePage, redirect } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to call a redirect a download, with a token of another state',
  answers: {
    [authorizePath]: (site, response, request) => {
      response.setHeader('content-disposition', `attachment; filename="..%2f..%2fauth.html"`);
      redirect(() => `${site.landing}/?${site.decoy}`)(site, response, request);
    },
    '/api/v1/oauth2/auth_code/': (_site, response) => {
      response.setHeader('content-type', 'text/html');
      response.setHeader('content-disposition', `attachment; filename*=UTF-8''%2e%2e%2f%2e%2e%2fauth.html`);
      response.end('<script>location = "/ran"</script>');
    },
  },
  until: '/api/v1/oauth2/auth_code/',
  atMost: { '/ran': 0 },
  bar: /does not allow/,
};
