import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from '../support/project-root.ts';

/** A part of the platform layer on plain Node: `electron` is the module the unit tests use, as vite.config.ts says for them. */
export async function importPlatform<Module>(path: string): Promise<Module> {
  const electron = new URL('../support/electron-module.ts', import.meta.url).href;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron'
        ? { url: electron, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  });
  try {
    // The caller names the module it asks for: `importPlatform<typeof import('…')>('…')`.
    return (await import(join(projectRoot, 'main/platform', path))) as Module;
  } finally {
    hooks.deregister();
  }
}
