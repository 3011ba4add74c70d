import { type HostilePage, redirect, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'twenty-five stops before a good answer',
  answers: {
    '/api/v1/oauth2/authorize': redirect(() => '/stop-0'),
    '/half-way': (site, response) =>
      response.setHeader('content-type', 'text/html').end(script(`location = '${site.origin}/stop-13'`)),
  },
  rest: (site, response, request) => {
    const at = Number(/\d+$/.exec(request.url ?? '')?.[0]);
    const to = at === 12 ? '/half-way' : at === 25 ? `${site.landing}#${site.genuine}` : `/stop-${at + 1}`;
    response.writeHead([301, 302, 303, 307, 308][at % 5] ?? 302, { location: to }).end();
  },
  end: 'connected',
};
