import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to lead its popup to the redirect address; the right answer counts there too, and is not asked for',
  body: site =>
    script(`
    const popup = window.open('/popup', 'p', 'width=300,height=300');
    setTimeout(() => { popup.location = site.landing + '#' + ${JSON.stringify(site.genuine)}; }, 400);
  `),
  answers: { '/popup': html(() => 'Soon.') },
  end: 'connected',
};
