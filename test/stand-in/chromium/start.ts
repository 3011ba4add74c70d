import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Rectangle } from 'electron';
import { type BrowserChannel, createBrowserChannel } from './cdp.ts';
import { findChromium } from './find.ts';

// Site isolation is off so that every frame of a page speaks through that page's one session.
const disabledFeatures = [
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'IsolateOrigins',
  'site-per-process',
  'Translate',
  'MediaRouter',
  'OptimizationHints',
  'BackForwardCache',
  // The suggestions below an address bar: two pages, and a process as busy as the application's own, for each window.
  'WebUIOmniboxPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxAimPopup',
];

const quiet = [
  ...['no-first-run', 'no-default-browser-check', 'no-service-autorun', 'metrics-recording-only', 'mute-audio'],
  ...['disable-background-networking', 'disable-component-update', 'disable-sync', 'disable-default-apps'],
  ...['disable-extensions', 'disable-field-trial-config', 'password-store=basic', 'use-mock-keychain'],
  'disable-dev-shm-usage',
].map(flag => `--${flag}`);

function flags(profile: string): string[] {
  const port = process.env.DOCKPASS_STAND_IN_DEBUG_PORT;
  return [
    '--remote-debugging-pipe',
    ...(port === undefined ? [] : [`--remote-debugging-port=${Number(port)}`]),
    ...['--headless=new', '--hide-scrollbars'],
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${profile}`,
    `--disable-features=${disabledFeatures.join(',')}`,
    ...(process.env.DOCKPASS_STAND_IN_CHROMIUM_FLAGS?.split(' ').filter(Boolean) ?? []),
    ...['--disable-site-isolation-trials', '--disable-quic', '--disable-gpu', '--disable-popup-blocking'],
    ...['--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding', '--no-startup-window'],
    // Chrome asks again a second after a page could not be loaded; Electron does not.
    ...['--disable-client-side-phishing-detection', '--disable-auto-reload'],
    ...quiet,
  ];
}

const sharedMemory = '/dev/shm';
/** Far more than the profiles of a whole run of the tests take. */
const muchMemory = 1e9;

/**
 * Where a profile is made, in memory where there is room. The first request of a page waits until Chromium has made its
 * cookie database and synced it to the disk: 50 ms, and seconds on a busy disk. Electron's profile has one from before.
 */
function profilesFolder(): string {
  if (process.platform !== 'linux') return tmpdir();
  try {
    accessSync(sharedMemory, constants.W_OK);
    const { bavail, bsize } = statfsSync(sharedMemory);
    return bavail * bsize > muchMemory ? sharedMemory : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Runs Chromium so that its profile folder goes away with it, even when this process is killed. */
function run(program: string, profile: string, flags: readonly string[]): ChildProcess {
  // What it puts aside for the time being goes with the profile, too.
  const env = { ...process.env, ...(process.platform === 'linux' && { TMPDIR: profile }) };
  const stdio = ['ignore', 'ignore', process.env.DOCKPASS_STAND_IN_CHROMIUM_LOG ? 'inherit' : 'ignore'] as const;
  const options = { stdio: [...stdio, 'pipe', 'pipe'], detached: true, env } satisfies Parameters<typeof spawn>[2];
  if (process.platform === 'win32') return spawn(program, flags, { ...options, detached: false });
  // The shell outlives Chromium by one command. Chromium itself ends when its debugging pipe is closed, but takes a second
  // over saving a profile that nobody wants: told to end, the shell does not wait for that.
  const script = `
    profile=$1; shift; "$@" & chromium=$!
    trap 'kill -9 $chromium' TERM; wait $chromium; wait $chromium
    for try in 1 2 3 4 5; do rm -rf "$profile" && break; sleep 0.2; done`;
  return spawn('/bin/sh', ['-c', script, 'sh', profile, program, ...flags], options);
}

interface Started {
  readonly browser: BrowserChannel;
  readonly profile: string;
  readonly end: () => void;
}

async function start(program: string, flagsOf: (profile: string) => readonly string[]): Promise<Started> {
  const profile = mkdtempSync(join(profilesFolder(), 'dockpass-chromium-'));
  const child = run(program, profile, flagsOf(profile));
  // The fourth and fifth entries of stdio were asked for as pipes just above.
  const browser = createBrowserChannel(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    browser.onClosed(() =>
      reject(new Error('stand-in: Chromium ended while starting (DOCKPASS_STAND_IN_CHROMIUM_LOG=1 shows why)')),
    );
  });
  failed.catch(() => undefined);
  child.unref();
  const end = (): void => {
    child.kill();
    if (child.exitCode !== null) rmSync(profile, { recursive: true, force: true });
  };
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  await Promise.race([browser.send('Browser.getVersion'), failed]);
  return { browser, profile, end };
}

let profileFolder: string | undefined;
let started: Promise<BrowserChannel> | undefined;

/** Starts Chromium at the first call; later calls give the same one. It ends with this process, however that ends. */
export function startChromium(): Promise<BrowserChannel> {
  started ??= start(findChromium('unseen'), flags).then(({ browser, profile }) => {
    profileFolder = profile;
    return browser;
  });
  return started;
}

/** The port Chromium listens on for other debuggers; undefined unless `DOCKPASS_STAND_IN_DEBUG_PORT` asked for one. */
export async function debugPort(): Promise<number | undefined> {
  if (process.env.DOCKPASS_STAND_IN_DEBUG_PORT === undefined) return undefined;
  await startChromium();
  for (let tries = 0; tries < 100; tries += 1) {
    const text = await readFile(join(profileFolder ?? '', 'DevToolsActivePort'), 'utf8').catch(() => '');
    const port = Number.parseInt(text, 10);
    if (port > 0) return port;
    await delay(50);
  }
  throw new Error('stand-in: Chromium reported no debugging port');
}

/** A window of Chromium's own on the display that shows one page and nothing around it: no tabs, no address bar. */
export async function startAppWindow(
  address: string,
  { x, y, width, height }: Rectangle,
): Promise<Pick<Started, 'browser' | 'end'>> {
  return start(findChromium('on a display'), profile => [
    ...['--remote-debugging-pipe', `--user-data-dir=${profile}`, `--app=${address}`],
    ...[`--window-size=${width},${height}`, ...(x === 0 && y === 0 ? [] : [`--window-position=${x},${y}`])],
    // Without a sandbox Chromium warns above the page, unless it is being tested.
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
    ...['--disable-features=Translate', '--disable-gpu', ...quiet],
  ]);
}
