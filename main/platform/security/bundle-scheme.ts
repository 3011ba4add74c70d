import { readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { protocol } from 'electron';
import { directionOf, type Language } from '../../../preload/text/languages.ts';

/** Where our own pages live. A scheme of our own instead of file: is number 18 of Electron's security checklist. */
const bundleOrigin = 'app://dockpass';
export const panelUrl = `${bundleOrigin}/index.html`;
export const quickUrl = `${bundleOrigin}/quick.html`;
export const questionUrl = `${bundleOrigin}/question.html`;
export const signInBarUrl = `${bundleOrigin}/sign-in-bar.html`;

/** True for an address of one of our own pages. */
export const isBundleUrl = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol: scheme, host } = new URL(address);
  return `${scheme}//${host}` === bundleOrigin;
};

/** What a page of ours may load: only what came with it. Number 7 of the checklist. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Before the app is ready, once. https://www.electronjs.org/docs/latest/api/protocol */
export const registerBundleScheme = (
  schemes: Pick<Electron.Protocol, 'registerSchemesAsPrivileged'> = protocol,
): void =>
  schemes.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);

/**
 * After the app is ready: answers `app://dockpass/...` on one session with the files of `folder`, once `from` gives the
 * language that pages are in.
 */
export const serveBundle = (
  folder: string,
  from: Promise<() => Language>,
  schemes: Pick<Electron.Protocol, 'handle'> = protocol,
): void => {
  schemes.handle('app', async request => {
    const language = await from;
    return answer(folder, request, language());
  });
  // Node loads its fetch classes at their first use, for 25 ms: rather now, while the page's process starts, than at its request.
  setImmediate(() => plain(404));
};

function answer(folder: string, request: Pick<Request, 'url' | 'method'>, language: Language): Response {
  const file = request.method === 'GET' && isBundleUrl(request.url) ? fileOf(folder, request.url) : undefined;
  const type = contentTypes[extname(file ?? '')];
  if (file === undefined || type === undefined) return plain(404);
  try {
    // A few small files, which the page waits for: reading them beside other work takes ten times as long.
    const content = extname(file) === '.html' ? inLanguage(readFileSync(file, 'utf8'), language) : readFileSync(file);
    return new Response(content, { status: 200, headers: headersFor(type) });
  } catch {
    return plain(404);
  }
}

/** A page knows its language before its scripts run, so that its first word is in it. */
const inLanguage = (page: string, language: Language): string =>
  page.replace('<html lang="en">', `<html lang="${language}" dir="${directionOf(language)}">`);

/** The file a path names, or nothing when the path leads out of the folder by any way of writing it. */
function fileOf(folder: string, address: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(address).pathname);
    if (path.includes('\0') || path.includes('\\')) return undefined;
    const file = join(folder, path);
    return file.startsWith(folder + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

const plain = (status: number): Response => new Response('', { status, headers: headersFor('text/plain') });
const headersFor = (type: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
});
