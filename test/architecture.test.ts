import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

// Who may import whom, which globals the pure core may touch, how long a file may be: read from the sources.

const root = join(import.meta.dirname, '..');

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
  readonly typeOnly: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
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

const readSource = (path: string): Source => {
  const text = readFileSync(join(root, path), 'utf8');
  const program = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' });
  const imports: string[] = [];
  const typeOnly = new Set<string>();
  const names = new Set<string>();
  let hasDefaultExport = false;
  walk(program, (node, parent) => {
    const from = isNode(node.source) ? node.source.value : undefined;
    if (/^(Import|Export(Named|All))(Declaration|Expression)$/.test(String(node.type)) && typeof from === 'string') {
      imports.push(from);
      if (node.importKind === 'type' || node.exportKind === 'type') typeOnly.add(from);
    }
    if (node.type === 'ExportDefaultDeclaration') hasDefaultExport = true;
    if (isFreeIdentifier(node, parent)) names.add(String(node.name));
  });
  return { path, text, imports, typeOnly, names, hasDefaultExport };
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

describe('who may import whom', () => {
  it('the contract imports nothing', () => {
    expect(offences(under('preload/contract.ts'), () => false)).toEqual([]);
  });

  it('the core knows itself, the contract, the schema library and the OAuth library', () => {
    const allowed = (to: string): boolean =>
      to.startsWith('main/core/') ||
      // It imports nothing and holds nothing but data, so it is as pure as the core.
      to === 'preload/contract.ts' ||
      to === 'oauth4webapi' ||
      to === 'valibot';
    expect(offences(under('main/core/'), allowed)).toEqual([]);
  });

  it('a provider knows the core and its own data, never another provider', () => {
    const own = (source: Source): string => source.path.replace(/(-[a-z0-9]+)*\.ts$/, '');
    const allowed = (to: string, source: Source, specifier: string): boolean =>
      to.startsWith('main/core/') ||
      to.startsWith(own(source)) ||
      (to === 'preload/contract.ts' && source.typeOnly.has(specifier)) ||
      to === 'oauth4webapi' ||
      to === 'valibot';
    const files = under('main/providers/').filter(source => source.path !== 'main/providers/index.ts');
    expect(files.length).toBeGreaterThan(0);
    expect(offences(files, allowed)).toEqual([]);
  });

  it('the edge knows core and contract, never a provider', () => {
    const allowed = (to: string): boolean =>
      to.startsWith('main/core/') ||
      to.startsWith('main/edge/') ||
      to.startsWith('main/assets/') ||
      to === 'preload/contract.ts' ||
      !/^(main|preload|renderer|test)\//.test(to);
    expect(offences(under('main/edge/'), allowed)).toEqual([]);
  });

  it('the renderer knows the contract only', () => {
    const allowed = (to: string): boolean =>
      to.startsWith('renderer/') ||
      to === 'preload/contract.ts' ||
      !/^(main|preload|test)\/|^(electron$|node:)/.test(to);
    expect(offences(under('renderer/'), allowed)).toEqual([]);
  });

  it('only entry.ts, main.ts, the edge and the preload import electron', () => {
    const rest = under('main/', 'preload/', 'renderer/').filter(
      source => !/^main\/((entry|main)\.ts|edge\/)|^preload\/index\.ts/.test(source.path),
    );
    expect(offences(rest, to => to !== 'electron')).toEqual([]);
  });

  it('nothing that ships imports a test', () => {
    expect(offences(under('main/', 'preload/', 'renderer/'), to => !to.startsWith('test/'))).toEqual([]);
  });

  it('no file reaches itself through its imports', () => {
    const byPath = new Map(under('main/', 'preload/', 'renderer/').map(source => [source.path, source]));
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
        return;
      }
      const source = byPath.get(path);
      if (source === undefined || done.has(path)) return;
      for (const specifier of source.imports)
        if (!source.typeOnly.has(specifier)) visit(target(source, specifier), [...trail, path]);
      done.add(path);
    };
    const done = new Set<string>();
    for (const path of byPath.keys()) visit(path, []);
    expect(cycles).toEqual([]);
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

  it('no file is longer than 250 lines, the contract aside', () => {
    const long = all.filter(source => source.text.split('\n').length > 251 && source.path !== 'preload/contract.ts');
    expect(long.map(source => `${source.path} (${source.text.split('\n').length - 1})`)).toEqual([]);
  });

  it('no file is called after nothing in particular', () => {
    const vague = all.filter(source =>
      /(^|\/|-)(utils?|helpers?|manager|service|common|data|info)\.tsx?$/.test(source.path),
    );
    expect(vague.map(source => source.path)).toEqual([]);
  });

  it('the entry point stays a table of contents', () => {
    const main = all.find(source => source.path === 'main/main.ts');
    expect(main?.text.split('\n').length).toBeLessThanOrEqual(121);
  });

  it('no test is skipped or singled out', () => {
    const found = under('test/').filter(source =>
      /\b(it|test|describe)\.(skip|only|todo|fixme)\b/.test(source.text.replaceAll(/\/\\b.*\n/g, '')),
    );
    expect(found.map(source => source.path)).toEqual([]);
  });
});
