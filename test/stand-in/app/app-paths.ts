import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { startUp } from '../start-up.ts';

const userFolders = ['desktop', 'documents', 'downloads', 'music', 'pictures', 'videos'];
const chosen = new Map<string, string>();

function appData(): string {
  return process.env.XDG_CONFIG_HOME ?? path.join(homedir(), '.config');
}

function userData(name: string): string {
  return (
    chosen.get('userData') ??
    startUp.switches.get('user-data-dir') ??
    path.join(chosen.get('appData') ?? appData(), name)
  );
}

function defaultPath(key: string, name: string): string | undefined {
  const folder = userFolders.indexOf(key) >= 0 ? key.charAt(0).toUpperCase() + key.slice(1) : undefined;
  if (folder !== undefined) return path.join(homedir(), folder);
  const known: Record<string, () => string> = {
    home: homedir,
    appData,
    userData: () => userData(name),
    sessionData: () => userData(name),
    temp: tmpdir,
    exe: () => startUp.executable,
    module: () => startUp.executable,
    assets: () => path.dirname(startUp.executable),
    logs: () => path.join(userData(name), 'logs'),
    crashDumps: () => path.join(userData(name), 'Crashpad'),
  };
  return known[key]?.();
}

/** `app.getPath` (docs/api/app.md): unknown names throw; asking for `logs` creates the folder. */
export function getPath(key: string, name: string): string {
  const found = chosen.get(key) ?? defaultPath(key, name);
  if (found === undefined) throw new Error(`Failed to get '${key}' path`);
  if (key === 'logs') mkdirSync(found, { recursive: true });
  return found;
}

/** `app.setPath`: absolute paths of known names only. */
export function setPath(key: string, value: string, name: string): void {
  if (!path.isAbsolute(value)) throw new Error('Path must be absolute');
  if (defaultPath(key, name) === undefined) throw new Error(`Failed to set path`);
  chosen.set(key, path.normalize(value));
}
