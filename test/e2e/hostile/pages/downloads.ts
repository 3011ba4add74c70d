import { type HostilePage, script } from '../../../support/hostile/page.ts';

const attachment = (response: import('node:http').ServerResponse): void => {
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename="run-me.sh"',
  });
  response.end('#!/bin/sh\n');
};

export const page: HostilePage = {
  tries: 'to put files on the computer',
  body: () =>
    `<a id="link" href="data:application/octet-stream,x" download="made-up.exe">on</a>${script(`
    link.click();
    const frame = document.createElement('iframe');
    frame.src = '/file';
    document.body.append(frame);
    setTimeout(() => { go('/file'); setTimeout(() => report('done'), 300); }, 100);
  `)}`,
  answers: { '/file': (_site, response) => attachment(response) },
  bar: /The page asked for something Dockpass does not allow/,
};
