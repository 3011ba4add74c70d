import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

// Who may import whom, which globals the pure core may touch, how large a folder may be: read from the sources.

const root = join(import.meta.dirname, '..');

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
  readonly typeOnly: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly exported: readonly string[];
  /** `<specifier> <name>`; the name is `*` for all of them. */
  readonly taken: ReadonlySet<string>;
  readonly hasDefaultExport: boolean;
}

const isNode = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Free-standing identifiers: not property names, not keys of object literals, not types. */
const walk = (
  node: unknown,
  visit: (node: Record<string, unknown>, parent?: Record<string, unknown>) => void,
): void => {
  const step = (value: unknown, parent?: Record<string, unknown>): void => {
    if (Array.isArray(value)) for (const item of value) step(item, parent);
    else if (isNode(value)) {
      if (typeof value.type === 'string') visit(value, parent);
      for (const [key, child] of Object.entries(value))
        if (key !== 'parent') step(child, typeof value.type === 'string' ? value : parent);
    }
  };
  step(node);
};

const isFreeIdentifier = (node: Record<string, unknown>, parent: Record<string, unknown> | undefined): boolean => {
  if (node.type !== 'Identifier' || parent === undefined) return false;
  if (parent.type === 'MemberExpression' && parent.property === node && parent.computed !== true) return false;
  if ((parent.type === 'Property' || parent.type === 'PropertyDefinition') && parent.key === node) return false;
  return !String(parent.type).startsWith('TS');
};

const nodesIn = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isNode) : [];
const nameOf = (node: unknown): readonly string[] => (isNode(node) && typeof node.name === 'string' ? [node.name] : []);

const importedNames = ({ type, specifiers }: Record<string, unknown>): readonly string[] =>
  type === 'ImportDeclaration'
    ? nodesIn(specifiers).flatMap(one => (isNode(one.imported) ? nameOf(one.imported) : ['*']))
    : ['*'];

const exportedNames = ({ declaration }: Record<string, unknown>): readonly string[] => {
  if (!isNode(declaration)) return [];
  return [...nameOf(declaration.id), ...nodesIn(declaration.declarations).flatMap(({ id }) => nameOf(id))];
};

const readSource = (path: string): Source => {
  const text = readFileSync(join(root, path), 'utf8');
  const program = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' });
  const imports: string[] = [];
  const typeOnly = new Set<string>();
  const names = new Set<string>();
  const exported: string[] = [];
  const taken = new Set<string>();
  let hasDefaultExport = false;
  walk(program, (node, parent) => {
    const from = isNode(node.source) ? node.source.value : undefined;
    if (/^(Import|Export(Named|All))(Declaration|Expression)$/.test(String(node.type)) && typeof from === 'string') {
      imports.push(from);
      if (node.importKind === 'type' || node.exportKind === 'type') typeOnly.add(from);
      for (const name of importedNames(node)) taken.add(`${from} ${name}`);
    }
    if (node.type === 'ExportNamedDeclaration') exported.push(...exportedNames(node));
    if (node.type === 'ExportDefaultDeclaration') hasDefaultExport = true;
    if (isFreeIdentifier(node, parent)) names.add(String(node.name));
  });
  return { path, text, imports, typeOnly, names, exported, taken, hasDefaultExport };
};

