import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect } from '@playwright/test';
import { projectRoot } from '../support/project-root.ts';
import { type Computer, isPanelShown, isRunning, test, windowsOf } from './keeping-steps.ts';

interface Ended {
  readonly code: number | null;
  readonly printed: string;
}

/** Starts the program once more on the same data, as a person, the desktop or a script does; ends when it has ended. */
function startAgain({ userData }: Computer, ...args: readonly string[]): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const child = spawn(path.join(projectRoot, 'test/stand-in/electron'), ['.', ...args], {
    cwd: projectRoot,
    env: { ...process.env, DOCKPASS_USER_DATA: userData },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.once('close', code => resolve({ code, printed }));
  return promise;
}

test('a second start shows the panel, stays hidden, or ends the first, as it is asked', { tag: '@stand-in' }, async ({
  computer,
}) => {
  const run = await computer.launch();
  const [panel] = await windowsOf(run);
  await run.control('closeWindow', { id: panel?.id });
  expect(await startAgain(computer, '--hidden')).toEqual({ code: 0, printed: '' });
  expect(await isPanelShown(run)).toBe(false);
  await startAgain(computer);
  await expect.poll(() => isPanelShown(run)).toBe(true);
  expect(await startAgain(computer, '--version')).toEqual({ code: 0, printed: 'Dockpass 0.1.0\n' });
  await startAgain(computer, '--quit');
  await expect.poll(() => isRunning(computer)).toBe(false);
});

test('asking for the version, or to end what does not run, starts nothing', { tag: '@stand-in' }, async ({
  computer,
}) => {
  expect(await startAgain(computer, '--version')).toEqual({ code: 0, printed: 'Dockpass 0.1.0\n' });
  expect(await startAgain(computer, '--quit')).toEqual({ code: 0, printed: '' });
  expect(isRunning(computer)).toBe(false);
});
