import { type HostilePage, tour } from '../../../support/hostile/page.ts';

const addresses = [
  'file:///etc/passwd',
  'data:text/html,<title>Sign in</title>',
  'chrome://crash/',
  'devtools://devtools/bundled/inspector.html',
  'app://dockpass/index.html',
  'view-source:http://127.0.0.1/',
];

export const page: HostilePage = {
  tries: 'to go to files, to made-up documents and to pages of ours',
  ...tour(() => addresses.slice(0, 0)),
  body: () => `<script>
    for (const to of ${JSON.stringify(addresses)}) { try { location.href = to; } catch {} }
    setTimeout(() => report('done', location.protocol), 300);
  </script>`,
  reports: { done: 'http:' },
};
