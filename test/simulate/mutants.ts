import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

// `npm run mutants`: puts one defect after the other into a copy of the sources, and says whether a short simulation finds it.
// --seeds 3  --minutes 1 (for each seed)  --only (a part of a patch's name)

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3' },
    minutes: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
  },
});
const root = join(import.meta.dirname, '../..');
const patches = join(import.meta.dirname, 'mutants');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** In how many of how many worlds each rule broke. */
interface Broken {
  readonly worlds: number;
  readonly rules: ReadonlyMap<string, number>;
}

const output = (command: string, args: readonly string[], cwd: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (some: string) => {
      text += some;
    });
    child.on('error', reject);
    child.on('close', () => resolve(text));
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
    const said = await output('patch', ['-p1', '--batch', '--fuzz=0', '-i', patch], folder);
    if (!/^patching file/m.test(said) || /FAILED|ignored/.test(said))
      throw new Error(`${basename(patch)} does not fit any more: ${said}`);
  }
  return folder;
};

const simulate = async (folder: string, seed: string): Promise<Broken> => {
  const args = ['test/simulate/run.ts', '--minutes', values.minutes, '--seed', seed, '--shrink', '0'];
  const said = await output(process.execPath, args, folder);
  if (!/ operations in \d+ worlds, /.test(said)) throw new Error(`the simulation did not end: ${said.slice(-500)}`);
  const [, table = ''] = said.split('worlds in which each rule broke:\n');
  const rules = [...table.matchAll(/^ +(\d+) {2}(.+)$/gm)].map(
    ([, count, rule = '']) => [rule, Number(count)] as const,
  );
  return { worlds: Number(/ in (\d+) worlds, /.exec(said)?.[1]), rules: new Map(rules) };
};

/** What broke clearly more often, of as many worlds, than without the defect; anything, where nothing breaks without it. */
const newlyBroken = (broken: Broken, without: Broken): readonly string[] =>
  [...broken.rules].flatMap(([rule, count]) => {
    if (without.rules.size === 0) return `${rule} (${count})`;
    const usual = ((without.rules.get(rule) ?? 0) + 1) / without.worlds;
    return count >= 4 && count / broken.worlds > 4 * usual ? `${rule} (${count})` : [];
  });

const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => `${values.seed}-${at + 1}`);
const runAll = async (patch: string | undefined, isEnough: (broken: Broken) => boolean): Promise<Broken> => {
  const folder = await copyWith(patch);
  const rules = new Map<string, number>();
  let worlds = 0;
  try {
    for (const seed of seeds) {
      const one = await simulate(folder, seed);
      worlds += one.worlds;
      for (const [rule, count] of one.rules) rules.set(rule, (rules.get(rule) ?? 0) + count);
      if (isEnough({ worlds, rules })) break;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { worlds, rules };
};

say(`seeds ${seeds.join(' ')}, ${values.minutes} minutes each`);
const without = await runAll(undefined, () => false);
say(`without a mutant: ${without.rules.size === 0 ? 'nothing breaks' : `${without.rules.size} rules break already`}`);
const names = readdirSync(patches).filter(name => name.endsWith('.patch') && name.includes(values.only));
let killed = 0;
for (const name of names.sort()) {
  const broken = await runAll(join(patches, name), some => newlyBroken(some, without).length > 0);
  const rules = newlyBroken(broken, without);
  if (rules.length > 0) killed += 1;
  say(
    `${rules.length > 0 ? 'killed' : 'ALIVE '}  ${name}${rules.length > 0 ? `: ${rules.slice(0, 3).join(', ')}` : ''}`,
  );
}
say(`${names.length} mutants, ${killed} killed`);
process.exit(killed === names.length ? 0 : 1);
