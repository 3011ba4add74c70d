import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to close itself, and the window that it opened',
  body: () =>
    script(`
      const popup = open('/popup', 'p', 'width=300,height=300');
      setTimeout(() => { popup.close(); report('done').then(() => close()); }, 300);
    `),
  windows: 1,
};
