import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to go on at an address with the certificate of somebody else',
  body: () => script(`report('done').then(() => go(site.untrusted + '/on'))`),
  answers: { '/on': (_site, response) => response.end('never') },
  atMost: { '/on': 0 },
  bar: /nobody\.invalid/,
};
