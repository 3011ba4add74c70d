import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'one token in the query and another behind the #',
  body: site =>
    script(`go(site.landing + '?' + ${JSON.stringify(site.decoy)} + '#' + ${JSON.stringify(site.genuine)})`),
  end: /The sign-in ended without a token/,
};
