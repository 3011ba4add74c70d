import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to show a document of its own making, with the redirect address drawn on it',
  body: site =>
    script(`
    const blob = URL.createObjectURL(new Blob(['<title>' + site.landing + '</title>'], { type: 'text/html' }));
    window.open(blob);
    report('done').then(() => go(blob + '#' + ${JSON.stringify(site.decoy)}));
  `),
  windows: 0,
};
