import { join } from 'node:path';
import { type CallExpression, type Expression, type Node, SyntaxKind } from 'typescript/unstable/ast';
import {
  isBindingElement,
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isObjectBindingPattern,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
} from 'typescript/unstable/ast/is';
import { API, type Project, type Type, type Symbol as TypeSymbol } from 'typescript/unstable/sync';
import { projectRoot } from '../../support/project-root.ts';

// Which members of Electron a program uses, as TypeScript's checker sees it: what a name means is asked, never how it is
// written. Members are calls and properties (`Tray.setImage`), events (`App.on before-quit`), constructors (`Tray.new`),
// and the fields of what is passed and given (`WebPreferences.sandbox`, `Cookie.hostOnly`).

/** Every member that was found, and the files that use it, from the project's folder. */
export type UsedMembers = ReadonlyMap<string, ReadonlySet<string>>;

const electronTypes = 'node_modules/electron/electron.d.ts';
const nodeTypes = '/node_modules/@types/node/';
const listening = new Set(['on', 'once', 'off', 'addListener', 'removeListener', 'prependListener']);
/** Declarations that have a name of their own but are no member of anything. */
const notMembers = new Set([
  SyntaxKind.ClassDeclaration,
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.ModuleDeclaration,
  SyntaxKind.TypeAliasDeclaration,
  SyntaxKind.VariableDeclaration,
  SyntaxKind.Parameter,
]);

const isIn = (path: string, file: string): boolean => path.endsWith(file);
const withText = (node: unknown): string | undefined => {
  const text = Object(node).text;
  return typeof text === 'string' ? text : undefined;
};

/** `Electron.Tray` and `Electron.CrossProcessExports.Tray` are the same thing. */
function ownerOf(declaration: Node): string | undefined {
  for (let node: Node | undefined = declaration.parent; node !== undefined; node = node.parent) {
    const name = withText(Object(node).name);
    if (name !== undefined) return name;
  }
  return undefined;
}

const declared = (symbol: TypeSymbol | undefined, file: string): readonly Node[] =>
  (symbol?.declarations ?? [])
    .filter(({ path }) => isIn(path, file))
    .map(handle => handle.resolve())
    .filter(node => node !== undefined);

/** `Owner.member` for a member that Electron's types declare. Ways to listen are none: the events are. */
function membersOf(symbol: TypeSymbol | undefined): readonly string[] {
  const declarations = declared(symbol, electronTypes);
  if (declarations.some(node => eventOf(node) !== undefined)) return [];
  return declarations.filter(({ kind }) => !notMembers.has(kind)).map(node => `${ownerOf(node)}.${symbol?.name}`);
}

/** The name of a class or an interface of Electron's. */
const electronType = (type: Type | undefined): string | undefined =>
  declared(type?.getSymbol(), electronTypes).length > 0 ? type?.getSymbol()?.name : undefined;

const alternatives = (type: Type | undefined): readonly Type[] =>
  type?.isUnionType() ? (type.getTypes() ?? []) : type ? [type] : [];

/** The texts that a value of this type can be, if its type says. */
const literalsOf = (type: Type | undefined): readonly string[] =>
  alternatives(type).flatMap(one => (one.isStringLiteralType() && typeof one.value === 'string' ? [one.value] : []));

/** The first parameter of `on(event: 'close', …)`. One that takes any text names a channel, and no event. */
const eventOf = (declaration: Node): string | undefined =>
  withText(Object(Object(Object(declaration).parameters?.[0]).type).literal);

/** Event to the classes that emit it, read from the overloads of `on`. */
function readEvents(project: Project): ReadonlyMap<string, readonly string[]> {
  const events = new Map<string, string[]>();
  const file = project.program.getSourceFile(join(projectRoot, electronTypes));
  const visit = (node: Node): void => {
    const event = withText(Object(node).name) === 'on' ? eventOf(node) : undefined;
    const owner = ownerOf(node);
    if (event !== undefined && owner !== undefined)
      events.set(event, [...new Set([...(events.get(event) ?? []), owner])]);
    node.forEachChild(visit);
  };
  if (file === undefined) throw new Error(`${electronTypes} is not part of the program`);
  visit(file);
  return events;
}

class Finder {
  readonly found = new Map<string, Set<string>>();
  readonly #project: Project;
  readonly #events: ReadonlyMap<string, readonly string[]>;
  #file = '';
  /** Whether the file at hand says anything of Electron: an emitter of a file that does not is ours. */
  #namesElectron = false;

  constructor(project: Project) {
    this.#project = project;
    this.#events = readEvents(project);
  }

  read(path: string): void {
    const source = this.#project.program.getSourceFile(path);
    if (source === undefined) throw new Error(`${path} is not part of the program`);
    this.#file = path.slice(projectRoot.length).replace(/^\//, '');
    const nodes: Node[] = [];
    const collect = (node: Node): void => {
      nodes.push(node);
      node.forEachChild(collect);
    };
    collect(source);
    // Asked together: each question to the checker crosses to another process.
    const symbols = this.#project.checker.getSymbolAtLocation(nodes.filter(isIdentifier));
    for (const symbol of symbols) this.#add(membersOf(symbol));
    this.#namesElectron = symbols.some(symbol => symbol?.declarations.some(({ path }) => isIn(path, electronTypes)));
    for (const node of nodes) this.#readNode(node);
  }

