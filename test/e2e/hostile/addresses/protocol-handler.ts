import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to become the handler of mail and of a scheme of its own',
  body: () =>
    script(`
    for (const scheme of ['mailto', 'web+dockpass', 'https', 'app'])
      try { navigator.registerProtocolHandler(scheme, site.origin + '/handle?to=%s'); } catch (problem) { report(scheme, problem.name); }
    setTimeout(() => report('done'), 200);
  `),
  reports: { https: 'SecurityError', app: 'SecurityError' },
  atMost: { '/handle': 0 },
};
