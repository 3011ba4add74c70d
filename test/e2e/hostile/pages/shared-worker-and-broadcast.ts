import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to find other sign-ins through shared workers, broadcasts, locks and storage',
  body: () =>
    script(`
    const seen = [];
    const channel = new BroadcastChannel('sign-in');
    channel.onmessage = event => seen.push(event.data);
    channel.postMessage('hello');
    seen.push(...Object.keys(localStorage), ...document.cookie.split('; ').filter(Boolean));
    localStorage.setItem('mark', '1');
    document.cookie = 'mark=1; max-age=999999';
    (async () => {
      seen.push(...(await caches.keys()), ...(await indexedDB.databases()).map(found => found.name));
      await caches.open('mark');
      setTimeout(() => report('seen', seen.join()).then(() => report('done')), 200);
    })();
  `),
  reports: { seen: '' },
};
