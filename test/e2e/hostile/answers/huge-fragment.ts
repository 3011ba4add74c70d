import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'a fragment of ten million characters',
  body: () =>
    script(`
      const long = 'x'.repeat(10_000_000);
      report('done').then(() => { location.hash = long; go(site.stranger + '/x#' + long); });
    `),
};
