import { type HostilePage, html, script } from '../../../support/hostile/page.ts';

const next = script(`window.open('/deeper?' + Math.random(), '_blank', 'width=200,height=200')`);

export const page: HostilePage = {
  tries: 'windows that open windows that open windows',
  body: () => next + script(`setTimeout(() => report('done'), 1500)`),
  answers: { '/deeper': html(() => next) },
  windows: 5,
};
