/**
 * Unit tests that put something else in the place of a module, or of what the system gives: each has modules of its own.
 * All others of a worker share theirs, for loading every module anew for each file takes half as long as the tests.
 */
export const alone = [
  'test/core/formats/added-format.test.ts',
  'test/platform/windows/secret-window.test.ts',
  'test/platform/storage/save-order.test.ts',
  'test/platform/storage/vault-key-zeroed.test.ts',
  'test/simulate/**/*.test.ts',
];
