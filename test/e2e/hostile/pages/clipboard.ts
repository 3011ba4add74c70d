import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to read the clipboard and to write to it',
  body: () =>
    `<textarea id="text">stolen</textarea>${script(`
    (async () => {
      await outcome('readText', () => navigator.clipboard.readText());
      await outcome('read', () => navigator.clipboard.read());
      text.focus(); text.select();
      await report('paste', document.execCommand('paste'));
      await report('done');
    })();
  `)}`,
  reports: { readText: 'NotAllowedError', read: 'NotAllowedError', paste: 'false' },
};
