import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to write a false sign-in page into an empty window, with frames that carry tokens',
  body: site =>
    script(`
      const popup = window.open('', 'w', 'width=300,height=300');
      setTimeout(() => {
        popup.document.write('<title>${site.origin}</title><iframe src="${site.landing}#${site.decoy}"></iframe>');
        popup.history.replaceState(null, '', '/api/v1/oauth2/auth_code/#' + ${JSON.stringify(site.decoy)});
        setTimeout(() => report('done'), 500);
      }, 500);
    `),
  windows: 1,
};
