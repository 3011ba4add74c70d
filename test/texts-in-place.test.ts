import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAst } from 'vite';
import { expect, it } from 'vitest';

// Words that people read stand in the catalogues, from which they are translated, and nowhere else in the sources.

const root = join(import.meta.dirname, '..');
const folders = ['main', 'renderer'];

/** What is left where it is on purpose. */
const left: readonly { readonly file: string; readonly texts: RegExp; readonly why: string }[] = [
  { file: 'main/assets/build-icons.ts', texts: /<script/, why: 'a script that a developer runs' },
  { file: 'main/compose.ts', texts: /^Partitions$/, why: 'a folder' },
  { file: 'main/core/activity/diagnosis.ts', texts: /./, why: 'goes to support, who reads English' },
  { file: 'main/core/details/details-text.ts', texts: /./, why: 'goes to support, who reads English' },
  { file: 'main/core/desktop/panel-place.ts', texts: / at /, why: 'never shown' },
  { file: 'main/core/formats/copy-formats.ts', texts: /^(Invoke-|Authorization)/, why: 'read by programs' },
  { file: 'main/core/oauth/api-request.ts', texts: /^(Bearer|Basic) /, why: 'a header of HTTP' },
  { file: 'main/core/settings/autostart-entry.ts', texts: /^\[Desktop Entry\]$/, why: 'read by the desktop' },
  { file: 'main/core/settings/managed-file.ts', texts: /^in its file$/, why: 'never shown' },
  { file: 'main/platform/lifecycle.ts', texts: /^Dockpass \{\}\n$/, why: 'the answer to --version' },
  {
    file: 'main/platform/programs/kept-file-place.ts',
    texts: /^(Dropbox|Google Drive|Nextcloud)$/,
    why: 'names of programs',
  },
  { file: 'main/platform/programs/kept-file-windows.ts', texts: /^\n\$ErrorAction/, why: 'read by PowerShell' },
  { file: 'main/platform/storage/keychain-sealer.ts', texts: /^is there a keychain$/, why: 'never shown' },
  { file: 'main/platform/storage/windows-security.ts', texts: /^\n\$ErrorAction/, why: 'read by PowerShell' },
  { file: 'main/platform/system/clipboard.ts', texts: /^electron application/, why: 'a format of the clipboard' },
  { file: 'main/platform/storage/policy-place.ts', texts: /^\/Library/, why: 'a path' },
  { file: 'main/platform/system/this-computer.ts', texts: /^(Windows|Linux)$/, why: 'names of systems' },
  { file: 'main/platform/system/this-computer.ts', texts: /^(install|Set-Alias) /, why: 'typed into a shell' },
  { file: 'main/platform/system/this-computer.ts', texts: /^Electron /, why: 'a line of the diagnosis' },
  { file: 'main/platform/windows/secret-page.ts', texts: /^\n:root/, why: 'a style sheet' },
  { file: 'main/providers/oauth2.ts', texts: /^Other OAuth 2\.0$/, why: 'told to programs, in any language' },
  { file: 'main/providers/own-token.ts', texts: /^Own token$/, why: 'told to programs, in any language' },
  { file: 'main/providers/ordercloud-roles.ts', texts: /^Shopper$/, why: 'a role, in the words of its provider' },
  { file: 'main/providers/readycloud-fields.ts', texts: /^(Everything|Read only)$/, why: 'ids, in managed files' },
  { file: 'renderer/components/sheet.tsx', texts: /^\.sheet-head/, why: 'a selector' },
  { file: 'renderer/panel/use-panel-keys.ts', texts: /^input, /, why: 'a selector' },
  { file: 'renderer/quick-copy/quick-row.ts', texts: /^(left bad|badge amber)$/, why: 'class names' },
  { file: 'renderer/state/panel-actions.ts', texts: /^(failed|removed) \{\}$/, why: 'ids of notices' },
];

