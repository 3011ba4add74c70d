import { stripVTControlCharacters } from 'node:util';
import * as v from 'valibot';

// What failed, in a few lines each, for the end of a run: of a long output, its end is what is always kept.

const linesShown = 8;
const indent = '    ';

/** The first lines of a text, in plain characters, or its last ones. */
const some = (text: string, from: 'start' | 'end' = 'start'): readonly string[] => {
  const lines = stripVTControlCharacters(text)
    .split('\n')
    .map(line => line.trimEnd())
    .filter(line => line !== '');
  const shown = from === 'start' ? lines.slice(0, linesShown) : lines.slice(-linesShown);
  return shown.map(line => indent + line.slice(0, 1000));
};

const unitReport = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.optional(v.string(), ''),
      assertionResults: v.array(
        v.object({
          fullName: v.string(),
          status: v.string(),
          failureMessages: v.optional(v.nullable(v.array(v.string())), []),
        }),
      ),
    }),
  ),
});

/** Of Vitest's JSON report: each failed test with its file, and each file that could not be run. */
export const failedUnits = (report: unknown): readonly string[] =>
  v.parse(unitReport, report).testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter(one => one.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [name, ...some(message)] : [];
    return failed.flatMap(one => [`${name}: ${one.fullName}`, ...some((one.failureMessages ?? []).join('\n'))]);
  });

/** Of what Vitest printed: each error that no test waited for, with where it came from. Its JSON report leaves them out. */
export const unhandledErrors = (output: string): readonly string[] =>
  stripVTControlCharacters(output)
    .split(/^(?=⎯+ Unhandled (?:Rejection|Exception|Error) ⎯+$)/m)
    .slice(1)
    .flatMap(one => {
      const origin = /^The last test to run before this error was .*$/m.exec(one)?.[0];
      return [...some(one), ...(origin === undefined ? [] : some(origin))];
    });

const errors = v.optional(v.array(v.object({ message: v.optional(v.string(), '') })), []);
const spec = v.object({
  title: v.string(),
  file: v.string(),
  tests: v.array(v.object({ status: v.string(), results: v.array(v.object({ errors })) })),
});
interface Suite {
  readonly title: string;
  readonly specs: readonly v.InferOutput<typeof spec>[];
  readonly suites: readonly Suite[];
}
const suite: v.GenericSchema<unknown, Suite> = v.object({
  title: v.string(),
  specs: v.optional(v.array(spec), []),
  suites: v.optional(v.array(v.lazy(() => suite)), []),
});
const endToEndReport = v.object({ errors, suites: v.array(suite) });

/** Of Playwright's JSON report: each failed test, and what kept it from running. */
export const failedEndToEnd = (report: unknown): readonly string[] => {
  const { errors: around, suites } = v.parse(endToEndReport, report);
  const ofSuite = (one: Suite): readonly string[] => [
    ...one.specs.flatMap(({ title, file, tests }) =>
      tests.flatMap(({ status, results }) => {
        if (status !== 'unexpected') return [];
        const said = results.flatMap(result => result.errors).map(({ message }) => message);
        return [`${file}: ${title}`, ...some(said[0] ?? '')];
      }),
    ),
    ...one.suites.flatMap(ofSuite),
  ];
  return [...around.flatMap(({ message }) => some(message)), ...suites.flatMap(ofSuite)];
};

/** Of what the kill runs printed: each failure, and how the same is drawn again. */
export const failedKills = (output: string): readonly string[] => {
  const failed = output.split('\n').filter(line => /^kill \d+ of /.test(line));
  const seed = /^seed (\S+)/m.exec(output)?.[1];
  const again = seed === undefined ? [] : [`draws the same again: npm run faults -- --app 0 --seed ${seed}`];
  return [...(failed.length > 0 ? failed : some(output, 'end')), ...again];
};

/** Of what the simulation printed: each rule that broke and where, and how to live through that world again. */
export const failedWorlds = (output: string): readonly string[] => {
  const failed = output.split('\n').filter(line => /^== I\d|^ {3}world \d+ \(again/.test(line));
  return failed.length > 0 ? failed : some(output, 'end');
};

/** Of what the conformance run printed: each case that did not hold, and why. */
export const failedCases = (output: string): readonly string[] =>
  (output.match(/^FAIL .*(\n {6}.*){0,4}/gm) ?? []).flatMap(one => one.split('\n'));

/** Of a step that counts nothing itself, or broke off: its last words. */
export const lastWords = (output: string): readonly string[] => some(output, 'end');
