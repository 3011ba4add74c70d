import { renameSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';

export type ControlParams = Readonly<Record<string, unknown>>;
export type ControlMethods = Readonly<Record<string, (params: ControlParams) => unknown>>;

async function answer(line: string, methods: ControlMethods): Promise<object> {
  // The only writer is the test's own launch code, through a socket only this user can open.
  const { id, method, params = {} } = JSON.parse(line) as { id: number; method: string; params?: ControlParams };
  try {
    const run = methods[method];
    if (!run) throw new Error(`no such control method: ${method}`);
    return { id, result: (await run(params)) ?? null };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

function serve(socket: Socket, methods: ControlMethods): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) void answer(line, methods).then(reply => socket.write(`${JSON.stringify(reply)}\n`));
  });
}

/** Answers a test on the Unix socket at `path`: one JSON question a line, and one JSON answer a line. */
export async function serveControl(path: string, methods: ControlMethods): Promise<void> {
  const server = createServer(socket => serve(socket, methods));
  // The file is there before anyone listens: whoever waits for it by its name must find it answering.
  const early = `${path}.early`;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(early, resolve));
  renameSync(early, path);
  server.unref();
}
