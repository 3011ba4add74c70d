import { type HostilePage, tour } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'control characters in the path of the redirect address',
  ...tour(({ landing, decoy }) =>
    ['%00', '%0a', '%09', '%20', '%e2%80%8b', '%ef%bb%bf', '%2e', '%7f'].map(odd => `${landing}${odd}#${decoy}`),
  ),
};
