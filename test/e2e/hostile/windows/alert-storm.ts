import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to say one thing after the other without end',
  body: () =>
    script(`
    alert('no');
    report('done');
    setInterval(() => { alert('no'); confirm('no?'); prompt('no!'); }, 1);
  `),
};
