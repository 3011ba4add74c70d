import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to send a second answer, and to load itself once more, while its window closes',
  body: site =>
    script(`
      const again = () => { go(site.landing + '#' + ${JSON.stringify(`${site.decoy}&state=${site.state}`)}); location.reload(); };
      addEventListener('pagehide', again);
      addEventListener('unload', again);
      go(site.landing + '#' + ${JSON.stringify(site.genuine)});
    `),
  end: 'connected',
};
