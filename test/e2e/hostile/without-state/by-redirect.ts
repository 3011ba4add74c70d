import { type HostilePage, redirect, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to sign its own account in by a redirect from elsewhere',
  body: () => script(`go(site.stranger + '/evil')`),
  answers: { '/evil': redirect(site => `${site.landing}#${site.decoy}`) },
  end: /This answer belongs to another sign-in/,
};
