import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'javascript: addresses in links, forms, frames and new windows',
  body: () => `
    <a id="link" href="javascript:report('link', location.origin)">on</a>
    <form id="form" action="javascript:report('form', location.origin)"></form>
    ${script(`
      link.click(); form.submit();
      const opened = window.open('javascript:opener.report("opened")');
      report('window', opened === null || opened.closed);
      setTimeout(() => report('done'), 300);
    `)}`,
  windows: 0,
};
