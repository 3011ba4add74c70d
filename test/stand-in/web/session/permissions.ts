import { browserChannel } from '../../chromium/targets.ts';
import type { PageState } from '../page/page-state.ts';
import type { SessionState } from './session-state.ts';

// Electron's permission, and the descriptor names of the same thing in the protocol.
const known = {
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  media: ['camera', 'microphone'],
  midi: ['midi'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  'idle-detection': ['idle-detection'],
  'window-management': ['window-management'],
  'local-fonts': ['local-fonts'],
  'storage-access': ['storage-access'],
} as const;

type Permission = keyof typeof known;

const grantedWithoutHandler = [
  ...['geolocation', 'notifications', 'audioCapture', 'videoCapture', 'midi', 'clipboardReadWrite'],
  ...['clipboardSanitizedWrite', 'idleDetection', 'windowManagement', 'localFonts', 'storageAccess'],
];

/** With no handler Electron grants everything (shell/browser/electron_permission_manager.cc). */
export async function grantByDefault(browserContextId: string | undefined): Promise<void> {
  const browser = await browserChannel();
  const where = browserContextId === undefined ? {} : { browserContextId };
  await browser.send('Browser.grantPermissions', { permissions: grantedWithoutHandler, ...where });
}

function ask(state: PageState, permission: Permission, origin: string): boolean {
  const { check, request } = state.session.permissions;
  const requestingUrl = `${origin}/`;
  if (check && !check(state.owner, permission, requestingUrl, { requestingUrl, isMainFrame: true })) return false;
  // A page that is refused by the check never gets as far as asking.
  if (!request || check) return true;
  let answer = false;
  const callback = (isGranted: boolean): void => {
    answer = isGranted;
  };
  request(state.owner, permission, callback, { requestingUrl, isMainFrame: true });
  return answer;
}

/**
 * Tells Chromium, before a document loads, what the session's handlers say about its origin. Chromium cannot call
 * back when a page asks, so the handlers speak beforehand.
 */
export function applyPermissions(state: PageState, url: string): void {
  const { check, request } = state.session.permissions;
  if ((!check && !request) || !/^https?:/i.test(url)) return;
  const { origin } = new URL(url);
  const verdicts = Object.entries(known).map(([permission, names]) => {
    // Object.entries widens the table's own keys.
    return { names, setting: ask(state, permission as Permission, origin) ? 'granted' : 'denied' };
  });
  void sendVerdicts(state.session, origin, verdicts);
}

async function sendVerdicts(
  session: SessionState,
  origin: string,
  verdicts: readonly { readonly names: readonly string[]; readonly setting: string }[],
): Promise<void> {
  const [browser, browserContextId] = await Promise.all([browserChannel(), session.context]);
  const where = { origin, ...(browserContextId !== undefined && { browserContextId }) };
  for (const { names, setting } of verdicts) {
    for (const name of names) void browser.send('Browser.setPermission', { permission: { name }, setting, ...where });
  }
}
