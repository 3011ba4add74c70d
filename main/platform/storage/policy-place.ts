import { join } from 'node:path';
import { app } from 'electron';

/**
 * Where an organization's IT leaves its decisions: the system's own place, where only administrators write. While not
 * packaged DOCKPASS_MANAGED names another one, and the person's own file is believed there.
 */
export const policyPlace = (): { readonly path: string; readonly trustsPerson: boolean } => {
  const given = process.env.DOCKPASS_MANAGED ?? '';
  if (!app.isPackaged && given !== '') return { path: given, trustsPerson: true };
  return { path: systemPolicyPath(process.platform, process.env), trustsPerson: false };
};

/** main/core/settings/README.md names the same places. */
export const systemPolicyPath = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string => {
  if (platform === 'darwin') return '/Library/Application Support/Dockpass/managed.json';
  return platform === 'win32'
    ? join(env.ProgramData ?? 'C:\\ProgramData', 'Dockpass', 'managed.json')
    : '/etc/dockpass/managed.json';
};
