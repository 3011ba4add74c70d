import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { app, BaseWindow, protocol } from 'electron';
import type { ConformanceCase, LocalSite } from './case.ts';
import { openSite } from './local-site.ts';

const deadlineMs = 20_000;
// What follows this folder's own path narrows the run to names containing it.
const filters = process.argv.slice(2).filter(arg => !arg.startsWith('-'));
let passed = 0;
let failed = 0;

function report(name: string, error?: unknown): void {
  if (error === undefined) {
    passed += 1;
    console.log(`ok    ${name}`);
  } else {
    failed += 1;
    console.log(
      `FAIL  ${name}\n      ${String(error instanceof Error ? error.stack : error).replaceAll('\n', '\n      ')}`,
    );
  }
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
  try {
    void test.run(site);
    report(test.name);
  } catch (error) {
    report(test.name, error);
  }
}

async function runCase(test: ConformanceCase): Promise<void> {
  const site = await openSite();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    await Promise.race([test.run(site), late]);
    report(test.name);
  } catch (error) {
    report(test.name, error);
  } finally {
    clearTimeout(timer);
    for (const window of BaseWindow.getAllWindows()) if (!window.isDestroyed()) window.destroy();
    site.close();
  }
}

/** The double says with every run what it cannot show; a real Electron has no such list. */
async function reportGaps(): Promise<void> {
  if (!process.execPath.startsWith(path.dirname(import.meta.dirname))) return;
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
  console.log(`${passed} passed, ${failed} failed`);
  app.exit(failed > 0 || passed === 0 ? 1 : 0);
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
