import { expect, it } from 'vitest';
import { hostileTime } from './hostile-time.ts';

const spec = (file: string, seconds: number) => ({
  title: 'a page',
  file,
  tests: [{ results: [{ duration: seconds * 1000 }] }],
});
const reportOf = (...specs: readonly object[]) => ({
  config: { workers: 2 },
  suites: [{ title: 'e2e', suites: [{ title: 'one', specs }] }],
});

it('says how long the hostile pages took, shared by the workers', () => {
  const report = reportOf(spec('e2e/hostile.spec.ts', 60), spec('e2e/hostile.spec.ts', 20), spec('e2e/a.spec.ts', 9));
  expect(hostileTime(report)).toEqual(['2 hostile pages took 40 s of 120 s']);
});

it('says it when they were late, and nothing when none was shown', () => {
  expect(hostileTime(reportOf(spec('e2e/hostile.spec.ts', 241)))).toEqual([
    '1 hostile pages took 121 s of 120 s: LATE',
  ]);
  expect(hostileTime(reportOf(spec('e2e/a.spec.ts', 9)))).toEqual([]);
});
