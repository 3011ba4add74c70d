import { writeFileSync } from 'node:fs';
import type { ClipboardBookmark } from 'electron';
import { withGaps } from '../not-implemented.ts';

type Payload = string | Blob | ClipboardBookmark;
type Given = Record<string, Payload | Promise<Blob | string>>;

const bookmarkType = 'electron application/bookmark';
const standard = new Set(['text/plain', 'text/html', 'text/rtf', 'image/png', 'image/svg+xml', bookmarkType]);
const rawPattern = /^electron application\/osclipboard;format="(.*)"$/;
const payloads = new WeakMap<object, Map<string, Payload | Promise<Blob | string>>>();
const fromRead = new WeakSet<object>();

function isBookmark(value: unknown): value is ClipboardBookmark {
  return typeof value === 'object' && value !== null && 'url' in value && 'title' in value;
}

function entriesOf(item: object): Map<string, Payload | Promise<Blob | string>> {
  return payloads.get(item) ?? new Map();
}

/** Electron's ClipboardItem since 44 (docs/api/clipboard-item.md). */
export class ClipboardItem implements Pick<Electron.ClipboardItem, 'types'> {
  constructor(items: Given) {
    if (typeof items !== 'object' || items === null) {
      throw new TypeError("Failed to construct 'ClipboardItem': the argument must be an object.");
    }
    if (Object.keys(items).length === 0) {
      throw new TypeError("Failed to construct 'ClipboardItem': at least one MIME type is required.");
    }
    payloads.set(this, new Map(Object.entries(items)));
  }

  get types(): string[] {
    return [...entriesOf(this).keys()];
  }

  async getType(type: string): Promise<Blob | ClipboardBookmark> {
    const entry = entriesOf(this).get(type);
    if (entry === undefined) throw new Error(`The type '${type}' was not found in the ClipboardItem`);
    const value = await entry;
    return isBookmark(value) ? value : new Blob([value], { type });
  }
}

interface Format {
  readonly name: string;
  readonly value: Uint8Array | ClipboardBookmark;
}

async function toFormat(type: string, entry: Payload | Promise<Blob | string>): Promise<Format> {
  const value: unknown = await entry;
  if (type === bookmarkType && isBookmark(value)) return { name: type, value };
  if (typeof value !== 'string' && !(value instanceof Blob)) {
    throw new TypeError('ClipboardItem payload values must be a string or a Blob');
  }
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : new Uint8Array(await value.arrayBuffer());
  // A format that is neither standard nor a web one is kept under its raw name, whichever way it was written.
  const raw = standard.has(type) || type.startsWith('web ') ? undefined : (rawPattern.exec(type)?.[1] ?? type);
  return { name: raw === undefined ? type : `electron application/osclipboard;format="${raw}"`, value: bytes };
}

type Formats = ReadonlyMap<string, Uint8Array | ClipboardBookmark>;

async function toFormats(items: readonly ClipboardItem[]): Promise<Formats> {
  if (!Array.isArray(items) || !items.every(item => item instanceof ClipboardItem)) {
    throw new TypeError('clipboard.write expects an array of ClipboardItem');
  }
  if (items.some(item => fromRead.has(item))) {
    throw new TypeError('clipboard.write cannot accept a ClipboardItem returned from clipboard.read()');
  }
  const entries = items.flatMap(item => [...entriesOf(item)]);
  const made = await Promise.all(entries.map(([type, entry]) => toFormat(type, entry)));
  return new Map(made.map(({ name, value }) => [name, value]));
}

function toItems(formats: Formats): ClipboardItem[] {
  if (formats.size === 0) return [];
  const record: Given = {};
  for (const [name, value] of formats) {
    record[name] = value instanceof Uint8Array ? new Blob([new Uint8Array(value)], { type: name }) : value;
  }
  const item = new ClipboardItem(record);
  fromRead.add(item);
  return [item];
}

function asText(value: Uint8Array | ClipboardBookmark): string {
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value);
}

function createClipboard(onChange: (formats: Readonly<Record<string, string>>) => void = () => {}) {
  let formats: Formats = new Map();
  let refusesReading = false;
  const replace = (next: Formats): void => {
    formats = next;
    onChange(formatsAsText());
  };
  const mayRead = (): void => {
    if (refusesReading) throw new Error('stand-in: a test made this computer refuse to read the clipboard');
  };
  const double = {
    clear: () => replace(new Map()),
    has: async (type: string) => formats.has(type),
    async read(): Promise<ClipboardItem[]> {
      mayRead();
      return toItems(formats);
    },
    async readText() {
      mayRead();
      const value = formats.get('text/plain');
      return value === undefined ? '' : asText(value);
    },
    write: async (items: readonly ClipboardItem[]) => replace(await toFormats(items)),
    async writeText(value: string) {
      replace(new Map([['text/plain', new TextEncoder().encode(String(value))]]));
    },
  };
  const formatsAsText = (): Record<string, string> =>
    Object.fromEntries([...formats].map(([name, value]) => [rawPattern.exec(name)?.[1] ?? name, asText(value)]));
  const refuseReading = (is: boolean): void => {
    refusesReading = is;
  };
  return { double, formatsAsText, refuseReading };
}

/** What a clipboard holds outlives the program that copied it, so a test may have it written to a file. */
function mirror(formats: Readonly<Record<string, string>>): void {
  const file = process.env.DOCKPASS_STAND_IN_CLIPBOARD_FILE;
  if (file !== undefined) writeFileSync(file, JSON.stringify(formats), { mode: 0o600 });
}

const main = createClipboard(mirror);
const selection = createClipboard();

/** Electron's `clipboard` since 44, kept in this process: it never touches the computer's own. */
export const clipboard = withGaps(
  'clipboard',
  {
    ...main.double,
    ...(process.platform === 'linux' && { selection: withGaps('clipboard.selection', selection.double) }),
  },
  ['selection'],
);

/** For tests: every format by its plain or raw name, as text. */
export const clipboardFormats = main.formatsAsText;

/** For tests: another program copies a text. */
export const copyElsewhere = main.double.writeText;

/** For tests: whether reading is refused from now on, as some desktops do to a program without the focus. */
export const refuseClipboardReading = main.refuseReading;
