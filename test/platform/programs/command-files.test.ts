import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../support/project-root.ts';

const folder = join(projectRoot, 'main/command');
const script = readFileSync(join(folder, 'dockpass'), 'utf8');
const manual = readFileSync(join(folder, 'dockpass.1'), 'utf8');

describe('the command', () => {
  it('can be run, and is understood by each shell', () => {
    expect(statSync(join(folder, 'dockpass')).mode & 0o111).toBe(0o111);
    for (const shell of ['dash', 'bash', 'zsh'])
      expect(spawnSync(shell, ['-n', join(folder, 'dockpass')], { encoding: 'utf8' })).toMatchObject({
        status: 0,
        stderr: '',
      });
  });

  it('uses no here-document, no temporary file and nobody’s settings of curl', () => {
    const code = script.replace(/^\s*#.*$/gm, '');
    expect(code).not.toMatch(/<<|mktemp|\/tmp|eval/);
    expect([...code.matchAll(/^\s*curl .*$/gm)].map(([line]) => line.trim().slice(0, 27))).toEqual(
      ["curl -q --noproxy '*' --unix"].map(line => line.slice(0, 27)),
    );
  });

  it('names the same verbs, options and ends in its usage, its manual and its completions', () => {
    for (const verb of ['list', 'token', 'header', 'run', 'status']) {
      expect(script).toContain(`dockpass ${verb}`);
      expect(manual).toContain(verb);
      for (const name of readdirSync(join(folder, 'completions')))
        expect([name, readFileSync(join(folder, 'completions', name), 'utf8').includes(verb)]).toEqual([name, true]);
    }
    const ends = new Set([...script.matchAll(/dockpass_end (\d+)/g)].map(([, code]) => code));
    for (const code of [...ends].filter(one => one !== '1')) expect(manual).toMatch(new RegExp(`^${code}\\t`, 'm'));
  });

  it('completes accounts in bash', () => {
    const list = "dockpass() { printf 'North side\\tReadyCloud\\tgood\\nOld Mill\\tReadyCloud\\tgood\\n'; }";
    const lines = [
      list,
      `. '${join(folder, 'completions/dockpass.bash')}'`,
      'COMP_WORDS=(dockpass token No)',
      'COMP_CWORD=2',
    ];
    const { stdout } = spawnSync(
      'bash',
      ['-c', [...lines, '_dockpass', 'IFS=,; echo "$'.concat('{COMPREPLY[*]}"')].join('\n')],
      {
        encoding: 'utf8',
      },
    );
    expect(stdout).toBe('North\\ side\n');
  });
});
