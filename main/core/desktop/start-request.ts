/** What a start was asked for on its command line; the first one of these that it names. */
type StartRequest = 'version' | 'quit' | 'quick-copy' | 'hide' | 'show';

const requests: readonly (readonly [argument: string, request: StartRequest])[] = [
  ['--version', 'version'],
  ['--quit', 'quit'],
  ['--quick-copy', 'quick-copy'],
  ['--hidden', 'hide'],
];

/** Reads a command line. What is not ours is left alone: Chromium adds switches of its own, and the order is not kept. */
export const readArguments = (argv: readonly string[]): StartRequest =>
  requests.find(([argument]) => argv.includes(argument))?.[1] ?? 'show';

/** What a second start passed on: its own reading, or its command line where that did not come through. */
export const readSecondStart = (passed: unknown, argv: readonly string[]): StartRequest => {
  const request: unknown = typeof passed === 'object' && passed !== null ? Reflect.get(passed, 'request') : undefined;
  return requests.find(([, known]) => known === request)?.[1] ?? (request === 'show' ? 'show' : readArguments(argv));
};
