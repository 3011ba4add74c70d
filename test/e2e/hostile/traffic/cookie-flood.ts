import { authorizePath, type HostilePage, html, script } from '../../../support/hostile/page.ts';

const cookies = Array.from({ length: 60 }, (_, n) => `flood-${n}=${'x'.repeat(800)}; Path=/; Max-Age=9999999`);

export const page: HostilePage = {
  tries: 'to flood the session with cookies until its own server refuses them',
  answers: {
    [authorizePath]: html(
      () =>
        script(`
        for (let n = 0; n < 100; n += 1) document.cookie = 'more-' + n + '=' + 'y'.repeat(500);
        report('done');
        go('/full');
      `),
      { 'set-cookie': cookies },
    ),
    '/full': html(() => 'Full.'),
  },
};
