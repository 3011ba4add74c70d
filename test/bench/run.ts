import { availableParallelism, loadavg } from 'node:os';
import { findChromium } from '../stand-in/chromium/find.ts';
import { measureConnect } from './connect.ts';
import { measureAlarms, measureQuickCopy, measureTray } from './desktop.ts';
import { type Figure, tableOf } from './figures.ts';
import { measureGroups } from './groups.ts';
import { measurePrograms } from './programs.ts';
import { measureSize } from './renderer-size.ts';
import { measureRenewals } from './renewals.ts';
import { measureSave } from './save.ts';
import { measureSearch } from './search.ts';
import { measureSignIn } from './sign-in.ts';
import { measureStart } from './start.ts';
import { measureTokenToDisk } from './token-to-disk.ts';

// `npm run bench`: each figure beside its budget. Words after the command choose: `node test/bench/run.ts save size`.

const measures: Readonly<Record<string, () => Promise<readonly Figure[]> | readonly Figure[]>> = {
  size: measureSize,
  save: measureSave,
  start: measureStart,
  search: measureSearch,
  groups: measureGroups,
  token: measureTokenToDisk,
  'sign-in': measureSignIn,
  connect: measureConnect,
  alarms: measureAlarms,
  tray: measureTray,
  quick: measureQuickCopy,
  renewals: measureRenewals,
  programs: measurePrograms,
};

// The whole Chromium, as figures of earlier versions were taken with.
process.env.DOCKPASS_STAND_IN_CHROMIUM ??= findChromium('on a display');

const wanted = process.argv.slice(2);
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(measures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`measuring: ${name}\n`);
  figures.push(...(await measure()));
}
process.stdout.write(`\n${tableOf(figures)}\n`);

const [lastMinute = 0] = loadavg();
const cores = availableParallelism();
// The measured programs make about one core busy themselves.
if (lastMinute > cores + 1)
  process.stdout.write(`${lastMinute.toFixed(0)} programs want ${cores} cores: times say little now.\n`);
