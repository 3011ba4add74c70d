import { createServer } from 'node:http';
import type { LocalSite } from './case.ts';

type Handler = Parameters<LocalSite['answer']>[1];

/** Starts the loopback server of one case. */
export async function openSite(): Promise<LocalSite & { close(): void }> {
  const hits: string[] = [];
  const handlers = new Map<string, Handler>();
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/[?].*$/, '');
    // Chromium asks for an icon by itself; no case is about that.
    if (path !== '/favicon.ico') hits.push(`${request.method} ${request.url}`);
    const handler = handlers.get(path);
    if (handler) handler(request, response);
    else response.writeHead(404, { 'content-type': 'text/html' }).end('<title>missing</title>');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the local site has no port');
  const site = {
    origin: `http://127.0.0.1:${address.port}`,
    hits,
    answer(path: string, handler: Handler) {
      handlers.set(path, handler);
    },
    page(path: string, html: string, headers: Record<string, string> = {}) {
      handlers.set(path, (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(html);
      });
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return site;
}
