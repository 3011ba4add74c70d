import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { prepareHostedApp } from './electron-host/prepare.ts';
import { projectRoot } from './project-root.ts';

/**
 * What runs the application: the stand-in; for `DOCKPASS_TEST_HOST=electron` Electron itself, for `hosted` the stand-in in
 * Electron's place. In both of these a host inside the process answers instead of the stand-in's control.
 */
const host = process.env.DOCKPASS_TEST_HOST ?? 'stand-in';
const isHosted = host !== 'stand-in';
export const isElectron = host === 'electron';
let hostedApp: Promise<string> | undefined;

/** The arguments and variables of a start. A port is chosen here, since Electron tells nobody which one it took. */
export async function startOf(args: readonly string[], env: Record<string, string>, socket: string) {
  if (!isHosted) return { args, env: { ...env, DOCKPASS_STAND_IN_CONTROL: socket } };
  hostedApp ??= prepareHostedApp(projectRoot);
  const folder = await hostedApp;
  const port = String(await freePort());
  return {
    args: [`--remote-debugging-port=${port}`, ...args.map(arg => (arg === '.' ? folder : arg))],
    env: {
      ...env,
      DOCKPASS_TEST_CONTROL: socket,
      DOCKPASS_TEST_DEBUG_PORT: port,
      DOCKPASS_STAND_IN_DEBUG_PORT: port,
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The program the `electron` package itself would start, with the stand-in as its distribution unless it is the host. */
export function electronProgram(): string {
  // In plain Node the package's only export is the path of the program.
  if (isElectron) return createRequire(import.meta.url)('electron') as string;
  const before = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  process.env.ELECTRON_OVERRIDE_DIST_PATH = path.join(projectRoot, 'test/stand-in');
  try {
    return createRequire(import.meta.url)('electron') as string;
  } finally {
    if (before === undefined) delete process.env.ELECTRON_OVERRIDE_DIST_PATH;
    else process.env.ELECTRON_OVERRIDE_DIST_PATH = before;
  }
}
