import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { haveChromium } from './have-chromium.ts';

// `npm start`: the built app on Electron; where Electron's program file is missing and cannot be had, on the stand-in.

const root = join(import.meta.dirname, '../..');
const electron = join(root, 'node_modules/electron');

const electronIsHere = (): boolean => existsSync(join(electron, 'path.txt')) && existsSync(join(electron, 'dist'));

/** Electron's own installer downloads its program file at the first start; no answer within a minute counts as a no. */
const fetchElectron = (): boolean => {
  process.stdout.write('Electron’s program file is not here yet: trying to download it…\n');
  spawnSync(process.execPath, [join(electron, 'install.js')], { stdio: 'ignore', timeout: 60_000 });
  return electronIsHere();
};

const standInEnvironment = (): Record<string, string> => {
  haveChromium();
  const display = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY ?? '';
  process.stdout.write(
    'Electron cannot be had here, so Dockpass starts on the stand-in: for trying out only. ' +
      'No tray, copies do not leave this app, nothing is kept on disk; do not use real credentials.\n',
  );
  process.stdout.write(
    display === ''
      ? 'There is no display: the window runs unseen. Set DISPLAY, or run under xvfb-run, to see it.\n'
      : 'What you see are pictures of its pages: small differences in their looks are not Dockpass’s.\n',
  );
  return {
    ELECTRON_OVERRIDE_DIST_PATH: join(root, 'test/stand-in'),
    ...(display !== '' && { DOCKPASS_STAND_IN_VISIBLE: '1' }),
  };
};

/** Starts what is built and ends as it ends. `extra` goes into its environment. */
export const startDockpass = (extra: Readonly<Record<string, string>> = {}, args: readonly string[] = []): void => {
  const onElectron = process.env.ELECTRON_OVERRIDE_DIST_PATH !== undefined || electronIsHere() || fetchElectron();
  const environment = onElectron ? {} : standInEnvironment();
  const child = spawn(process.execPath, [join(electron, 'cli.js'), '.', ...args], {
    cwd: root,
    env: { ...process.env, ...environment, ...extra },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', code => process.exit(code ?? 1));
};

if (process.argv[1] === import.meta.filename) startDockpass({}, process.argv.slice(2));
