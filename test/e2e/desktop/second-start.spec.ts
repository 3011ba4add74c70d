import { expect } from '@playwright/test';
import { startAgain } from '../steps/start-again.ts';
import { isPanelShown, isRunning, test, windowsOf } from '../steps/storage-steps.ts';

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
