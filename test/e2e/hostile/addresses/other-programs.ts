import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to start other programs',
  body: () =>
    script(`
    const all = ['mailto:a@a.invalid', 'tel:112', 'ms-settings:privacy', 'dockpass://done#access_token=decoy', 'myapp:go', 'ssh://a.invalid/'];
    let next = 0;
    const timer = setInterval(() => {
      const to = all[next++];
      if (to === undefined) { clearInterval(timer); report('done'); return; }
      go(to);
      window.open(to);
    }, 50);
  `),
  windows: 0,
  bar: /The page asked for something Dockpass does not allow/,
};
