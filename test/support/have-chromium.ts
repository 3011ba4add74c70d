import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from '../stand-in/chromium/find.ts';

/**
 * Sees to it that a Chromium is there: finds one, or installs Debian's as root. Elsewhere it throws with the one
 * command that does.
 */
export const haveChromium = (): string => {
  try {
    return findChromium();
  } catch (missing) {
    const debianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
    if (!debianRoot) throw missing;
    process.stdout.write('No Chromium yet: installing Debian’s (apt-get install chromium)…\n');
    aptInstall(['chromium', 'fonts-dejavu-core']);
    return findChromium();
  }
};

/** Debian's packages of these names; throws where apt does not bring them. */
export const aptInstall = (packages: readonly string[]): void => {
  apt(['update']);
  apt(['install', '--yes', '--no-install-recommends', ...packages]);
};

const apt = (args: readonly string[]): void => {
  const { status, stderr } = spawnSync('apt-get', ['-qq', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`apt-get ${args[0]} failed:\n${stderr}`);
};
