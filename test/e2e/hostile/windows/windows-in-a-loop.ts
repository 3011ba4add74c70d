import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to open windows without end',
  body: () => script(`for (let n = 0; n < 30; n += 1) window.open('/opened', 'window-' + n); report('done')`),
  windows: 5,
  bar: /The page asked for something Dockpass does not allow/,
};
