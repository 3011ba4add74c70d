import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to ask for passwords from everything inside the page',
  body: () =>
    script(`
    for (let n = 0; n < 30; n += 1) { new Image().src = '/locked?' + n; fetch('/locked?f' + n).catch(() => {}); }
    const frame = document.createElement('iframe');
    frame.src = '/locked?frame';
    document.body.append(frame);
    setTimeout(() => report('done', document.visibilityState), 500);
  `),
  answers: {
    '/locked': (_site, response) => response.writeHead(401, { 'www-authenticate': 'Basic realm="Dockpass"' }).end(),
  },
  bar: /Sign in/,
};
