import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to say from elsewhere that the person was refused',
  body: () => script(`go(site.stranger + '/evil')`),
  answers: { '/evil': html(() => script(`go(site.landing + '?error=access_denied')`)) },
  end: /This answer belongs to another sign-in/,
};
