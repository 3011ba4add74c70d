import { authorizePath, type HostilePage } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to answer one letter at a time, for ever',
  answers: {
    [authorizePath]: (_site, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.write('<!doctype html><title>Sign in</title>');
      const drip = setInterval(() => response.write('.'), 100);
      response.once('close', () => clearInterval(drip));
    },
  },
  until: authorizePath,
};
