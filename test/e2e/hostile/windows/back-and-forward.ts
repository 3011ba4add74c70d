import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

const far = '/api/v1/oauth2/auth_code/';
// A step before the page has loaded would take the place of the one before it.
const afterLoad = (code: string): string => script(`addEventListener('load', () => setTimeout(() => { ${code} }, 50))`);

export const page: HostilePage = {
  tries: 'to come back to a look-alike with a token through its history',
  body: site => afterLoad(`go('${far}#' + ${JSON.stringify(site.decoy)})`),
  answers: {
    [far]: html(() =>
      afterLoad(`
        const times = Number(sessionStorage.times ?? 0);
        sessionStorage.times = times + 1;
        if (times === 0) go('/middle'); else report('done', times);
      `),
    ),
    '/middle': html(() => afterLoad('history.back()')),
  },
  reports: { done: '1' },
};
