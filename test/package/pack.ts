import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeStubElectron } from './stub-electron.ts';

/** Runs electron-builder's `dir` target for Linux with the project's own settings. Returns the folder it filled. */
export const packForLinux = (root: string, work: string): string => {
  const output = join(work, 'release');
  const args = ['--linux', 'dir', '--x64', '--publish', 'never'];
  const settings = [`-c.electronDist=${electronFor(root, work)}`, `-c.directories.output=${output}`];
  const cli = join(root, 'node_modules/electron-builder/cli.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args, ...settings], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`electron-builder ended with ${status}\n${stdout}\n${stderr}`);
  return join(output, 'linux-unpacked');
};

/** Electron itself where it is there for Linux, otherwise what stands in for it. */
function electronFor(root: string, work: string): string {
  const real = join(root, 'node_modules/electron/dist');
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(join(real, 'electron'))) return real;
  const stub = join(work, 'electron');
  writeStubElectron(stub);
  process.stdout.write('package: Electron’s program file is not here; a stub with its fuses takes its place\n');
  return stub;
}
