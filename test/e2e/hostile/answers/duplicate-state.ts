import { type HostilePage, redirect } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'the right state and a wrong one together',
  answers: { '/api/v1/oauth2/authorize': redirect(site => `${site.landing}?state=theirs#${site.genuine}`) },
  end: /The sign-in ended without a token/,
};
