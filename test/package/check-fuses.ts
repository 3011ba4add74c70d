import { getCurrentFuseWire } from '@electron/fuses';

/**
 * The fuses of the packed program, in Electron's order:
 * https://www.electronjs.org/docs/latest/tutorial/fuses#which-fuses-are-there
 */
const wanted: readonly (readonly [string, boolean])[] = [
  ['runAsNode', false],
  ['cookieEncryption', true],
  ['nodeOptions', false],
  ['nodeCliInspect', false],
  ['embeddedAsarIntegrityValidation', true],
  ['onlyLoadAppFromAsar', true],
  ['loadBrowserProcessSpecificV8Snapshot', false],
  ['grantFileProtocolExtraPrivileges', false],
  ['wasmTrapHandlers', true],
];

/** What the fuse wire of `program` has other than wanted. */
export const checkFuses = async (program: string): Promise<readonly string[]> => {
  const { version, ...wire } = await getCurrentFuseWire(program);
  // The wire holds the characters 0 and 1.
  const found = Object.values(wire).map(state => String.fromCharCode(Number(state)));
  const expected = wanted.map(([, on]) => (on ? '1' : '0'));
  if (version !== '1' || found.length !== expected.length) return [`fuse wire ${version} of ${found.length} fuses`];
  return wanted.filter((_, index) => found[index] !== expected[index]).map(([name]) => `fuse ${name} is not as wanted`);
};
