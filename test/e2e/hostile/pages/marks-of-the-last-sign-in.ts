import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to recognise the computer from the page before it',
  body: () =>
    script(`
    const seen = [...Object.keys(localStorage), ...document.cookie.split('; ').filter(Boolean)];
    caches.keys().then(keys => report('seen', [...seen, ...keys].join())).then(() => report('done'));
  `),
  reports: { seen: '' },
};
