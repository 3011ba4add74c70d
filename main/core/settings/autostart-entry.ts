/** What the desktop starts at login. */
interface Autostart {
  /** The program by its full path, and what it is started with. */
  readonly command: readonly [program: string, ...args: readonly string[]];
  readonly name: string;
  readonly comment: string;
}

// https://specifications.freedesktop.org/desktop-entry-spec/latest/value-types.html: a backslash begins `\n`, `\t`, `\r`.
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };
const asValue = (text: string): string => text.replace(/[\\\n\t\r]/g, one => escapes[one] ?? one);

/** Characters that mean something in a command line, so that an argument with one of them stands in quotes. */
const reserved = /[\s"'\\><~|&;$*?#()`]/;

/**
 * One argument as it stands in a command line of the Desktop Entry Specification, before the rules for values: quoted
 * where it must be, with `%` doubled, which else begins a field code.
 * https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
const asArgument = (text: string): string => {
  const literal = text.replaceAll('%', '%%');
  if (text !== '' && !reserved.test(text)) return literal;
  return `"${literal.replace(/["`$\\]/g, one => `\\${one}`)}"`;
};

/**
 * The desktop file that starts a command at login, as the Desktop Entry and the Autostart Specification have it;
 * undefined for a program whose path holds `=`, which no desktop file can name.
 */
export const autostartEntry = ({ command, name, comment }: Autostart): string | undefined => {
  const [program] = command;
  if (program.includes('=')) return undefined;
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    `Name=${asValue(name)}`,
    `Comment=${asValue(comment)}`,
    // Where the program was removed, as a deleted AppImage is, nothing is started and nobody is told of an error.
    `TryExec=${asValue(program)}`,
    `Exec=${asValue(command.map(asArgument).join(' '))}`,
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
};

/** Whether the desktop starts what this file names: its own tools switch an entry off without removing it. */
export const isAutostartOn = (entry: string): boolean =>
  !/^[ \t]*(?:Hidden[ \t]*=[ \t]*true|X-GNOME-Autostart-enabled[ \t]*=[ \t]*false)[ \t\r]*$/m.test(entry);
