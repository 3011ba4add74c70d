import { basename } from 'node:path';
import { longestWords } from '../../core/base/limits.ts';
import type { Log } from '../../core/ports/log.ts';

type Emitter = Pick<NodeJS.EventEmitter, 'on'>;

/** As many of the places it came through as one line of the log takes. */
const mostPlaces = 6;
/** Longer than the line of any place in our bundles. */
const longestPlace = 300;

/**
 * Notes what nobody handled and goes on: a tray app that ends without a word is worse than one that missed something.
 * The kind and the places only, never the message: that may quote what was handled.
 */
export const logUnhandled = (log: Log, program: Emitter = process, application?: Emitter): void => {
  const note = (event: string) => (problem: unknown) => log.write(event, factsOf(problem));
  program.on('uncaughtException', note('uncaught-exception'));
  program.on('unhandledRejection', note('unhandled-rejection'));
  application?.on('child-process-gone', (_event: unknown, { type, reason, exitCode }: Electron.Details): void =>
    log.write('process-gone', { type, reason, exitCode }),
  );
};

function factsOf(problem: unknown): Record<string, string> {
  if (!(problem instanceof Error)) return { kind: typeof problem };
  const code = 'code' in problem && typeof problem.code === 'string' ? { code: problem.code } : {};
  return { kind: problem.name, ...code, ...placesOf(problem) };
}

/** `name main.js:12:3`, one fact each, so that no line is long enough to be taken for something secret. */
function placesOf({ stack = '', message }: Error): Record<string, string> {
  // The message stands in front of the places and may look like one of them.
  const start = stack.indexOf(message) + message.length;
  const lines = stack.slice(start, start + longestWords).split('\n');
  const places = lines.filter(line => line.length <= longestPlace).map(placeOf);
  const named = places.filter(place => place !== undefined).slice(0, mostPlaces);
  return Object.fromEntries(named.map((place, index) => [`at${index + 1}`, place]));
}

function placeOf(line: string): string | undefined {
  const [, name = '', at] = /^ {4}at (?:(\S+) )?.*?([^/\\( ]+:\d+:\d+)\)?$/.exec(line) ?? [];
  return at === undefined ? undefined : `${name} ${basename(at)}`.trim();
}
