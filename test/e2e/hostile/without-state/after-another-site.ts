import { type HostilePage, html, redirect, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'nothing: another site signed the person in, and the provider’s own redirect gives the right answer',
  body: () => script(`go(site.stranger + '/company-sign-in')`),
  answers: {
    '/company-sign-in': html(() => script(`go(site.origin + '/signed-in?ticket=7')`)),
    '/signed-in': redirect(({ landing, genuine }) => `${landing}#${genuine.replace(/&state=.*/, '')}`),
  },
  end: 'connected',
};
