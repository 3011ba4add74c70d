import { registerHooks } from 'node:module';

// Loaded ahead of everything (`node --import`): `electron` is the double beside this file.
const double = new URL('./electron-double.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    // `require` asks the package for the program's path.
    specifier === 'electron' && context.conditions.includes('import')
      ? { url: double, shortCircuit: true }
      : next(specifier, context),
});
