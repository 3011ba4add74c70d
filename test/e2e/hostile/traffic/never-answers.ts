import { authorizePath, type HostilePage } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to never answer at all',
  answers: { [authorizePath]: () => undefined },
  until: authorizePath,
  bar: /Sign in/,
};
