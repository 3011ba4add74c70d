import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadKeys } from '../stand-in/desktop/keychain-file.ts';
import { createLedger, failureNames, type Ledger, wordsOf } from './ledger.ts';
import { startRotatingProvider } from './provider.ts';
import { quickScrypt } from './quick-scrypt.ts';
import { runRounds } from './rounds.ts';
import { killWholeApp } from './whole-app.ts';

// `npm run faults`: kills Dockpass again and again and counts what that cost.
// --kills 1000 (of main's core)  --seconds (at most, for those)  --app 30 (kills of the whole app)  --seed (of an earlier run)

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '86400' },
    app: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now()) },
  },
});
const { seed } = values;
const root = mkdtempSync(join(tmpdir(), 'dp-'));
process.once('exit', () => rmSync(root, { recursive: true, force: true }));
process.env.DOCKPASS_STAND_IN_KEYCHAIN_FILE = join(root, 'keychain');
// The computer's keychain is there before the program is.
loadKeys(process.env.DOCKPASS_STAND_IN_KEYCHAIN_FILE);
// Node keeps what it made of the sources for the next of a thousand starts.
process.env.NODE_COMPILE_CACHE ??= join(root, 'compiled');
process.stdout.write(`seed ${seed} (the same draws again: --seed ${seed})\n`);

const provider = await startRotatingProvider();
let round = 0;
const onRound = (now: number): void => {
  round = now;
  if (now % 50 === 0) process.stderr.write(`${now} kills\n`);
};

const coreLedger = createLedger(provider, () => `kill ${round} of the core`);
mkdirSync(join(root, 'core'));
quickScrypt.on = true;
const ways = await runRounds({
  folder: join(root, 'core'),
  provider,
  ledger: coreLedger,
  seed,
  onRound,
  kills: Number(values.kills),
  endAt: Date.now() + Number(values.seconds) * 1000,
});
const appLedger = createLedger(provider, () => `kill ${round} of the app`);
quickScrypt.on = false;
const appKills = Number(values.app);
await killWholeApp({
  userData: join(root, 'app', 'user-data'),
  provider,
  ledger: appLedger,
  seed,
  onRound,
  kills: appKills,
});
await provider.close();

const coreKills = [...ways.values()].reduce((sum, count) => sum + count, 0);
const noCount: readonly [string, string][] = [...ways].map(([way, count]) => [`  ${way}`, String(count)]);
const met = (ledger: Ledger): readonly number[] => ledger.lines().map(([, count]) => count);
const [ofCore, ofApp] = [met(coreLedger), met(appLedger)];
const rows: readonly (readonly [string, string, string])[] = [
  ['', 'core', 'whole app'],
  ['kills', String(coreKills), String(appKills)],
  ...noCount.map(([words, count]): [string, string, string] => [words, count, '']),
  ...coreLedger.lines().map(([words], at): [string, string, string] => [words, String(ofCore[at]), String(ofApp[at])]),
  ...failureNames.map((name): [string, string, string] => [
    wordsOf(name),
    String(coreLedger.count(name)),
    String(appLedger.count(name)),
  ]),
];
const widest = Math.max(...rows.map(([words]) => words.length));
for (const [words, core, app] of rows)
  process.stdout.write(`${words.padEnd(widest)}  ${core.padStart(9)}  ${app.padStart(9)}\n`);
const failures = coreLedger.reports.length + appLedger.reports.length;
process.stdout.write(`${coreKills + appKills} kills, ${failures} failures\n`);
process.exit(failures === 0 && coreKills + appKills > 0 ? 0 : 1);
