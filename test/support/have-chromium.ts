import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium, findUnseen } from '../stand-in/chromium/find.ts';

/**
 * Sees to it that a Chromium is there: finds one, or installs Debian's as root. Elsewhere it throws with the one
 * command that does.
 */
export const haveChromium = (): string => {
  try {
    return findChromium('unseen');
  } catch (missing) {
    if (!isDebianRoot()) throw missing;
    process.stdout.write('No Chromium yet: installing Debian’s (apt-get install chromium)…\n');
    aptInstall(['chromium', 'fonts-dejavu-core']);
    return findChromium('unseen');
  }
};

/** The tests take half the time on it. Where it cannot be had they run on the whole Chromium. */
export const haveUnseenChromium = (): void => {
  if (findUnseen() !== undefined || !isDebianRoot()) return;
  process.stdout.write('Installing Debian’s Chromium without windows (apt-get install chromium-headless-shell)…\n');
  try {
    aptInstall(['chromium-headless-shell']);
  } catch (failure) {
    process.stdout.write(`${failure}\nThe tests go on with the Chromium that is here.\n`);
  }
};

const isDebianRoot = (): boolean => existsSync('/etc/debian_version') && process.getuid?.() === 0;

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
