import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

// `npm run mutants`: puts one defect after the other into a copy of the sources, and says whether a short simulation finds
// it. Fails where one lives that `mutants/README.md` does not explain.
// --seeds 3  --minutes 1 (for each seed)  --worlds 600 (for each seed, instead: where others use the machine)  --only (parts of patches' names, with a comma between them)

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3' },
    minutes: { type: 'string', default: '1' },
    worlds: { type: 'string' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
  },
});
const root = join(import.meta.dirname, '../..');
const patches = join(import.meta.dirname, 'mutants');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A simulation that hangs is ended so long after its time; a mutant that brings that about is found. */
const graceMs = 240_000;
const hangs = 'it never ends';
const limitMs = values.worlds === undefined ? Number(values.minutes) * 60_000 + graceMs : 15 * 60_000;

const output = (command: string, args: readonly string[], cwd: string, limitMs: number): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    let text = '';
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      // With its workers.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, limitMs);
    child.stdout.setEncoding('utf8').on('data', (some: string) => {
      text += some;
    });
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      resolve(isLate ? undefined : text);
    });
  });

/** The sources as they were at the beginning: whoever works on them meanwhile changes no mutant. */
const original = mkdtempSync(join(tmpdir(), 'dockpass-original-'));
const copied = ['main', 'preload', 'test', 'package.json'];
for (const name of copied) cpSync(join(root, name), join(original, name), { recursive: true });
process.once('exit', () => rmSync(original, { recursive: true, force: true }));

/** A copy, with this defect where one is named. */
const copyWith = async (patch: string | undefined): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'dockpass-mutant-'));
  cpSync(original, folder, { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  if (patch !== undefined) {
    const said = (await output('patch', ['-p1', '--batch', '--fuzz=0', '-i', patch], folder, graceMs)) ?? '';
    if (!/^patching file/m.test(said) || /FAILED|ignored/.test(said))
      throw new Error(`${basename(patch)} does not fit any more: ${said}`);
  }
  return folder;
};

/** The rules that broke, and the first world where each did. */
const simulate = async (folder: string, more: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const length = values.worlds === undefined ? ['--minutes', values.minutes] : ['--worlds', values.worlds];
  const args = ['test/simulate/run.ts', ...length, '--shrink', '0', ...more];
  const said = await output(process.execPath, args, folder, limitMs);
  if (said === undefined) return new Map([[hangs, '']]);
  if (!/ operations in \d+ worlds, /.test(said)) throw new Error(`the simulation did not end: ${said.slice(-500)}`);
  const [, table = ''] = said.split('worlds in which each rule broke:\n');
  return new Map(
    [...table.matchAll(/^ +\d+ {2}(.+) \(world (\d+)\)$/gm)].map(([, rule = '', world = '']) => [rule, world]),
  );
};

const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => `${values.seed}-${at + 1}`);

/** Rules that break without a mutant: they say nothing of one. */
const usual = new Set<string>();
const unpatched = await copyWith(undefined);
process.once('exit', () => rmSync(unpatched, { recursive: true, force: true }));

/** A rule that this defect breaks, and that holds in the same world without it; nothing where it lives. */
const findBroken = async (patch: string): Promise<string | undefined> => {
  const folder = await copyWith(patch);
  // What a defect needs to be met at all stands above it.
  const [, needed = ''] = /^Simulate: (.+)$/m.exec(readFileSync(patch, 'utf8')) ?? [];
  const findBySeed = async (seed: string): Promise<string | undefined> => {
    const more = [
      '--seed',
      seed,
      '--stop-at',
      '1',
      '--except',
      [...usual].join('|'),
      ...needed.split(' ').filter(Boolean),
    ];
    const [found] = [...(await simulate(folder, more))].filter(([rule]) => !usual.has(rule));
    if (found === undefined) return undefined;
    const [rule, world] = found;
    const without = world === '' ? new Map() : await simulate(unpatched, ['--replay', world]);
    if (!without.has(rule)) return rule;
    usual.add(rule);
    return findBySeed(seed);
  };
  try {
    for (const seed of seeds) {
      const rule = await findBySeed(seed);
      if (rule !== undefined) return rule;
    }
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const length = values.worlds === undefined ? `${values.minutes} minutes` : `${values.worlds} worlds`;
say(`seeds ${seeds.join(' ')}, ${length} each`);
for (const seed of seeds) for (const rule of (await simulate(unpatched, ['--seed', seed])).keys()) usual.add(rule);
say(
  `without a mutant: ${usual.size === 0 ? 'nothing breaks' : `these break and do not count: ${[...usual].join('; ')}`}`,
);
const explained = readFileSync(join(patches, 'README.md'), 'utf8').split('## Those that live')[1] ?? '';
const names = readdirSync(patches).filter(
  name => name.endsWith('.patch') && values.only.split(',').some(part => name.includes(part)),
);
let killed = 0;
let unexplained = 0;
for (const file of names.sort()) {
  const name = basename(file, '.patch');
  const rule = await findBroken(join(patches, file));
  const isExplained = explained.includes(`\`${name}\``);
  if (rule !== undefined) killed += 1;
  else if (!isExplained) unexplained += 1;
  const lives = `lives   ${name}${isExplained ? ' (the README says why)' : ''}`;
  say(rule === undefined ? lives : `killed  ${name}: ${rule}`);
}
say(`${killed} of ${names.length} killed`);
process.exit(unexplained === 0 ? 0 : 1);
