import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to draw addresses like the redirect address over its own',
  body: site =>
    script(`
    const answer = '#' + ${JSON.stringify(site.decoy)};
    for (const path of ['/', '?', '2', '//', ';x', '%20', '%2f']) {
      history.replaceState(null, '', ${JSON.stringify(site.landing)} + path.replace('?', '/?') + answer);
      location.hash = ${JSON.stringify(site.decoy)} + '&again';
    }
    report('done');
  `),
};
