import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { DockpassError } from '../../core/base/errors.ts';
import type { LoopbackListener } from '../../core/sign-in/sign-in-ports.ts';
import { language, text } from '../../text/text.ts';

/** A program that sends half a request, or none, must not keep the browser's own from being heard. */
const usualLimitMs = 10_000;
const mostConnections = 20;

/**
 * Listens on the loopback interface only, so that no other computer reaches it, and answers nothing but the one address
 * (RFC 8252 sections 7.3 and 8.3). The Host header is compared, because a page elsewhere may have a name that leads here.
 */
export const createLoopbackListener = (requestLimitMs = usualLimitMs): LoopbackListener => ({
  listen: async (wanted, take) => {
    const url = new URL(wanted);
    // Loaded here: with what comes along it takes 20 ms, which at the start would come before the window.
    const { createServer } = await import('node:http');
    // Node looks every half a minute for those that are late, unless it is told otherwise.
    const connectionsCheckingInterval = requestLimitMs / 10;
    const limits = { requestTimeout: requestLimitMs, headersTimeout: requestLimitMs, connectionsCheckingInterval };
    const server = createServer(limits);
    server.maxConnections = mostConnections;
    const interfaceAddress = url.hostname === 'localhost' ? '127.0.0.1' : url.hostname.replace(/^\[|\]$/g, '');
    // A port that was registered is taken where it is free: not every provider lets it vary.
    const port = await listen(server, interfaceAddress, Number(url.port)).catch(() =>
      listen(server, interfaceAddress, 0),
    );
    url.port = String(port);
    let answered = false;
    server.on('request', (request, response) => {
      if (answered || !isFor(request, url) || !take(`${url.origin}${request.url}`))
        return answer(response, 404, nothing());
      answered = true;
      server.close();
      response.on('close', () => server.closeAllConnections());
      answer(response, 200, done());
    });
    const close = (): void => {
      server.close();
      // The page that says so is still on its way to the browser.
      if (!answered) server.closeAllConnections();
    };
    return { address: url.href, close };
  },
});

const isFor = ({ method, headers, url: target = '' }: IncomingMessage, { host, pathname }: URL): boolean =>
  method === 'GET' && headers.host === host && target.split(/[?#]/, 1)[0] === pathname;

async function listen(server: Server, host: string, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ port, host, exclusive: true }, resolve);
  await promise.catch((): never => {
    throw new DockpassError('unexpected', { reason: 'loopback' });
  });
  server.off('error', reject);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new DockpassError('unexpected', { reason: 'loopback' });
  return address.port;
}

const done = (): string => `<h1>${text('loopback-page.done.title')}</h1>\n<p>${text('loopback-page.done.body')}</p>`;
const nothing = (): string => `<h1>${text('loopback-page.nothing.title')}</h1>`;

/** What the browser shows; its address bar holds the code, so nothing is kept, loaded or told to anyone. */
function answer(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    connection: 'close',
  });
  response.end(page(words));
}

const page = (words: string): string => `<!doctype html>
<html lang="${language()}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Dockpass</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 26rem; padding: 0 1rem; }</style>
${words}
</html>
`;
