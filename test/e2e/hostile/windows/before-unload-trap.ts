import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to keep its window from closing',
  body: () =>
    script(`
    addEventListener('beforeunload', event => { event.preventDefault(); event.returnValue = 'stay'; });
    addEventListener('unload', () => { for (const end = Date.now() + 300; Date.now() < end;); });
    report('done');
  `),
};
