import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A folder that Electron takes for the application: it starts the host, then what is built in `root`. Made once a test
 * process, and gone with it.
 */
export const prepareHostedApp = async (root: string): Promise<string> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dockpass-host-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // Only a run on Electron itself needs a bundler while it starts.
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: import.meta.dirname,
    build: {
      ssr: 'host.ts',
      outDir: folder,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rolldownOptions: { external: ['electron'], output: { format: 'esm', entryFileNames: 'host.js' } },
    },
  });
  const { name, productName, version, desktopName } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const manifest = { name, productName, version, desktopName, type: 'module', main: 'start.js' };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const application = pathToFileURL(path.join(root, 'dist/main/main.js')).href;
  const start = `import { startHost } from './host.js';\nawait startHost();\nawait import('${application}');\n`;
  writeFileSync(path.join(folder, 'start.js'), start);
  return folder;
};
