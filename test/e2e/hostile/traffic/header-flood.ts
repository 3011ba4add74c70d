import { authorizePath, type HostilePage } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'an answer whose headers are longer than any browser reads',
  answers: {
    [authorizePath]: (_site, response) => {
      response.setHeader(
        'x-flood',
        Array.from({ length: 300 }, () => 'x'.repeat(1000)),
      );
      response.writeHead(200, { 'content-type': 'text/html' }).end('never shown');
    },
  },
  until: authorizePath,
  bar: /problems|cannot read/,
};
