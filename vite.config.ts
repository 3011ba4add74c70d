import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { catalogueFile, catalogues } from './preload/text/compile.ts';
import { alone } from './test/support/alone.ts';

const here = (path: string): string => resolve(import.meta.dirname, path);

/** What Vite writes of each package that it put into a bundle. */
interface License {
  readonly name: string;
  readonly version: string;
  readonly identifier?: string;
  readonly text?: string;
}

/** One text with the licence of every package in any bundle, for the installers. */
const writeLicenses = (folders: readonly string[]): void => {
  const sections = folders.flatMap(folder => {
    const file = here(`dist/${folder}/licenses.json`);
    const found: readonly License[] = JSON.parse(readFileSync(file, 'utf8'));
    rmSync(file);
    return found.map(({ name, version, identifier, text }) => `## ${name} ${version} (${identifier})\n\n${text}\n`);
  });
  const text = ['# Packages in Dockpass and their licenses\n', ...[...new Set(sections)].sort()].join('\n');
  writeFileSync(here('dist/third-party-licenses.md'), text);
};

/** A file of texts is named after language and part: `text-de-…`, `text-de-dialogs-…`; what no package holds `pseudo-en-XA-…`. */
const chunkNamed =
  (folder: string) =>
  ({ facadeModuleId }: { readonly facadeModuleId?: string | null }): string => {
    const [, , language, pseudo, part] = catalogueFile.exec(facadeModuleId ?? '') ?? [];
    if (language === undefined) return `${folder}[name]-[hash].js`;
    const name = pseudo === undefined ? `text-${language}` : `pseudo-${pseudo}`;
    return `${folder}${part === undefined ? name : `${name}-${part}`}-[hash].js`;
  };

const unused = '\0unused';
/**
 * electron-store checks with Ajv what it is given a `schema` for, and compares versions with semver for its `migrations`;
 * it is given neither here. Together they are half of main's code and much of the time that it takes to load at every
 * start, so the bundle goes without.
 */
const withoutUnused: Plugin = {
  name: 'without-unused',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'main',
  resolveId: id => (/^(ajv|ajv-formats|semver)($|\/)/.test(id) ? unused : undefined),
  load: id =>
    id === unused
      ? 'const missing = () => { throw new Error("not in the bundle"); };\n' +
        'export { missing as Ajv2020 };\nexport default new Proxy({}, { get: missing });'
      : undefined,
};

/**
 * What Vite puts around `import()` to fetch a chunk's styles and its other chunks ahead. Ours have neither: every style is
 * the page's own, and what chunks share is there before.
 */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: id => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = load => load();' : undefined),
};

const unitTests = ['test/**/*.test.ts', 'test/**/*.test.tsx'];
const notUnit = ['test/e2e/**', 'node_modules/**'];

/**
 * Three outputs from one build: the renderer's pages, the ESM main process, and the sandboxed preload, which Electron
 * runs as a function body and which therefore must be one CommonJS file. `electron` itself is never bundled.
 */
export default defineConfig({
  root: here('renderer'),
  base: './',
  plugins: [react(), withoutUnused, plainImports, catalogues],
  build: {
    emptyOutDir: true,
    license: { fileName: 'licenses.json' },
    target: 'chrome146',
    modulePreload: { polyfill: false },
  },
  builder: {
    buildApp: async builder => {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
      writeLicenses(['main', 'preload', 'renderer']);
    },
  },
  environments: {
    client: {
      build: {
        outDir: here('dist/renderer'),
        rolldownOptions: {
          input: ['index', 'sign-in-bar', 'quick', 'question'].map(page => here(`renderer/${page}.html`)),
          // One file for what quick copy needs too, which goes without React, and one for the rest that pages share: each
          // file more is one more to ask for before the first picture.
          output: {
            codeSplitting: {
              groups: [
                {
                  name: 'basis',
                  minShareCount: 2,
                  priority: 1,
                  test: /\/preload\/|\/renderer\/(text\/(text\.ts|en\.json|page-language\.ts)|state\/(bridge|page-part|search)\.ts)$/,
                },
                { name: 'shared', minShareCount: 2, test: /\.(ts|tsx|js|json)$/ },
              ],
            },
            chunkFileNames: chunkNamed('assets/'),
          },
        },
      },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: here('dist/main'),
        target: 'node24',
        minify: false,
        rolldownOptions: {
          input: { main: here('main/main.ts') },
          external: ['electron', /^node:/],
          output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: chunkNamed('') },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: here('dist/preload'),
        target: 'chrome146',
        minify: false,
        rolldownOptions: {
          input: { index: here('preload/index.ts') },
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
  },
  test: {
    root: here('.'),
    alias: { electron: here('test/support/electron-module.ts') },
    testTimeout: 60_000,
    // Vitest leaves one core to itself, which on two cores is half of them.
    maxWorkers: '100%',
    env: { TZ: 'Europe/Amsterdam' },
    projects: [
      {
        extends: true,
        test: { name: 'together', include: unitTests, exclude: [...notUnit, ...alone], isolate: false },
      },
      { extends: true, test: { name: 'alone', include: alone, exclude: notUnit } },
    ],
  },
});