// In a template `{}` is where a value goes.
const twoWords = /\p{L}{2,}[,.:]? (\p{L}|\{\})|(\{\}|\d)[,.:]? \p{L}/u;
const wordAtEdge = /^[,.:]? \p{L}{2,}|\p{L}{2,}[,.:]? $/u;
const wordAlone = /^\p{Lu}[\p{Ll}’-]+[,.:]?$|\p{L}[…!?]$/u;

const isName = (text: string): boolean => /^(Dockpass|Bearer|Basic|OrderCloud|Packly|ReadyCloud|Sendcloud)$/.test(text);
const isKey = (text: string): boolean =>
  /^(Alt|Backspace|Control|Delete|Down|End|Enter|Esc|Escape|Home|Left|Meta|Right|Shift|Tab|Up)$/.test(text);

/** HTML is judged line by line, without its tags. */
const looksLikeWords = (text: string): boolean =>
  text
    .replaceAll(/<style>.*?<\/style>|<[^>]*>/gs, '\n')
    .split('\n')
    .some(line => [twoWords, wordAtEdge, wordAlone].some(one => one.test(line)) && !isName(line) && !isKey(line));

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Types, errors that only developers see, and class names. */
const isPassedOver = ({ type, callee, name }: Node): boolean =>
  type === 'TSLiteralType' ||
  (type === 'NewExpression' && isNode(callee) && /^(Type|Range|Syntax)?Error$/.test(String(callee.name))) ||
  (type === 'JSXAttribute' && isNode(name) && name.name === 'className');

const wordsOf = ({ type, value, quasis }: Node): string | undefined => {
  if (type === 'JSXText' && typeof value === 'string' && /\p{L}{2,}/u.test(value) && !isName(value.trim()))
    return value.trim();
  if (type === 'Literal' && typeof value === 'string' && looksLikeWords(value)) return value;
  if (type !== 'TemplateLiteral' || !Array.isArray(quasis)) return undefined;
  const whole = quasis.map(quasi => quasi.value.cooked).join('{}');
  return looksLikeWords(whole) ? whole : undefined;
};

/** Where only words for people stand, whatever they look like: attributes of elements, and what the system is given to show. */
const attributes =
  /^(aria-(label|description|roledescription|valuetext|placeholder|braillelabel)|title|placeholder|alt)$/;
const members =
  /^(label|sublabel|title|subtitle|body|toolTip|message|buttonLabel|buttons|placeholder|ariaLabel|ariaDescription|textContent|innerText|tooltip)$/;
const setters = /^(setToolTip|setTitle|setLabel|showErrorBox|createTextNode|alert|confirm|prompt)$/;

const nameOf = (node: unknown): string => (isNode(node) ? String(node.name ?? node.value ?? '') : '');
const memberOf = (node: unknown): string =>
  isNode(node) && node.type === 'MemberExpression' ? nameOf(node.property) : '';

/** What a node hands over to be shown, where its place says so. */
const shownBy = ({ type, name, value, key, left, right, callee, arguments: given }: Node): readonly unknown[] => {
  const some = Array.isArray(given) ? given : [];
  switch (type) {
    case 'JSXAttribute':
      return attributes.test(nameOf(name)) ? [value] : [];
    case 'Property':
      return members.test(nameOf(key)) ? [value] : [];
    case 'AssignmentExpression':
      return members.test(memberOf(left)) ? [right] : [];
    case 'CallExpression':
      if (memberOf(callee) === 'setAttribute' && attributes.test(nameOf(some[0]))) return some.slice(1);
      return setters.test(memberOf(callee) || nameOf(callee)) ? some : [];
    default:
      return [];
  }
};

/** The words that stand in a value itself: either way of a choice, each of a list, but not what a call is given. */
const literalsOf = (value: unknown): readonly string[] => {
  if (!isNode(value)) return [];
  const inside = [value.expression, value.consequent, value.alternate, value.left, value.right, value.elements].flat();
  if (
    [
      'JSXExpressionContainer',
      'ConditionalExpression',
      'LogicalExpression',
      'BinaryExpression',
      'ArrayExpression',
      'TSAsExpression',
    ].includes(String(value.type))
  )
    return inside.flatMap(literalsOf);
  if (value.type === 'TemplateLiteral' && Array.isArray(value.quasis))
    return [value.quasis.map(quasi => quasi.value.cooked).join('{}')];
  return value.type === 'Literal' && typeof value.value === 'string' ? [value.value] : [];
};

