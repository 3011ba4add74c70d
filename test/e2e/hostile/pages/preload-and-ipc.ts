import { type HostilePage, script } from '../../../support/hostile/page.ts';

const names = [
  'dockpass',
  'require',
  'process',
  'module',
  'electron',
  'Buffer',
  'ipcRenderer',
  'global',
  'setImmediate',
];

export const page: HostilePage = {
  tries: 'to reach the preload, the calls of the app, and Node',
  body: () =>
    script(`
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(typeof process + typeof require)'])));
    const seen = ${JSON.stringify(names)}.filter(name => name in window || name in frame.contentWindow);
    report('seen', seen.join());
    report('opener', String(window.opener));
    worker.onmessage = event => report('worker', event.data).then(() => report('done'));
  `),
  reports: { seen: '', opener: 'null', worker: 'undefinedundefined' },
};
