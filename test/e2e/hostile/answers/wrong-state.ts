import { type HostilePage, redirect } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'the answer of another sign-in',
  answers: { '/api/v1/oauth2/authorize': redirect(site => `${site.landing}#${site.decoy}&state=theirs`) },
  end: /This answer belongs to another sign-in/,
};
