import { release } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { StatusView } from '../../../preload/contract/status-view.ts';
import { panelRestMs } from '../../core/desktop/panel-rest.ts';
import { readArguments } from '../../core/desktop/start-request.ts';
import { posix, powershell } from '../../core/formats/quoting.ts';

const platforms: Partial<Record<NodeJS.Platform, string>> = { darwin: 'macOS', win32: 'Windows', linux: 'Linux' };

/** What the status line says of this program and this computer. */
export const about = (): Pick<StatusView, 'version' | 'platform' | 'standIn'> => ({
  version: app.getVersion(),
  platform: platforms[process.platform] ?? process.platform,
  standIn: !app.isPackaged && /stand-in[\\/]?$/.test(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? ''),
});

/**
 * Whether Electron draws on Wayland itself, and not through XWayland. It settles that before any code of ours runs, by the
 * session's variables or by what was asked for, and writes the answer to its command line: electron_browser_main_parts.cc,
 * PreEarlyInitialization, calls SetOzonePlatformForLinuxIfNeeded (Chromium, ui/linux/display_server_utils.cc).
 */
export const isOnWayland = (): boolean =>
  process.platform === 'linux' && app.commandLine.getSwitchValue('ozone-platform') === 'wayland';

/** Versions and the system, for a report to support. */
export const runtime = (): string => {
  const { electron = '', chrome = '', node } = process.versions;
  return `Electron ${electron}, Chromium ${chrome}, Node ${node}, ${process.platform} ${release()} ${process.arch}`;
};

/**
 * Origins of local provider servers (provider id -> origin) from DOCKPASS_ENVIRONMENTS, for trying out and for tests.
 * A packaged Dockpass never looks at it.
 */
export const localOrigins = (): Readonly<Record<string, string>> => {
  const given = process.env.DOCKPASS_ENVIRONMENTS ?? '';
  if (app.isPackaged || given === '') return {};
  try {
    const parsed: unknown = JSON.parse(given);
    const entries = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return {};
  }
};

/** How long a hidden panel is kept; DOCKPASS_PANEL_REST_MS shortens it for tests, never in a packaged Dockpass. */
export const restMs = (): number => {
  const given = Number(process.env.DOCKPASS_PANEL_REST_MS ?? '');
  return !app.isPackaged && given > 0 ? given : panelRestMs;
};

/** What decides where programs ask. A data folder that was chosen for trying out has a socket of its own. */
export const socketFolders = (): { readonly isUsual: boolean; readonly runtimeFolder: string } => ({
  isUsual: app.isPackaged || (process.env.DOCKPASS_USER_DATA ?? '') === '',
  runtimeFolder: process.env.XDG_RUNTIME_DIR ?? '',
});

/**
 * What a person types once to have the command. A package of Debian's puts it where every shell looks; an AppImage lies
 * somewhere else at each start, so that its command is copied.
 */
export const commandLine = (): string => {
  const folder = app.isPackaged ? join(process.resourcesPath, 'command') : join(app.getAppPath(), 'main', 'command');
  if (process.platform === 'win32') return `Set-Alias dockpass ${powershell(join(folder, 'dockpass.ps1'))}`;
  const script = join(folder, 'dockpass');
  if (process.env.APPIMAGE !== undefined) return `install -Dm755 ${posix(script)} ~/.local/bin/dockpass`;
  return `PATH="$PATH":${posix(folder)}`;
};

/** A start that was asked to stay out of sight. macOS passes no arguments at login and tells of it in this way. */
export const startsHidden = (): boolean =>
  readArguments(process.argv) === 'hide' ||
  (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);
