import { gaps as desktop } from './desktop/gaps.ts';
import { gaps as web } from './web/gaps.ts';

/** Everything the stand-in cannot reproduce, one sentence each. `node test/stand-in/gaps.ts` prints it. */
export const standInGaps: readonly string[] = [...web, ...desktop];

if (process.argv[1] === import.meta.filename) {
  console.log('What the stand-in cannot show about a real Electron:');
  for (const gap of standInGaps) console.log(`- ${gap}`);
}
