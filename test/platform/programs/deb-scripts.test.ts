import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../support/project-root.ts';
import { socketFolder } from './a-socket.ts';

// The package's own scripts, on a package that dpkg-deb builds and dpkg installs into a root of its own.

const command = join(projectRoot, 'main/command');
const hasDpkg = spawnSync('dpkg-deb', ['--version']).status === 0;
const links = [
  '/usr/bin/dockpass',
  '/usr/share/man/man1/dockpass.1',
  '/usr/share/bash-completion/completions/dockpass',
  '/usr/share/zsh/vendor-completions/_dockpass',
  '/usr/share/fish/vendor_completions.d/dockpass.fish',
];

/** As electron-builder fills them in. */
const scriptOf = (name: string): string =>
  readFileSync(join(command, 'deb', name), 'utf8')
    .replaceAll('$' + '{executable}', 'dockpass')
    .replaceAll('$' + '{sanitizedProductName}', 'Dockpass');

const build = (work: string): string => {
  const tree = join(work, 'tree');
  const installed = join(tree, 'opt/Dockpass');
  mkdirSync(join(installed, 'resources'), { recursive: true });
  cpSync(command, join(installed, 'resources/command'), { recursive: true });
  writeFileSync(join(installed, 'resources/app.asar'), '');
  writeFileSync(join(installed, 'dockpass'), '#!/bin/sh\nprintf "the program: %s\\n" "$*"\n', { mode: 0o755 });
  mkdirSync(join(tree, 'DEBIAN'));
  writeFileSync(
    join(tree, 'DEBIAN/control'),
    'Package: dockpass\nVersion: 1.0\nArchitecture: all\nMaintainer: Dockpass <maintainer@dockpass.invalid>\nDescription: x\n',
  );
  for (const [name, from] of [
    ['postinst', 'after-install.sh'],
    ['postrm', 'after-remove.sh'],
  ] as const) {
    writeFileSync(join(tree, 'DEBIAN', name), scriptOf(from));
    chmodSync(join(tree, 'DEBIAN', name), 0o755);
  }
  const built = join(work, 'dockpass.deb');
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', tree, built], { stdio: 'ignore' });
  return built;
};

const dpkgOn =
  (root: string) =>
  (args: readonly string[]): void => {
    const own = ['--root', root, '--force-script-chrootless', '--force-not-root', '--force-depends'];
    execFileSync('dpkg', [...own, '--log', join(root, 'log'), ...args], { stdio: 'pipe' });
  };

if (hasDpkg)
  it('the package puts the command on the PATH, with its manual and completions, and takes all of it away', () => {
    const work = socketFolder();
    const root = join(work, 'root');
    for (const folder of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'var/lib/dpkg/triggers'])
      mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'var/lib/dpkg/status'), '');
    writeFileSync(join(root, 'var/lib/dpkg/available'), '');
    const dpkg = dpkgOn(root);
    dpkg(['--install', build(work)]);
    for (const link of links) {
      const leadsTo = readlinkSync(join(root, link));
      expect(existsSync(join(root, leadsTo))).toBe(true);
      expect(leadsTo).toMatch(/^\/opt\/Dockpass\/resources\/command\//);
    }
    // The same name starts the program, where it is given the window's flags.
    const script = join(root, 'opt/Dockpass/resources/command/dockpass');
    const run = (...args: string[]) => spawnSync(script, args, { encoding: 'utf8', env: { PATH: process.env.PATH } });
    expect(run('--quick-copy').stdout).toBe('the program: --quick-copy\n');
    expect(run().stdout).toBe('the program: \n');
    expect(run('--help').stdout).toContain('usage: dockpass list');
    expect(run('list', '--all').status).toBe(2);
    dpkg(['--remove', 'dockpass']);
    for (const link of links) expect(existsSync(join(root, link))).toBe(false);
  });
else
  it('dpkg-deb is missing: the scripts of the package are not tried here', () => {
    expect(existsSync('/etc/debian_version')).toBe(false);
  });

it('the list of packages is electron-builder’s own and curl', () => {
  const settings = readFileSync(join(projectRoot, 'electron-builder.yml'), 'utf8');
  const [, ours = ''] = /depends: \[(.*)\]/.exec(settings) ?? [];
  const theirs = readFileSync(join(projectRoot, 'node_modules/app-builder-lib/out/targets/FpmTarget.js'), 'utf8');
  const [, list = ''] = /case "deb":\s*return \[(.*?)\]/s.exec(theirs) ?? [];
  const expected = [...list.matchAll(/"(.*?)"/g)].map(([, name]) => name);
  expect(expected.length).toBeGreaterThan(5);
  expect(ours.split(', ')).toEqual([...expected, 'curl']);
});
