import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startUp } from './start-up.ts';

const electronModule = new URL('./electron-module.ts', import.meta.url).href;
const names = new Set(['electron', 'electron/main', 'electron/common']);

if (startUp.asksVersion) {
  console.log(`v${startUp.electronVersion}`);
  process.exit(0);
}

// `process.exit` belongs to the application from `start` on.
const endProcess = process.exit.bind(process);

function describeProcess(): void {
  // Node fixes these fields' types; Electron writes to them in the same way.
  const fields = process as unknown as Record<string, unknown>;
  Object.defineProperty(process.versions, 'electron', { value: startUp.electronVersion, enumerable: true });
  Object.defineProperty(process.versions, 'chrome', { value: '156.0.0.0', enumerable: true });
  fields.type = 'browser';
  fields.defaultApp = true;
  fields.resourcesPath = path.join(path.dirname(startUp.executable), 'resources');
  fields.execPath = startUp.executable;
  process.argv = [startUp.executable, ...process.argv.slice(2)];
  delete process.env.STAND_IN_EXECUTABLE;
}

function hookElectron(): void {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (names.has(specifier)) return { url: electronModule, format: 'module-typescript', shortCircuit: true };
      return nextResolve(specifier, context);
    },
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (url !== electronModule) return loaded;
      // Electron's module is its own default export too (electron-store reads it that way).
      const source =
        typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString();
      return {
        ...loaded,
        source: `${source}\nimport * as all from ${JSON.stringify(electronModule)};\nexport default all;\n`,
      };
    },
  });
}

function isModule(file: string): boolean {
  if (/\.m[jt]s$/.test(file)) return true;
  if (/\.c[jt]s$/.test(file)) return false;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    try {
      // Any package.json on the way up decides, as for Node.
      return (
        (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { type?: string }).type === 'module'
      );
    } catch {
      if (path.dirname(folder) === folder) return false;
    }
  }
}

async function loadEntry(entry: string): Promise<void> {
  try {
    if (isModule(entry)) await import(pathToFileURL(entry).href);
    else createRequire(entry)(entry);
  } catch (error) {
    console.error('App threw an error during load');
    throw error;
  }
}

async function start(): Promise<void> {
  const { app, entryLoaded } = await import('./app/app.ts');
  const { createEvent, emitSafely } = await import('./event-object.ts');
  const { markReady } = await import('./app/ready.ts');
  const { startControl } = await import('./control.ts');
  const { session } = await import('./web/session/session.ts');
  const { setDefaultApplicationMenu } = await import('./desktop/menu.ts');
  process.exit = code => {
    app.exit(Number(code ?? process.exitCode ?? 0));
    // Electron's own override returns as well; the process ends at the end of the turn at the latest.
    return undefined as never;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  process.on('uncaughtException', error => {
    // The first listener is ours; with one of its own the application decides.
    if (process.listenerCount('uncaughtException') > 1) return;
    console.error('A JavaScript error occurred in the main process');
    console.error(error instanceof Error ? (error.stack ?? error) : error);
  });
  // Electron's message loop keeps the process alive whatever the application holds open.
  setInterval(() => {}, 2 ** 30);
  await startControl();
  if (startUp.entry === undefined) {
    console.error(`stand-in: Unable to find Electron app at ${startUp.appPath}`);
    app.exit(1);
    entryLoaded();
    return;
  }
  await loadEntry(startUp.entry);
  await new Promise(resolve => setImmediate(resolve));
  setDefaultApplicationMenu();
  emitSafely(app, 'will-finish-launching');
  mkdirSync(app.getPath('userData'), { recursive: true, mode: 0o700 });
  markReady();
  void session.defaultSession;
  emitSafely(app, 'ready', createEvent(), {});
  entryLoaded();
}

describeProcess();
hookElectron();
start().catch(error => {
  console.error(error);
  // Electron shows the error in a box and waits for someone to press its button; nobody is here to do that.
  endProcess(1);
});
