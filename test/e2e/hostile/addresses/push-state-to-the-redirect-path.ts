import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to draw the redirect address into its own history, with a token of another state',
  body: site =>
    script(
      `history.pushState(null, '', site.landing + '#' + ${JSON.stringify(`${site.decoy}&state=theirs`)}); report('done')`,
    ),
  end: /This answer belongs to another sign-in/,
};
