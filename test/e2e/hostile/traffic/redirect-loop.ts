import { type HostilePage, redirect } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'redirects in a circle',
  answers: {
    '/api/v1/oauth2/authorize': redirect(() => '/round'),
    '/round': redirect(() => '/and-round'),
    '/and-round': redirect(() => '/round'),
  },
  until: '/and-round',
  bar: /an answer Dockpass cannot read/,
  atMost: { '/round': 11 },
};
