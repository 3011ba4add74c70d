import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to be busy for ever',
  body: () => script(`report('done').then(() => { for (;;); })`),
};
