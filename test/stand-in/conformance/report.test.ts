import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../support/project-root.ts';
import { manualSteps } from './manual-steps.ts';
import { reportOf } from './report.ts';

const held = { name: 'clipboard: text comes back', source: 'docs/api/clipboard.md', ms: 12 };
const missed = {
  name: 'tray: a | in a name',
  source: 'spec/api-tray-spec.ts',
  ms: 7,
  error: `Error: no\n    at ${join(projectRoot, 'test/x.ts')}:1:2\n    at ${join(homedir(), 'y.ts')}:3:4`,
};

it('says on what it ran, what became of each case, and what is left to do by hand', () => {
  const report = reportOf([['Electron', '45.4.1']], [held, missed], ['install', 'keychain']);
  expect(report).toContain('1 held, 1 did not.');
  expect(report).toContain('| Electron | 45.4.1 |');
  expect(report).toContain('| clipboard: text comes back | held | 12 | docs/api/clipboard.md |');
  expect(report).toContain('| tray: a \\| in a name | **failed** | 7 | spec/api-tray-spec.ts |');
  expect(report).toContain('- [ ] 1. install:\n- [ ] 2. keychain:');
});

it('tells why a case did not hold, without the folders of whoever ran it', () => {
  const report = reportOf([], [missed], []);
  expect(report).toContain('### tray: a | in a name\n\n```\nError: no\n    at ./test/x.ts:1:2\n    at ~/y.ts:3:4\n```');
  expect(reportOf([], [held], [])).not.toContain('What did not hold');
});

it('lists the steps that the manual check has, numbered from 1', () => {
  expect(manualSteps().slice(0, 2)).toEqual(['install', 'keychain']);
  expect(manualSteps().length).toBeGreaterThan(10);
});
