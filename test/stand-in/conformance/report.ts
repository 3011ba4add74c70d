import { homedir } from 'node:os';
import { dirname } from 'node:path';

// The file that `npm run conformance` leaves for an issue: on what it ran, and what became of each case.

/** What became of one case. */
export interface Outcome {
  readonly name: string;
  readonly source: string;
  readonly ms: number;
  /** What it failed with. */
  readonly error?: string;
}

/** What it ran on, as pairs of a name and a value. */
export type Surroundings = readonly (readonly [name: string, value: string])[];

const project = dirname(dirname(dirname(import.meta.dirname)));

/** Without the folders of whoever ran it: the report is made to be shown to others. */
const withoutPlaces = (text: string): string => text.replaceAll(project, '.').replaceAll(homedir(), '~');

const cell = (text: string): string => withoutPlaces(text).replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

const failureOf = ({ name, error }: Outcome): readonly string[] =>
  error === undefined ? [] : [`### ${name}`, '', '```', withoutPlaces(error), '```', ''];

/** The report as Markdown. `steps` are those of the manual check, for the person to tick off. */
export function reportOf(surroundings: Surroundings, outcomes: readonly Outcome[], steps: readonly string[]): string {
  const failed = outcomes.filter(({ error }) => error !== undefined);
  return [
    '# Conformance',
    '',
    `${outcomes.length - failed.length} held, ${failed.length} did not.`,
    '',
    '| | |',
    '| --- | --- |',
    ...surroundings.map(([name, value]) => row(name, value)),
    '',
    ...(failed.length === 0 ? [] : ['## What did not hold', '', ...failed.flatMap(failureOf)]),
    '## By hand',
    '',
    'Steps of the manual check in `test/README.md`. Tick what was right, write beside it what was not, leave the rest.',
    '',
    ...steps.map((step, index) => `- [ ] ${index + 1}. ${step}:`),
    '',
    '## Cases',
    '',
    '| case | | ms | restates |',
    '| --- | --- | --- | --- |',
    ...outcomes.map(({ name, source, ms, error }) =>
      row(name, error === undefined ? 'held' : '**failed**', `${ms}`, source),
    ),
    '',
  ].join('\n');
}
