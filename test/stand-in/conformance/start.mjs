// Runs the cases on whichever Electron executes this folder. An Electron whose Node cannot strip types gets them
// stripped by the build tool's parser.

import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

if (!process.features.typescript) {
  const { transformSync } = await import('rolldown/utils');
  registerHooks({
    load(url, context, nextLoad) {
      if (!url.endsWith('.ts')) return nextLoad(url, context);
      const file = fileURLToPath(url);
      const { code } = transformSync(file, readFileSync(file, 'utf8'));
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
}
await import('./run.ts');
