import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Every file the archive may hold; names that carry a hash are given by what is around it. */
const expectedInside: readonly RegExp[] = [
  /^package\.json$/,
  /^dist\/main\/(main|compose|text-[a-z]+|intl-localematcher)(-[\w-]+)?\.js$/,
  /^dist\/preload\/index\.cjs$/,
  /^dist\/renderer\/(index|sign-in-bar|quick|question)\.html$/,
  /^dist\/renderer\/assets\/[\w-]+\.(js|css)$/,
];
const needed = [
  ...['package.json', 'dist/main/main.js', 'dist/preload/index.cjs'],
  ...['dist/renderer/index.html', 'dist/renderer/sign-in-bar.html', 'dist/renderer/quick.html'],
  'dist/renderer/question.html',
];
const licensesFile = 'LICENSES.third-party.md';
/** What must lie around the archive: its program and every licence. */
const neededAround = [
  ...['dockpass', 'resources/app.asar', 'LICENSE.electron.txt', 'LICENSES.chromium.html', licensesFile],
  ...['dockpass', 'dockpass.1', 'dockpass.ps1'].map(name => `resources/command/${name}`),
  ...['_dockpass', 'dockpass.bash', 'dockpass.fish', 'dockpass-completion.ps1'].map(
    name => `resources/command/completions/${name}`,
  ),
];

/** What is wrong with the files around (`packed`) and in (`unpacked`) the archive. */
export const checkFiles = (root: string, packed: string, unpacked: string): readonly string[] => {
  const inside = filesUnder(unpacked);
  const around = filesUnder(packed);
  return [
    ...inside.filter(file => !expectedInside.some(one => one.test(file))).map(file => `app.asar holds ${file}`),
    ...needed.filter(file => !inside.includes(file)).map(file => `app.asar lacks ${file}`),
    ...neededAround.filter(file => !around.includes(file)).map(file => `beside app.asar there is no ${file}`),
    ...around
      .filter(file => file.startsWith('resources/app') && file !== 'resources/app.asar')
      .map(file => `beside app.asar there is ${file}`),
    ...inside.filter(file => namesSourceMap(join(unpacked, file))).map(file => `${file} names a source map`),
    ...checkManifest(unpacked),
    ...(around.includes(licensesFile) ? checkLicenses(root, packed) : []),
  ];
};

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));

const namesSourceMap = (file: string): boolean => /^\/[/*][#@]\s*sourceMappingURL=/m.test(readFileSync(file, 'utf8'));

const read = (file: string): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8'));

function checkManifest(unpacked: string): readonly string[] {
  const manifest = read(join(unpacked, 'package.json'));
  const left = ['devDependencies', 'scripts'].filter(name => Object.keys(Object(manifest[name])).length > 0);
  return left.map(name => `package.json still has ${name}`);
}

/** Only what Dockpass depends on at run time may be in the bundles, and each with its licence. */
function checkLicenses(root: string, packed: string): readonly string[] {
  const text = readFileSync(join(packed, licensesFile), 'utf8');
  const named = [...text.matchAll(/^## (\S+) (\S+) \((.+)\)$/gm)].map(([, name = '', , license = '']) => ({
    name,
    license,
  }));
  const wanted = Object.keys(Object(read(join(root, 'package.json')).dependencies));
  const runTime = runTimePackages(root);
  return [
    ...wanted.filter(name => !named.some(one => one.name === name)).map(name => `no licence of ${name}`),
    ...named.filter(({ license }) => license === 'undefined').map(({ name }) => `licence of ${name} is not named`),
    ...named.filter(({ name }) => !runTime.has(name)).map(({ name }) => `${name} is bundled but only for development`),
  ];
}

/** Names of the packages that the lock file does not mark as for development. */
function runTimePackages(root: string): ReadonlySet<string> {
  const packages: Record<string, { readonly dev?: boolean }> = Object(read(join(root, 'package-lock.json')).packages);
  const names = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true);
  return new Set(names.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)));
}
