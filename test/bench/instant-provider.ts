import { createServer } from 'node:http';
import { parentPort } from 'node:worker_threads';

// A ReadyCloud in a thread of its own that knows everybody already: it sends on at once, with a token, and names one
// organization. So a sign-in against it takes as long as the program itself makes it.

let tokens = 0;
const server = createServer((request, response) => {
  const { pathname, searchParams, origin } = new URL(request.url ?? '', `http://${request.headers.host}`);
  if (pathname.startsWith('/api/v1/oauth2/authorize')) {
    tokens += 1;
    const fragment = new URLSearchParams({ access_token: `at-${tokens}`, refresh_token: `rt-${tokens}` });
    fragment.append('token_type', 'bearer');
    fragment.append('expires_in', '31536000');
    fragment.append('state', searchParams.get('state') ?? '');
    response.writeHead(302, { location: `${origin}/api/v1/oauth2/auth_code#${fragment}` }).end();
  } else if (pathname === '/api/v2/orgs/')
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ next: null, results: [{ url: `${origin}/api/v2/orgs/abc/`, name: 'Acme' }] }));
  else response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => parentPort?.postMessage(server.address()));
