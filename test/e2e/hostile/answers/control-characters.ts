import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'a token with a line break and a zero in it',
  body: site =>
    script(`go(site.landing + '#state=${site.state}&token_type=bearer&access_token=abc%0d%0aX-Evil:%00yes')`),
  end: /The sign-in ended without a token/,
};
