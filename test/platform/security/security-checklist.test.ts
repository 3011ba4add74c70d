import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ownPagePreferences,
  pagePreferences,
  stillPagePreferences,
} from '../../../main/platform/security/page-preferences.ts';
import { projectRoot } from '../../support/project-root.ts';

// Electron's security checklist, https://www.electronjs.org/docs/latest/tutorial/security, where it is about what the
// sources say. What a running Dockpass does is in guard.test.ts, ipc.test.ts and the end-to-end tests; .github/SECURITY.md has the
// whole table.

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const sources = ['main', 'preload']
  .flatMap(folder =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map(one => join(folder, one)),
  )
  .filter(path => path.endsWith('.ts') && !path.startsWith('main/assets/'))
  .map(path => ({ path, text: read(path).replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '') }));
const usersOf = (pattern: RegExp): readonly string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

describe('the preferences of every page', () => {
  it.each([
    ['a page of ours', ownPagePreferences('/preload.cjs')],
    ['a page of a provider', pagePreferences],
    ['a page that only shows', stillPagePreferences],
  ])('%s is in a sandbox, apart from Node and the preload, with web security', (_name, preferences) => {
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    expect(Object.keys(preferences)).not.toContain('enableBlinkFeatures');
  });

  it('a provider’s page has no preload and no developer tools', () => {
    expect(pagePreferences).toMatchObject({ devTools: false });
    expect(Object.keys(pagePreferences)).not.toContain('preload');
  });

  it('no window is made with others', () => {
    const made = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/webPreferences(?::\s*(.{0,60}))?/g)].map(([, value = '']) => ({ path, value })),
    );
    const known = /^(\{ \.\.\.(page|stillPage)Preferences, session(: [\w.]+)? \}|ownPagePreferences\()/;
    expect(made.length).toBeGreaterThan(3);
    expect(made.filter(({ value }) => !known.test(value))).toEqual([]);
    const windows = sources.flatMap(({ text }) => [...text.matchAll(/new (BrowserWindow|WebContentsView)\(/g)]);
    expect(windows.length).toBeLessThanOrEqual(made.length);
  });
});

describe('what the sources never do', () => {
  it.each([
    ['load a page from a file', /\bloadFile\(|['"`]file:\/\//],
    // One listener looks at what the certificate says; it takes neither the event nor the callback that could trust it.
    [
      'trust a certificate that Chromium does not',
      /setCertificateVerifyProc|'certificate-error'(?!, \(_event, _url, _error, certificate, _trust, isMainFrame\))/,
    ],
    ['start Chromium with switches', /commandLine\.append/],
    ['allow popups of a webview', /allowpopups/i],
    ['turn on unfinished features', /enableBlinkFeatures|experimentalFeatures: true/],
  ])('%s', (_name, pattern) => {
    expect(usersOf(pattern)).toEqual([]);
  });

  it('open the person’s browser but through the one gate', () => {
    expect(usersOf(/openExternal\b.*\bshell\b|shell\.(openExternal|openPath)/)).toEqual([
      'main/platform/security/open-external.ts',
    ]);
  });

  it('hand Electron itself to a page: one bridge, and no event object goes through it', () => {
    expect(usersOf(/exposeIn(Main|Isolated)World|executeInMainWorld/)).toEqual(['preload/index.ts']);
    expect(read('preload/index.ts')).toMatch(/heard = \(_event: unknown, value: unknown\): void => listener\(value\)/);
  });
});

it('Electron is one exact version, and the bundles are built for its Chromium and its Node', () => {
  const manifest = JSON.parse(read('package.json'));
  expect(manifest.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  const [major] = manifest.devDependencies.electron.split('.');
  // A new major version of Electron brings both; see https://releases.electronjs.org.
  expect({ major, node: /target: '(node\d+)'/.exec(read('vite.config.ts'))?.[1] }).toEqual({
    major: '45',
    node: 'node24',
  });
});

it('.github/SECURITY.md has a line for each of the twenty, with a test that is there or a reason', () => {
  const rows = [...read('.github/SECURITY.md').matchAll(/^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$/gm)];
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  for (const [, number = '', , , held = ''] of rows) {
    const named = [...held.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path);
    expect(named.length > 0 || held.startsWith('Reason:'), `line ${number}`).toBe(true);
    expect(named.filter(path => !existsSync(join(projectRoot, path)))).toEqual([]);
  }
});
