import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import { dirname } from 'node:path';
import { app, safeStorage, screen } from 'electron';
import type { Surroundings } from './report.ts';

/** Run on the stand-in, and on no Electron. */
export const isStandIn: boolean = process.execPath.startsWith(dirname(import.meta.dirname));

const { version }: { readonly version: string } = createRequire(import.meta.url)('../../../package.json');

/** What tells one desktop from another; the rest of the environment is nobody's business. */
const desktopVariables = ['XDG_CURRENT_DESKTOP', 'DESKTOP_SESSION', 'XDG_SESSION_TYPE'] as const;

/** `Debian GNU/Linux 12 (bookworm)`; elsewhere the system's own words. */
function distribution(): string {
  try {
    const [, name] = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8')) ?? [];
    return name ?? os.version();
  } catch {
    return os.version();
  }
}

const displays = (): string =>
  screen
    .getAllDisplays()
    .map(({ size, scaleFactor }) => `${size.width}×${size.height} at ${scaleFactor}`)
    .join(', ');

const keychain = (): string =>
  process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'the system’s';

/** What the cases ran on. Only after the app is ready. */
export function surroundings(): Surroundings {
  const { electron, chrome, node } = process.versions;
  return [
    ['Runs on', isStandIn ? 'the stand-in, which is no Electron' : 'Electron'],
    ['Dockpass', version],
    ['Electron', electron ?? ''],
    ['Chromium', chrome ?? ''],
    ['Node', node],
    ['System', `${distribution()} (${os.type()} ${os.release()}, ${os.arch()})`],
    ...desktopVariables.map(name => [name, process.env[name] ?? '-'] as const),
    ['Display server', process.env.WAYLAND_DISPLAY === undefined ? 'no Wayland' : 'Wayland is there'],
    ['Drawn through', app.commandLine.getSwitchValue('ozone-platform') || 'Electron’s own choice'],
    ['Displays', displays()],
    ['Keychain', keychain()],
    ['At', new Date().toISOString()],
  ];
}
