import { expect, it } from 'vitest';
import { failedCases, failedEndToEnd, failedKills, failedUnits, failedWorlds, unhandledErrors } from './failures.ts';

it('names a failed unit test with its file and the first lines of its error', () => {
  const test = {
    fullName: 'renewing, whatever happens',
    status: 'failed',
    failureMessages: ['\u001b[31mError: late\n  at a\n'],
  };
  const passed = { fullName: 'renews', status: 'passed', failureMessages: [] };
  const testResults = [
    { name: '/test/core/model.test.ts', status: 'failed', message: '', assertionResults: [passed, test] },
    { name: '/test/broken.test.ts', status: 'failed', message: 'cannot be read', assertionResults: [] },
    { name: '/test/good.test.ts', status: 'passed', message: '', assertionResults: [passed] },
  ];
  expect(failedUnits({ testResults })).toEqual([
    '/test/core/model.test.ts: renewing, whatever happens',
    '    Error: late',
    '      at a',
    '/test/broken.test.ts',
    '    cannot be read',
  ]);
});

it('names an error that no unit test waited for, and the test that ran then', () => {
  const output = [
    '\u001b[31m⎯⎯⎯⎯⎯⎯\u001b[39m\u001b[1m Unhandled Errors \u001b[22m\u001b[31m⎯⎯⎯⎯⎯⎯\u001b[39m',
    '',
    '\u001b[31m⎯⎯⎯⎯\u001b[39m\u001b[1m Unhandled Rejection \u001b[22m\u001b[31m⎯⎯⎯⎯⎯\u001b[39m',
    'DockpassError: cancelled',
    ...Array.from({ length: 20 }, (_, at) => ` ❯ somewhere.ts:${at}`),
    'The last test to run before this error was "ends a sign-in". This means either:',
    ' Test Files  218 passed (218)',
    '     Errors  1 error',
  ].join('\n');
  expect(unhandledErrors(output)).toEqual([
    '    ⎯⎯⎯⎯ Unhandled Rejection ⎯⎯⎯⎯⎯',
    '    DockpassError: cancelled',
    ...Array.from({ length: 6 }, (_, at) => `     ❯ somewhere.ts:${at}`),
    '    The last test to run before this error was "ends a sign-in". This means either:',
  ]);
  expect(unhandledErrors('Tests  2 passed')).toEqual([]);
});

it('names an end-to-end test that failed', () => {
  const spec = (title: string, status: string, ...messages: string[]) => ({
    title,
    file: 'a.spec.ts',
    tests: [{ status, results: messages.map(message => ({ errors: [{ message }] })) }],
  });
  const suites = [
    {
      title: 'a.spec.ts',
      specs: [spec('opens', 'expected'), spec('closes', 'unexpected', 'one', 'other')],
      suites: [{ title: 'inside', specs: [spec('waits', 'unexpected', 'too late')] }],
    },
  ];
  expect(failedEndToEnd({ errors: [{ message: 'no tests' }], suites })).toEqual([
    '    no tests',
    'a.spec.ts: closes',
    '    one',
    'a.spec.ts: waits',
    '    too late',
  ]);
});

it('names what a kill cost, and how it is drawn again', () => {
  const output = 'seed 7 (the same)\n50 kills\nkill 6 of the core: accounts lost: a\nkills  10\n10 kills, 1 failures\n';
  expect(failedKills(output)).toEqual([
    'kill 6 of the core: accounts lost: a',
    'draws the same again: npm run faults -- --app 0 --seed 7',
  ]);
  expect(failedKills('seed 7 (x)\nError: it ended by itself\n')).toContain('    Error: it ended by itself');
});

it('names each rule that a simulated world broke, and the seed of that world', () => {
  const output =
    '== I1 lost, at the end of: renew\n   facts\n   world 7 (again: --replay 7), 3 steps:\n     A starts\n';
  expect(failedWorlds(output)).toEqual([
    '== I1 lost, at the end of: renew',
    '   world 7 (again: --replay 7), 3 steps:',
  ]);
  expect(failedWorlds('Error: it broke off\n')).toContain('    Error: it broke off');
});

it('names each case that the stand-in did not hold, and why', () => {
  expect(failedCases('ok    one\nFAIL  two\n      Error: no\nok    three\n')).toEqual(['FAIL  two', '      Error: no']);
});
