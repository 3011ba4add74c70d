import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'a million parameters beside a good answer',
  body: site => script(`go(site.landing + '#' + 'a&'.repeat(1_000_000) + ${JSON.stringify(site.genuine)})`),
  end: /The sign-in ended without a token/,
};
