import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../support/project-root.ts';
import type { ConformanceCase } from '../conformance/case.ts';
import { manualSteps } from '../conformance/manual-steps.ts';
import { documentOf, documentPath, namesOf } from './document.ts';
import { memberRows } from './member-rows.ts';
import { findUsedMembers } from './used-members.ts';

const conformance = 'test/stand-in/conformance';
/** The checker reads the whole project, beside whatever else the computer does. */
const patienceMs = 240_000;

const files = readdirSync(join(projectRoot, conformance), { recursive: true, encoding: 'utf8' });
const caseFiles = files.filter(name => name.endsWith('.case.ts'));
const sharedFiles = files.filter(name => name.endsWith('.ts') && !caseFiles.includes(name));
const read = (file: string): string => readFileSync(join(projectRoot, conformance, file), 'utf8');
/** Case to its file, from the project's folder. */
const cases = new Map<string, string>();
for (const file of caseFiles) {
  const loaded: { cases: readonly ConformanceCase[] } = await import(join(projectRoot, conformance, file));
  for (const { name } of loaded.cases) cases.set(name, file);
}

const known = new Set(memberRows.flatMap(namesOf));
const steps = new Set(manualSteps());

describe('what is used of Electron', () => {
  it('is in the table, and the table has nothing else', { timeout: patienceMs }, () => {
    const used = findUsedMembers(['main', 'preload']);
    expect(used.size).toBeGreaterThan(100);
    const missing = [...used].filter(([member]) => !known.has(member));
    expect(missing.map(([member, files]) => `${member} (${[...files].join(', ')})`)).toEqual([]);
    expect([...known].filter(member => !used.has(member))).toEqual([]);
  });

  it('occurs in the cases that are said to show it, or in what these share', () => {
    const shared = sharedFiles.map(read).join('\n');
    const idle = memberRows.flatMap(({ owner, members, cases: names = [] }) => {
      const text = `${names.map(name => read(cases.get(name) ?? '')).join('\n')}\n${shared}`;
      const word = (member: string): string => (member === 'new' ? `new ${owner}` : member.replace(/^on /, ''));
      return names.length === 0 ? [] : members.filter(member => !new RegExp(`\\b${word(member)}\\b`).test(text));
    });
    expect(idle).toEqual([]);
  });

  it('stands in the table once', () => {
    const twice = [...Map.groupBy(memberRows.flatMap(namesOf), name => name)].filter(([, same]) => same.length > 1);
    expect(twice.map(([name]) => name)).toEqual([]);
  });
});

describe('what is found', () => {
  it('goes by types, however it is written', { timeout: patienceMs }, () => {
    const used = findUsedMembers(['test/stand-in/members/sample']);
    expect([...used.keys()].toSorted()).toEqual([
      ...['App.on before-quit', 'App.on will-quit', 'BrowserWindow.new', 'BrowserWindow.webContents'],
      ...['BrowserWindowConstructorOptions.webPreferences', 'IpcMain.handle', 'Tray.setImage'],
      ...['WebContents.on did-navigate', 'WebPreferences.sandbox'],
    ]);
  });
});

describe('the table', () => {
  it('names cases that there are', () => {
    expect(cases.size).toBeGreaterThan(100);
    expect(memberRows.flatMap(row => row.cases ?? []).filter(name => !cases.has(name))).toEqual([]);
  });

  it('names steps of the manual check that there are', () => {
    expect(memberRows.flatMap(({ byHand }) => byHand ?? []).filter(step => !steps.has(step))).toEqual([]);
  });

  it('names a place in Electron’s repository in each row', () => {
    const odd = memberRows
      .map(({ source }) => source)
      .filter(source => !/^(docs|spec|shell|lib)\/[\w./-]+\.\w+$/.test(source));
    expect(odd).toEqual([]);
  });

  it('is what its document says', () => {
    expect(readFileSync(join(projectRoot, documentPath), 'utf8')).toBe(documentOf());
  });
});
