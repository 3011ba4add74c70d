import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'a token of a million letters',
  body: site =>
    script(`go(site.landing + '#token_type=bearer&state=${site.state}&access_token=' + 'a'.repeat(1_000_000))`),
  end: /The sign-in ended without a token/,
};