const allKeys = folders.flatMap(folder =>
  Object.keys(JSON.parse(readFileSync(join(root, folder, 'text/en.json'), 'utf8'))),
);
/** A table may name texts by their keys, also by one that is put together. */
const isKeyOfText = (words: string): boolean => {
  const [first = '', ...rest] = words.split('{}');
  return allKeys.some(key => (rest.length === 0 ? key === words : /^[\w.-]+$/.test(first) && key.startsWith(first)));
};
/** An example of an address is the same in every language. */
const isAddress = (words: string): boolean => URL.canParse(words) && words.startsWith('https:');

const shownWords = (node: Node): readonly string[] =>
  shownBy(node)
    .flatMap(literalsOf)
    .filter(words => /\p{L}{2,}/u.test(words) && !isName(words) && !isKeyOfText(words) && !isAddress(words));

/** The texts of a source that look like words for people, or stand where only such words stand. */
const wordsIn = (path: string, source: string): readonly string[] => {
  const found = new Set<string>();
  const step = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) step(one);
    else if (isNode(value) && !isPassedOver(value)) {
      const words = wordsOf(value);
      if (words !== undefined) found.add(words);
      for (const shown of shownWords(value)) found.add(shown);
      for (const child of Object.values(value)) step(child);
    }
  };
  step(parseAst(source, { lang: path.endsWith('x') ? 'tsx' : 'ts' }));
  return [...found];
};

const all = folders
  .flatMap(folder => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
  .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map(entry => relative(root, join(entry.parentPath, entry.name)))
  .flatMap(file => wordsIn(file, readFileSync(join(root, file), 'utf8')).map(text => ({ file, text })));

it('no source holds words that people read', () => {
  const isLeft = ({ file, text }: (typeof all)[number]): boolean =>
    left.some(one => one.file === file && one.texts.test(text));
  expect(all.filter(one => !isLeft(one))).toEqual([]);
});

it.each(left)('$file holds what is left there: $why', ({ file, texts }) => {
  expect(all.some(one => one.file === file && texts.test(one.text))).toBe(true);
});

it.each([
  ['const a = "Sign in again…"', ['Sign in again…']],
  ['const a = "Quit"', ['Quit']],
  ['const a = { b: ["1 account", " and "] }', ['1 account', ' and ']],
  [`const a = \`\${count} days left\``, ['{} days left']],
  [`const a = \`<title>Done</title>\${style}\``, ['<title>Done</title>{}']],
  [`const a = \`<html lang="\${language()}"><p>\${text('done')}</p>\``, []],
  ['const a = <p className="wide row">or <kbd>Esc</kbd>{" "}{text("close")}</p>', ['or', 'Esc']],
  ['const a: "Bearer" = "tray.quit"; const b = "Dockpass"; const c = "sign-in"; throw new Error("no such key")', []],
  ['const a = <button aria-label="close">{text("x")}</button>', ['close']],
  [`const a = <input placeholder={many ? "search" : text("row.copy")} title={\`of \${name}\`} />`, ['search', 'of {}']],
  ['const a = <img alt={"a" + "picture"} className="left" />', ['picture']],
  ['tray.setToolTip("online"); tray.setToolTip(text("tray.quit"))', ['online']],
  ['Menu.buildFromTemplate([{ label: "quit", role: "quit" }, { label: text("tray.quit") }])', ['quit']],
  [`new Notification({ title: text("a"), body: \`\${name} ended\` })`, ['{} ended']],
  ['dialog.showMessageBox({ message: "sure?", buttons: ["yes", text("no")] })', ['sure?', 'yes']],
  [
    'search.ariaLabel = "find"; search.setAttribute("title", "find it"); search.setAttribute("role", "option")',
    ['find', 'find it'],
  ],
])('sees the words in %s', (source, words) => {
  expect(wordsIn('a.tsx', source)).toEqual(words);
});
