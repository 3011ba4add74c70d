import * as v from 'valibot';

const budgetSeconds = 120;

const spec = v.object({
  file: v.string(),
  tests: v.array(v.object({ results: v.array(v.object({ duration: v.number() })) })),
});
interface Suite {
  readonly specs: readonly v.InferOutput<typeof spec>[];
  readonly suites: readonly Suite[];
}
const suite: v.GenericSchema<unknown, Suite> = v.object({
  specs: v.optional(v.array(spec), []),
  suites: v.optional(v.array(v.lazy(() => suite)), []),
});
const report = v.object({ config: v.object({ workers: v.number() }), suites: v.array(suite) });

/** Of Playwright's JSON report: how long the hostile pages took beside their budget; nothing where none was shown. */
export const hostileTime = (written: unknown): readonly string[] => {
  const { config, suites } = v.parse(report, written);
  const specsOf = (one: Suite): readonly v.InferOutput<typeof spec>[] => [...one.specs, ...one.suites.flatMap(specsOf)];
  const pages = suites.flatMap(specsOf).filter(({ file }) => file.endsWith('hostile.spec.ts'));
  if (pages.length === 0) return [];
  const all = pages.flatMap(({ tests }) => tests.flatMap(({ results }) => results));
  // The workers share them; other tests run meanwhile, so their beginning and end say nothing.
  const seconds = all.reduce((sum, { duration }) => sum + duration, 0) / 1000 / config.workers;
  const words = seconds <= budgetSeconds ? '' : ': LATE';
  return [`${pages.length} hostile pages took ${Math.round(seconds)} s of ${budgetSeconds} s${words}`];
};
