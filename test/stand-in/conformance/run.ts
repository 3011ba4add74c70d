import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { app, BaseWindow, protocol } from 'electron';
import type { ConformanceCase, LocalSite } from './case.ts';
import { openSite } from './local-site.ts';
import { manualSteps } from './manual-steps.ts';
import { type Outcome, reportOf } from './report.ts';
import { isStandIn, surroundings } from './surroundings.ts';

const deadlineMs = 20_000;
// What follows this folder's own path narrows the run to names containing it.
const filters = process.argv.slice(2).filter(arg => !arg.startsWith('-'));
const reportFile = path.join(import.meta.dirname, '../../../test-results/conformance.md');
const outcomes: Outcome[] = [];

function report({ name, source }: ConformanceCase, startedAt: number, problem?: unknown): void {
  const error = problem === undefined ? undefined : String(problem instanceof Error ? problem.stack : problem);
  outcomes.push({ name, source, ms: Math.round(performance.now() - startedAt), ...(error !== undefined && { error }) });
  if (error === undefined) console.log(`ok    ${name}`);
  else console.log(`FAIL  ${name}\n      ${error.replaceAll('\n', '\n      ')}`);
}

async function loadCases(): Promise<ConformanceCase[]> {
  const files = (await readdir(import.meta.dirname, { recursive: true }))
    .filter(name => name.endsWith('.case.ts'))
    .toSorted();
  const loaded: { cases: readonly ConformanceCase[] }[] = [];
  for (const file of files) loaded.push(await import(`./${file}`));
  const all = loaded.flatMap(({ cases }) => cases);
  return filters.length === 0 ? all : all.filter(({ name }) => filters.some(filter => name.includes(filter)));
}

function runEarly(test: ConformanceCase): void {
  const site: LocalSite = { origin: '', hits: [], answer: () => undefined, page: () => undefined };
  const startedAt = performance.now();
  try {
    void test.run(site);
    report(test, startedAt);
  } catch (error) {
    report(test, startedAt, error);
  }
}

async function runCase(test: ConformanceCase): Promise<void> {
  const site = await openSite();
  const startedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    await Promise.race([test.run(site), late]);
    report(test, startedAt);
  } catch (error) {
    report(test, startedAt, error);
  } finally {
    clearTimeout(timer);
    for (const window of BaseWindow.getAllWindows()) if (!window.isDestroyed()) window.destroy();
    site.close();
  }
}

/** The double says with every run what it cannot show; a real Electron has no such list. */
async function reportGaps(): Promise<void> {
  if (!isStandIn) return;
  const { standInGaps } = await import('../gaps.ts');
  console.log('\nRun on the stand-in, which cannot show:');
  for (const gap of standInGaps) console.log(`- ${gap}`);
}

async function runAll(cases: readonly ConformanceCase[]): Promise<void> {
  await app.whenReady();
  const isWayland = app.commandLine.getSwitchValue('ozone-platform') === 'wayland';
  for (const test of cases) {
    if (test.onWayland && !isWayland) console.log(`left out, not on Wayland: ${test.name}`);
    else if (!test.beforeReady) await runCase(test);
  }
  await reportGaps();
  const failed = outcomes.filter(({ error }) => error !== undefined).length;
  mkdirSync(path.dirname(reportFile), { recursive: true });
  writeFileSync(reportFile, reportOf(surroundings(), outcomes, manualSteps()));
  console.log(`\nThe report for an issue: ${path.relative(process.cwd(), reportFile)}`);
  console.log(`${outcomes.length - failed} passed, ${failed} failed`);
  app.exit(failed > 0 || outcomes.length === 0 ? 1 : 0);
}

const userData = mkdtempSync(path.join(tmpdir(), 'conformance-user-data-'));
app.setPath('userData', userData);
process.once('exit', () => rmSync(userData, { recursive: true, force: true }));
app.on('window-all-closed', () => undefined);
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
const cases = await loadCases();
for (const test of cases) if (test.beforeReady) runEarly(test);
// Not awaited: `ready` comes only after this module has been evaluated.
void runAll(cases);
