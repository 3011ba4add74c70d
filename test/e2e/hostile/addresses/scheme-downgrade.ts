import { type HostilePage, tour } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'plain http where the redirect address is https',
  redirectAddress: ({ origin }) => `${origin.replace('http:', 'https:')}/done`,
  ...tour(({ origin, stranger, decoy }) => [`${origin}/done#${decoy}`, `${stranger}/done?${decoy}`]),
};