  #add(members: readonly string[]): void {
    for (const member of members) this.found.set(member, (this.found.get(member) ?? new Set()).add(this.#file));
  }

  #readNode(node: Node): void {
    const { checker } = this.#project;
    if (isNewExpression(node)) {
      const name = electronType(checker.getTypeAtLocation(node));
      if (name !== undefined) this.#add([`${name}.new`]);
    }
    if (isObjectLiteralExpression(node)) {
      const given = node.properties.map(property => withText(Object(property).name)).filter(name => name !== undefined);
      this.#readFields(checker.getContextualType(node), given);
    }
    if (isBindingElement(node) && isObjectBindingPattern(node.parent)) {
      const name = withText(node.propertyName ?? node.name);
      if (name !== undefined) this.#readFields(checker.getTypeAtLocation(node.parent), [name]);
    }
    if (isIdentifier(node)) this.#readHandedOver(node);
    if (isCallExpression(node)) this.#readListening(node);
  }

  #readFields(type: Type | undefined, names: readonly string[]): void {
    const { checker } = this.#project;
    for (const one of alternatives(type))
      for (const name of names) this.#add(membersOf(checker.getPropertyOfType(one, name)));
  }

  /** `const ipc: Ipc = ipcMain`: what the type of ours asks of it is used of Electron's. */
  #readHandedOver(node: Expression): void {
    if (isPropertyAccessExpression(node.parent)) return;
    const { checker } = this.#project;
    const given = checker.getTypeAtLocation(node);
    if (given === undefined || electronType(given) === undefined) return;
    for (const wanted of alternatives(checker.getContextualType(node))) {
      if (electronType(wanted) !== undefined) continue;
      for (const { name, declarations } of checker.getPropertiesOfType(wanted)) {
        if (declarations.some(({ path }) => !path.includes('/node_modules/')))
          this.#add(membersOf(checker.getPropertyOfType(given, name)));
      }
    }
  }

  #readListening({ expression, arguments: args }: CallExpression): void {
    const [event] = args;
    if (!isPropertyAccessExpression(expression) || event === undefined) return;
    const { checker } = this.#project;
    const method = checker.getSymbolAtLocation(expression.name);
    if (method === undefined || !listening.has(method.name)) return;
    const names = literalsOf(checker.getTypeAtLocation(event));
    const electrons = declared(method, electronTypes);
    const emitter = checker.getTypeAtLocation(expression.expression);
    for (const name of names) {
      const owners = electrons.filter(node => eventOf(node) === name).map(ownerOf);
      if (owners.length > 0) this.#add([...new Set(owners)].map(owner => `${owner}.on ${name}`));
      else if (this.#namesElectron && this.#mayBeElectrons(emitter)) this.#add(this.#emitterOf(name, emitter));
    }
  }

  /** A server of Node's is nobody else's; what is known as an emitter, or by a type of ours, may be Electron's. */
  #mayBeElectrons(emitter: Type | undefined): boolean {
    const parts = emitter?.isIntersectionType() ? (emitter.getTypes() ?? []) : alternatives(emitter);
    const symbols = parts.map(part => part.getSymbol()).filter(symbol => symbol !== undefined);
    return !symbols.some(
      ({ name, declarations }) => name !== 'EventEmitter' && declarations.some(({ path }) => path.includes(nodeTypes)),
    );
  }

  /** Whose event it is: of the class that what else the emitter's type has comes from, or of the only one there is. */
  #emitterOf(event: string, emitter: Type | undefined): readonly string[] {
    const all = this.#events.get(event) ?? [];
    const parts = emitter === undefined ? [] : this.#project.checker.getPropertiesOfType(emitter);
    const known = new Set(parts.flatMap(part => declared(part, electronTypes)).map(ownerOf));
    const owners = all.length > 1 ? all.filter(owner => known.has(owner)) : all;
    if (all.length > 0 && owners.length !== 1)
      throw new Error(`${this.#file}: '${event}' may be of ${all.join(' or ')}; name the type of what emits it`);
    return owners.map(owner => `${owner}.on ${event}`);
  }
}

/**
 * What the sources below these folders use of Electron. Takes several seconds: the whole project is read. Throws where it
 * cannot be told whose event is listened to.
 */
export function findUsedMembers(folders: readonly string[]): UsedMembers {
  const api = new API({ cwd: projectRoot });
  try {
    const config = join(projectRoot, 'tsconfig.json');
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (project === undefined) throw new Error(`${config} could not be read`);
    const finder = new Finder(project);
    const roots = folders.map(folder => join(projectRoot, folder, '/'));
    for (const path of project.rootFiles) if (roots.some(root => path.startsWith(root))) finder.read(path);
    return finder.found;
  } finally {
    api.close();
  }
}
