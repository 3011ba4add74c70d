import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { aptInstall } from './have-chromium.ts';

/** What the command for programs must run in, and what it asks with; Debian's packages have the same names. */
const programs = ['dash', 'bash', 'zsh', 'curl'];

const isThere = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

/** Sees to it that the shells and curl are there: installs Debian's as root, and elsewhere throws with what is missing. */
export const haveShells = (): void => {
  const missing = programs.filter(program => !isThere(program));
  if (missing.length === 0) return;
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0)
    throw new Error(
      `missing for the tests of the command: ${missing.join(', ')}; install them, as with apt-get install`,
    );
  process.stdout.write(`Installing ${missing.join(', ')}…\n`);
  aptInstall(missing);
};
