import { authorizePath, type HostilePage } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to ask for a password in the name of Dockpass itself',
  answers: {
    [authorizePath]: (_site, response) =>
      response
        .writeHead(401, { 'www-authenticate': 'Basic realm="Dockpass wants the password of your computer"' })
        .end('no'),
  },
  until: authorizePath,
  bar: /127\.0\.0\.1:\d+ calls it/,
};
