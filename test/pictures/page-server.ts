import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, relative } from 'node:path';
import { isLanguage } from '../../preload/text/languages.ts';
import { makePage } from './scenes/made-pages.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
/** The pages' own policy, as main sends it: a view that needs more than this is broken. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";

async function readAll(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.map(async file => [`/${relative(folder, file)}`, await readFile(file)] as const)),
  );
}

/** The built renderer as it is now, over loopback, with the policy it has in the app; a later build does not disturb it. */
export async function servePages(folder: string): Promise<{ readonly origin: string; readonly close: () => void }> {
  const files = await readAll(folder);
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://pages');
    const language = searchParams.get('language') ?? 'en';
    const made = isLanguage(language) ? makePage(pathname, language) : undefined;
    if (made !== undefined) {
      response.writeHead(200, Object.fromEntries(made.headers));
      return void made.text().then(text => response.end(text));
    }
    const body = files.get(pathname);
    if (body === undefined) return void response.writeHead(404).end();
    const type = types[extname(pathname)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body);
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page server has no port');
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
