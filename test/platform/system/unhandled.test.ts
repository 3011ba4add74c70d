import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog } from '../../../main/platform/system/log.ts';
import { logUnhandled } from '../../../main/platform/system/unhandled.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockpass-unhandled-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const aProgram = () => {
  const [program, application] = [new EventEmitter(), new EventEmitter()];
  logUnhandled(createLog({ folder }), program, application);
  const lines = (): Record<string, unknown>[] =>
    readFileSync(join(folder, 'dockpass.log'), 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
  return { program, application, lines };
};

function openVault(): Error {
  return Object.assign(new TypeError('no such token: s3cret-token\n    at s3cret (s3cret-token.js:1:1)'), {
    code: 'ENOENT',
  });
}

it('an error that nobody handled leaves its kind and where it came from, and nothing it says', () => {
  const { program, lines } = aProgram();
  program.emit('uncaughtException', openVault());
  const [line] = lines();
  expect(line).toMatchObject({ event: 'uncaught-exception', kind: 'TypeError', code: 'ENOENT' });
  expect(line?.at1).toMatch(/^openVault unhandled\.test\.ts:\d+:\d+$/);
  expect(JSON.stringify(line)).not.toContain('s3cret');
});

it.each([
  ['s3cret-token', 'string'],
  [undefined, 'undefined'],
  [{ token: 's3cret-token' }, 'object'],
])('a rejection with %j leaves what it was', (reason, kind) => {
  const { program, lines } = aProgram();
  program.emit('unhandledRejection', reason);
  expect(lines()).toEqual([{ at: expect.any(String), event: 'unhandled-rejection', kind }]);
});

it('a process of Electron’s own that ends is noted', () => {
  const { application, lines } = aProgram();
  application.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 139, name: 'x' });
  expect(lines()).toMatchObject([{ event: 'process-gone', type: 'GPU', reason: 'crashed', exitCode: 139 }]);
});
