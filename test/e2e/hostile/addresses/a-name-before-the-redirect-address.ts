import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'the redirect address itself with a name before it',
  body: site =>
    script(
      `go(site.landing.replace('://', '://someone@') + '#' + ${JSON.stringify(site.decoy)}); setTimeout(() => report('done'), 500)`,
    ),
  rest: (_site, response) => response.writeHead(204).end(),
  contacts: 1,
};