const sourcesUnder = (folder: string): readonly Source[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(entry => readSource(relative(root, join(entry.parentPath, entry.name))));

const all = ['main', 'preload', 'renderer', 'test'].flatMap(sourcesUnder);
const under = (...folders: readonly string[]): readonly Source[] =>
  all.filter(source => folders.some(folder => source.path.startsWith(folder)));

/** Where an import leads: a path from the root for our own files, the package's name otherwise. */
const target = (source: Source, specifier: string): string =>
  specifier.startsWith('.') ? relative(root, resolve(root, dirname(source.path), specifier)) : specifier;

const offences = (
  sources: readonly Source[],
  allowed: (to: string, source: Source, specifier: string) => boolean,
): readonly string[] =>
  sources.flatMap(source =>
    source.imports
      .filter(one => !allowed(target(source, one), source, one))
      .map(one => `${source.path} imports ${one}`),
  );

/** The wings of the core, the highest first. A wing imports only wings of the rows below its own. main/README.md draws it. */
const wings: readonly (readonly string[])[] = [
  ['core.ts'],
  ['system'],
  ['details'],
  ['activity'],
  ['desktop'],
  ['programs'],
  ['lock'],
  ['accounts'],
  ['account-lists', 'backup', 'copy'],
  ['renewal'],
  ['vault'],
  ['settings', 'sign-in', 'formats'],
  ['oauth'],
  ['ports'],
  ['base'],
];
const mostFilesInFolder = 20;

/** The words of one side, and the formatter of both. */
const isText = (path: string): boolean => /^(main|preload)\/text\//.test(path);
const isContract = (path: string): boolean => path.startsWith('preload/contract/');
const isOurs = (path: string): boolean => /^(main|preload|renderer|test)\//.test(path);

/** Says what was found, for whoever reads the output of a run, and fails where it is more than nothing. */
const expectNone = (what: string, found: readonly string[]): void => {
  process.stdout.write(`${what}: ${found.length === 0 ? 'none' : found.join(', ')}\n`);
  expect(found).toEqual([]);
};

describe('who may import whom', () => {
  it('the contract imports nothing outside itself, but the list of languages', () => {
    const isLanguages = (path: string): boolean => path === 'preload/text/languages.ts';
    expect(offences(under('preload/contract/'), to => isContract(to) || isLanguages(to))).toEqual([]);
    expect(offences(under('preload/text/languages.ts'), () => false)).toEqual([]);
  });

  it('the core knows itself, the contract, its texts, the schema library and the OAuth library; lists the CSV library', () => {
    // The contract holds nothing but data, so it is as pure as the core.
    const allowed = (to: string, { path }: Source): boolean =>
      to.startsWith('main/core/') ||
      isText(to) ||
      isContract(to) ||
      to === 'oauth4webapi' ||
      to === 'valibot' ||
      (to === 'papaparse' && path === 'main/core/account-lists/csv-list.ts');
    expect(offences(under('main/core/'), allowed)).toEqual([]);
  });

  it('a wing of the core imports only wings below it', () => {
    const wingOf = (path: string): string => path.split('/')[2] ?? '';
    const rowOf = (path: string): number => wings.findIndex(row => row.includes(wingOf(path)));
    const core = under('main/core/');
    expect(core.filter(({ path }) => rowOf(path) < 0).map(({ path }) => path)).toEqual([]);
    const allowed = (to: string, { path }: Source): boolean =>
      !to.startsWith('main/core/') || wingOf(to) === wingOf(path) || rowOf(to) > rowOf(path);
    expectNone('imports upward in main/core', offences(core, allowed));
  });

  it('texts know nothing of what they are for', () => {
    const texts = under('main/text/', 'renderer/text/text', 'preload/text/');
    const allowed = (to: string, { path }: Source): boolean =>
      !isOurs(to) || to.startsWith('preload/text/') || to.startsWith(`${path.split('/')[0]}/text/`);
    expect(offences(texts, allowed)).toEqual([]);
  });

  it('a provider knows the core and its own data, never another provider', () => {
    const own = (source: Source): string => source.path.replace(/(-[a-z0-9]+)*\.ts$/, '');
    const allowed = (to: string, source: Source, specifier: string): boolean =>
      to.startsWith('main/core/') ||
      to.startsWith(own(source)) ||
      isText(to) ||
      (isContract(to) && source.typeOnly.has(specifier)) ||
      to === 'oauth4webapi' ||
      to === 'valibot';
    const files = under('main/providers/').filter(source => source.path !== 'main/providers/index.ts');
    expect(files.length).toBeGreaterThan(0);
    expect(offences(files, allowed)).toEqual([]);
  });

  it('the platform knows core and contract, never a provider', () => {
    const allowed = (to: string): boolean =>
      to.startsWith('main/core/') ||
      to.startsWith('main/platform/') ||
      to.startsWith('main/assets/') ||
      isText(to) ||
      isContract(to) ||
      !isOurs(to);
    expect(offences(under('main/platform/'), allowed)).toEqual([]);
  });

  it('the renderer knows the contract only, and how texts are read', () => {
    const allowed = (to: string): boolean =>
      to.startsWith('renderer/') ||
      to.startsWith('preload/text/') ||
      isContract(to) ||
      !/^(main|preload|test)\/|^(electron$|node:)/.test(to);
    expect(offences(under('renderer/'), allowed)).toEqual([]);
  });

  it('only main.ts, compose.ts, the platform and the preload import electron', () => {
    const rest = under('main/', 'preload/', 'renderer/').filter(
      source => !/^main\/((main|compose)\.ts|platform\/)|^preload\/index\.ts/.test(source.path),
    );
    expect(offences(rest, to => to !== 'electron')).toEqual([]);
  });

  it('nothing that ships imports a test', () => {
    expect(offences(under('main/', 'preload/', 'renderer/'), to => !to.startsWith('test/'))).toEqual([]);
  });

  it('whatever is exported is imported somewhere', () => {
    const taken = new Set(
      [...all, readSource('vite.config.ts')].flatMap(source =>
        [...source.taken].map(one => `${target(source, one.split(' ')[0] ?? '')} ${one.split(' ')[1]}`),
      ),
    );
    const unused = under('main/', 'preload/', 'renderer/')
      .filter(({ path }) => !path.endsWith('/texts.ts') && !taken.has(`${path} *`))
      .flatMap(({ path, exported }) =>
        exported.filter(name => !taken.has(`${path} ${name}`)).map(name => `${path}: ${name}`),
      );
    expectNone('exports that nothing imports', unused);
  });

  it('no file reaches itself through its imports, those of types included', () => {
    const byPath = new Map(under('main/', 'preload/', 'renderer/').map(source => [source.path, source]));
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
        return;
      }
      const source = byPath.get(path);
      if (source === undefined || done.has(path)) return;
      for (const specifier of source.imports) visit(target(source, specifier), [...trail, path]);
      done.add(path);
    };
    const done = new Set<string>();
    for (const path of byPath.keys()) visit(path, []);
    expectNone('import cycles', cycles);
  });
});

