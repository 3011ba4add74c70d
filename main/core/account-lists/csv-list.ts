import Papa from 'papaparse';
import { asWritten, defused } from './formula-cells.ts';
import { type ListRow, longestLine, type RawAccount } from './list-row.ts';
import type { ListedAccount } from './listed-account.ts';

// RFC 4180, as spreadsheets write it: also with semicolons or tabs, and with a first line that names the separator. A cell
// with a line break has no place in a list, so each line is read by itself: a quotation mark that is never closed costs one
// line and not the rest.

const own = ['name', 'provider', 'environment', 'groups'] as const;
const separators = [',', ';', '\t'] as const;

/** A whole list, with the mark by which spreadsheets tell UTF-8. */
export const writeCsv = (accounts: readonly ListedAccount[]): string => {
  const columns = [...new Set(accounts.flatMap(({ fields }) => Object.keys(fields)))];
  const data = accounts.map(({ name, provider, environment, groups, fields }) =>
    [name, provider, environment, joined(groups), ...columns.map(column => fields[column] ?? '')].map(defused),
  );
  return `\uFEFF${Papa.unparse({ fields: [...own, ...columns], data }, { newline: '\r\n', quotes: true })}\r\n`;
};

/** Groups in one cell, with a semicolon between; one that is part of a name has a backslash before it. */
const joined = (groups: readonly string[]): string =>
  groups.map(one => one.replace(/[\\;]/g, mark => `\\${mark}`)).join('; ');
const apart = (cell: string): readonly string[] =>
  (cell.match(/(?:\\.|[^\\;])+/g) ?? []).map(one => one.replace(/\\(.)/g, '$1').trim()).filter(one => one !== '');

interface Line {
  readonly at: number;
  readonly line: string;
}
/** Lines with something in them; their numbers count the empty ones, too. */
function* linesOf(text: string): Generator<Line> {
  const end = /\r\n?|\n|$/g;
  for (let at = 1, from = 0; from < text.length; at += 1) {
    end.lastIndex = from;
    const found = end.exec(text);
    const line = text.slice(from, found?.index);
    if (/[^\s,;]/.test(line)) yield { at, line };
    from = end.lastIndex;
  }
}

/** Undefined where its quotation marks are wrong. */
const cellsOf = (line: string, delimiter: string): readonly string[] | undefined => {
  // Most lines have none, and making a parser for each costs more than the line.
  if (!line.includes('"')) return line.split(delimiter);
  const { data, errors } = Papa.parse<string[]>(line, { delimiter, newline: '\n' });
  return errors.length === 0 ? data[0] : undefined;
};

/** The names of its columns, and what stands between them; undefined where there are not the ones of a list. */
const readHeader = (line: string) => {
  for (const delimiter of line.length > longestLine ? [] : separators) {
    const columns = cellsOf(line, delimiter)?.map(one => one.trim());
    const names = columns?.map(one => one.toLowerCase()) ?? [];
    const isList = names.includes('name') && names.includes('provider');
    const named = names.filter(one => one !== '');
    if (isList && columns !== undefined && new Set(named).size === named.length) return { columns, delimiter };
  }
  return undefined;
};

/** The rows of a list; undefined where its first line names no columns of one. */
export const readCsv = (text: string): Iterable<ListRow> | undefined => {
  const lines = linesOf(text);
  let first = lines.next().value;
  // Written by spreadsheets for each other.
  if (first !== undefined && /^"?sep=."?$/i.test(first.line)) first = lines.next().value;
  const header = first && readHeader(first.line);
  return header && readRows(lines, header);
};

function* readRows(lines: Iterable<Line>, header: NonNullable<ReturnType<typeof readHeader>>): Generator<ListRow> {
  const { columns, delimiter } = header;
  for (const { at, line } of lines) {
    const cells = line.length > longestLine ? undefined : cellsOf(line, delimiter);
    if (cells === undefined) yield { at, refused: line.length > longestLine ? 'too-long' : 'quotes' };
    else if (cells.slice(columns.length).some(one => one !== '')) yield { at, refused: 'cells' };
    else yield { at, account: accountOf(columns, cells.map(asWritten)) };
  }
}

const accountOf = (columns: readonly string[], cells: readonly string[]): RawAccount => {
  const of = (name: (typeof own)[number]): string => cells[columns.findIndex(one => one.toLowerCase() === name)] ?? '';
  const others = columns.flatMap((column, index) => {
    const isOwn = own.some(name => name === column.toLowerCase());
    return isOwn || column === '' ? [] : [[column, cells[index] ?? ''] as const];
  });
  return {
    name: of('name'),
    provider: of('provider'),
    environment: of('environment'),
    groups: apart(of('groups')),
    fields: others,
  };
};
