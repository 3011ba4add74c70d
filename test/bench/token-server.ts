import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

// A token endpoint in a thread of its own: it takes as long as a provider on the internet does, and costs next to nothing.

const delayMs: number = workerData.delayMs;
let answers = 0;
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    answers += 1;
    const body = JSON.stringify({
      access_token: `at${answers}`,
      refresh_token: `rt${answers}`,
      token_type: 'bearer',
      expires_in: 31_536_000,
    });
    setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(body), delayMs);
  });
});
server.listen(0, '127.0.0.1', () => parentPort?.postMessage(server.address()));
