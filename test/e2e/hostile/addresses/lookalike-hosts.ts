import { type HostilePage, tour } from '../../../support/hostile/page.ts';

const path = '/api/v1/oauth2/auth_code';

export const page: HostilePage = {
  tries: 'other hosts and ports with the path of the redirect address',
  ...tour(({ stranger, otherPort, decoy }) => {
    const { port } = new URL(stranger);
    return [stranger, otherPort, `http://a.localhost:${port}`, `http://127.0.0.1.localhost:${port}`].map(
      origin => `${origin}${path}#${decoy}`,
    );
  }),
};
