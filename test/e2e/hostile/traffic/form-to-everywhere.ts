import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'forms that post to files, to mail and to made-up documents',
  body: () =>
    `${['file:///etc/passwd', 'mailto:a@a.invalid', 'data:text/html,x', 'blob:x']
      .map(to => `<form method="post" action='${to}'><input name="a" value="b"></form>`)
      .join('')}${script(`
      const forms = [...document.forms];
      const timer = setInterval(() => { const form = forms.shift(); if (form) form.submit(); else { clearInterval(timer); report('done', location.protocol); } }, 60);
    `)}`,
  reports: { done: 'http:' },
  windows: 0,
};
