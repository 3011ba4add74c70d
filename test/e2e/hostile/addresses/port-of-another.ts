import { type HostilePage, tour } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'the usual port instead of the registered one',
  redirectAddress: ({ otherPort }) => `${otherPort}/done`,
  ...tour(({ origin, stranger, decoy }) => [`${origin}/done#${decoy}`, `${stranger}/done?${decoy}`], 'redirect'),
};
