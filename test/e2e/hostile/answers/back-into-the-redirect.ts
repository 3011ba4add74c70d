import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

const afterLoad = (code: string): string => script(`addEventListener('load', () => setTimeout(() => { ${code} }, 50))`);

export const page: HostilePage = {
  tries: 'to load the redirect address without an answer, leave it, and come back to it',
  body: site => afterLoad(`go(${JSON.stringify(site.landing)})`),
  answers: {
    '/api/v1/oauth2/auth_code': html(() =>
      afterLoad(`
        const times = Number(sessionStorage.times ?? 0);
        sessionStorage.times = times + 1;
        go(times === 0 ? '/middle' : '/after');
      `),
    ),
    '/middle': html(() => afterLoad('history.back()')),
  },
  until: '/after',
  contacts: 2,
};
