import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to go somewhere else every few milliseconds',
  body: () =>
    script(
      `setInterval(() => { location.hash = 'h' + Math.random(); history.pushState(0, '', '/p' + Math.random()); }, 5); setTimeout(() => report('done'), 600)`,
    ),
};
