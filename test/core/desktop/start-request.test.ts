import { expect, it } from 'vitest';
import { readArguments, readSecondStart } from '../../../main/core/desktop/start-request.ts';

it.each([
  [[], 'show'],
  [['--hidden'], 'hide'],
  [['--original-process-start-time=1', '--quit'], 'quit'],
  [['--hidden', '--quit'], 'quit'],
  [['--quick-copy'], 'quick-copy'],
  [['--quit', '--version'], 'version'],
  [['--hidden=no', 'hidden', '-v'], 'show'],
])('a start with %j is to %s', (args, request) => {
  expect(readArguments(['dockpass', '.', ...args])).toBe(request);
});

it.each([
  [{ request: 'quit' }, [], 'quit'],
  [{ request: 'show' }, ['--hidden'], 'show'],
  [{ request: 'format-disk' }, ['--hidden'], 'hide'],
  [null, ['--quit'], 'quit'],
  ['quit', [], 'show'],
])('a second start that passes %j and %j is to %s', (passed, argv, request) => {
  expect(readSecondStart(passed, argv)).toBe(request);
});
