import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the command line and the application's package.json say, read before anything else runs. */
export interface StartUp {
  readonly appPath: string;
  readonly entry: string | undefined;
  readonly name: string;
  readonly version: string;
  readonly desktopName: string;
  readonly switches: ReadonlyMap<string, string>;
  readonly executable: string;
  readonly electronVersion: string;
  /** `--version` stands before the application, so it asks for Electron's own (default_app/main.ts). */
  readonly asksVersion: boolean;
}

interface Manifest {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
  readonly desktopName?: string;
}

function readManifest(folder: string): Manifest | undefined {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  // package.json is the application's own file; each member is used only as text.
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

function electronVersion(): string {
  const require = createRequire(import.meta.url);
  // The npm package is the one whose types this double implements.
  return (require('electron/package.json') as { version: string }).version;
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function splitArguments(args: readonly string[]): { app: string | undefined; switches: Map<string, string> } {
  const switches = new Map<string, string>();
  let app: string | undefined;
  for (const arg of args) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (match?.[1] !== undefined) switches.set(match[1].toLowerCase(), match[2] ?? '');
    else if (!arg.startsWith('-')) app ??= arg;
  }
  return { app, switches };
}

/**
 * Since 38 Electron settles on Linux's window system before the application runs, and writes it to the command line
 * (ElectronBrowserMainParts::PreEarlyInitialization, which calls ui/linux/display_server_utils.cc).
 */
function withOzonePlatform(given: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const platform = process.env.DOCKPASS_STAND_IN_WAYLAND === '1' ? 'wayland' : 'x11';
  return process.platform === 'linux' ? new Map([['ozone-platform', platform], ...given]) : given;
}

/** Reads the command line as `electron <path> [arguments]` does. */
export function readStartUp(args: readonly string[]): StartUp {
  const { app, switches } = splitArguments(args);
  const appPath = path.resolve(app ?? '.');
  const isFolder = existsSync(appPath) && statSync(appPath).isDirectory();
  const folder = isFolder ? appPath : path.dirname(appPath);
  const manifest = isFolder ? readManifest(appPath) : undefined;
  const main = isFolder ? path.resolve(appPath, manifest?.main ?? 'index.js') : appPath;
  const name = manifest?.productName ?? manifest?.name ?? 'Electron';
  return {
    appPath: folder,
    entry: existsSync(main) ? main : undefined,
    name,
    version: manifest?.version ?? electronVersion(),
    desktopName: manifest?.desktopName ?? `${slug(name)}.desktop`,
    switches: withOzonePlatform(switches),
    executable: process.env.STAND_IN_EXECUTABLE ?? fileURLToPath(new URL('./electron', import.meta.url)),
    electronVersion: electronVersion(),
    asksVersion: ['--version', '-v'].includes(args.find(arg => /^(-v|--version)$|^[^-]/.test(arg)) ?? ''),
  };
}

/** This process's start, read once. */
export const startUp: StartUp = readStartUp(process.argv.slice(2));
