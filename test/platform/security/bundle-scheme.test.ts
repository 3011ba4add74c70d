import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isBundleUrl,
  panelUrl,
  registerBundleScheme,
  serveBundle,
  signInBarUrl,
} from '../../../main/platform/security/bundle-scheme.ts';

const root = mkdtempSync(join(tmpdir(), 'dockpass-bundle-'));
const folder = join(root, 'renderer');
let answer: (request: Request) => Response | Promise<Response>;
beforeAll(() => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets/panel.js'), 'export {};');
  writeFileSync(join(folder, 'assets/notes.exe'), 'x');
  writeFileSync(join(root, 'outside.html'), 'outside');
  mkdirSync(join(root, 'renderer-next'));
  writeFileSync(join(root, 'renderer-next/index.html'), 'outside');
  serveBundle(
    folder,
    Promise.resolve(() => 'de' as const),
    {
      handle: (scheme, handler) => {
        expect(scheme).toBe('app');
        answer = async request => handler(request);
      },
    },
  );
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A request with exactly this address, which a Request of Node's would tidy first. */
const requestOf = (url: string, method: string): Request => {
  const request = new Request('https://unused.test', { method });
  Object.defineProperty(request, 'url', { value: url });
  return request;
};
const ask = async (url: string, method = 'GET'): Promise<Response> => answer(requestOf(url, method));

describe('our own pages', () => {
  it('come with their type and may load only what came with them', async () => {
    const reply = await ask(panelUrl);
    expect([reply.status, await reply.text()]).toEqual([200, '<!doctype html>']);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    });
    const script = await ask('app://dockpass/assets/panel.js?v=1#top');
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  });

  it.each([
    'app://dockpass/missing.html',
    'app://dockpass/',
    'app://dockpass/assets',
    'app://dockpass/assets/notes.exe',
    'app://elsewhere/index.html',
    'app://dockpass.evil/index.html',
    'https://dockpass/index.html',
    'app://dockpass/../outside.html',
    'app://dockpass/%2e%2e/outside.html',
    'app://dockpass/%2e%2e%2foutside.html',
    'app://dockpass/..%2foutside.html',
    'app://dockpass/..%5coutside.html',
    'app://dockpass/assets/..%2f..%2foutside.html',
    'app://dockpass/..%2frenderer-next/index.html',
    'app://dockpass/index.html%00.html',
    'app://dockpass/%E0%A4%A',
    'not an address',
  ])('nothing else does: %s', async url => {
    const reply = await ask(url);
    expect([reply.status, await reply.text()]).toEqual([404, '']);
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('answers GET alone', async () => {
    expect((await ask(panelUrl, 'POST')).status).toBe(404);
  });

  it.each([
    [panelUrl, true],
    [signInBarUrl, true],
    ['app://dockpass/index.html?x#y', true],
    ['app://dockpass:80/index.html', false],
    ['app://secret/', false],
    ['https://dockpass/index.html', false],
    ['https://app://dockpass/', false],
    ['', false],
  ])('%s is ours: %s', (url, expected) => {
    expect(isBundleUrl(url)).toBe(expected);
  });

  it('registers a scheme that is secure and has an origin, and does not step round the policy', () => {
    const registered: Electron.CustomScheme[] = [];
    registerBundleScheme({ registerSchemesAsPrivileged: schemes => void registered.push(...schemes) });
    expect(registered).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
  });
});