describe('what the pure core and the providers touch', () => {
  const forbidden = [
    ...['Date', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance', 'fetch', 'process'],
    ...['console', 'Buffer', 'require', 'window', 'document', 'globalThis', 'localStorage', 'navigator'],
  ];
  it.each(forbidden)('never %s', name => {
    const users = under('main/core/', 'main/providers/').filter(source => source.names.has(name));
    expect(users.map(source => source.path)).toEqual([]);
  });
});

describe('how the sources read', () => {
  it('no default export but in the settings of a tool', () => {
    const found = all.filter(source => source.hasDefaultExport && !source.path.endsWith('.config.ts'));
    expect(found.map(source => source.path)).toEqual([]);
  });

  it('no folder holds more sources than one can look over', () => {
    const folders = Map.groupBy(all, ({ path }) => dirname(path));
    const large = [...folders].filter(([, sources]) => sources.length > mostFilesInFolder);
    expectNone(
      `folders with more than ${mostFilesInFolder} sources`,
      large.map(([folder, sources]) => `${folder} (${sources.length})`),
    );
  });

  it('no file is called after nothing in particular', () => {
    const vague = all.filter(source =>
      /(^|\/|-)(utils?|helpers?|manager|service|common|data|info)\.tsx?$/.test(source.path),
    );
    expect(vague.map(source => source.path)).toEqual([]);
  });

  it('no test is skipped or singled out', () => {
    const found = under('test/').filter(source =>
      /\b(it|test|describe)\.(skip|only|todo|fixme)\b/.test(source.text.replaceAll(/\/\\b.*\n/g, '')),
    );
    expect(found.map(source => source.path)).toEqual([]);
  });
});
