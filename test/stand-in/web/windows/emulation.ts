import type { PageChannel } from '../../chromium/cdp.ts';

const channels = new Set<PageChannel>();
let dark: boolean | undefined;
/** As a computer whose person set it so. */
const wantsLessMotion = process.env.DOCKPASS_STAND_IN_REDUCED_MOTION === '1';
let online = process.env.DOCKPASS_STAND_IN_OFFLINE !== '1';

function sendMedia(page: PageChannel): void {
  const features = [
    ...(dark === undefined ? [] : [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]),
    ...(wantsLessMotion ? [{ name: 'prefers-reduced-motion', value: 'reduce' }] : []),
  ];
  if (features.length > 0) void page.send('Emulation.setEmulatedMedia', { features });
}

function sendOnline(page: PageChannel): void {
  void page.send('Network.emulateNetworkConditions', {
    offline: !online,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

/** What `prefers-color-scheme` says in every page from now on (`nativeTheme`). */
export function applyColorScheme(isDark: boolean): void {
  dark = isDark;
  for (const page of channels) sendMedia(page);
}

/** Whether pages can reach the network from now on. Registered schemes are answered either way. */
export function applyOnline(isOnline: boolean): void {
  online = isOnline;
  for (const page of channels) sendOnline(page);
}

/** Gives a page its window's content size in CSS pixels. */
export function applySize(page: PageChannel, size: { readonly width: number; readonly height: number }): void {
  const metrics = { width: Math.max(1, size.width), height: Math.max(1, size.height), deviceScaleFactor: 1 };
  void page.send('Emulation.setDeviceMetricsOverride', { ...metrics, mobile: false });
}

/** Applies the present state to a page and keeps it up to date until `release` is called. */
export function emulate(page: PageChannel): { release(): void } {
  channels.add(page);
  // Several windows count as focused at once, as their pages cannot share one real focus in headless mode.
  void page.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  sendMedia(page);
  if (!online) sendOnline(page);
  return { release: () => void channels.delete(page) };
}
