import { writeFileSync } from 'node:fs';
import type { ClipboardBookmark } from 'electron';
import { withGaps } from '../not-implemented.ts';
import { startUp } from '../start-up.ts';
import { focusedWindow, hasPress } from '../web/windows/focus.ts';

type Payload = string | Blob | ClipboardBookmark;
type Given = Record<string, Payload | Promise<Blob | string>>;

const isWayland = startUp.switches.get('ozone-platform') === 'wayland';
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

/** What there is on the desktop's clipboard, and whether this program put it there. */
interface Selection {
  readonly formats: Formats;
  readonly isOurs: boolean;
}
const empty: Formats = new Map();

/**
 * One clipboard, as two: the desktop's, and what Chromium believes to have put there. They differ on Wayland only, where
 * the desktop takes nothing without the serial of a key or click in a window of ours that has the focus. Chromium logs
 * that it has none, resolves, and answers reads from its own memory (ui/ozone/platform/wayland/host/wayland_clipboard.cc).
 * What has no focus is shown no clipboard of others.
 */
function createClipboard(onChange: (formats: Readonly<Record<string, string>>) => void = () => {}) {
  let desktop: Selection = { formats: empty, isOurs: false };
  let own: Formats | undefined;
  let refusesReading = false;
  const change = (next: Selection): void => {
    desktop = next;
    onChange(formatsAsText());
  };
  const replace = (next: Formats): void => {
    own = next;
    if (!isWayland || hasPress()) change({ formats: next, isOurs: true });
    // The source of our last text is gone with this one, and with it what the desktop had of us.
    else if (desktop.isOurs) change({ formats: empty, isOurs: false });
  };
  const clear = (): void => {
    own = undefined;
    if (!isWayland || desktop.isOurs) change({ formats: empty, isOurs: false });
  };
  const copyElsewhere = (value: string): void => {
    if (desktop.isOurs) own = undefined;
    change({ formats: asFormats(value), isOurs: false });
  };
  const shown = (): Formats => {
    if (refusesReading) throw new Error('stand-in: a test made this computer refuse to read the clipboard');
    return own ?? (isWayland && focusedWindow() === undefined ? empty : desktop.formats);
  };
  const double = {
    clear,
    has: async (type: string) => shown().has(type),
    read: async () => toItems(shown()),
    async readText() {
      const value = shown().get('text/plain');
      return value === undefined ? '' : asText(value);
    },
    write: async (items: readonly ClipboardItem[]) => replace(await toFormats(items)),
    writeText: async (value: string) => replace(asFormats(value)),
  };
  const formatsAsText = (): Record<string, string> =>
    Object.fromEntries(
      [...desktop.formats].map(([name, value]) => [rawPattern.exec(name)?.[1] ?? name, asText(value)]),
    );
  const refuseReading = (is: boolean): void => {
    refusesReading = is;
  };
  return { double, copyElsewhere, formatsAsText, refuseReading };
}

const asFormats = (value: string): Formats => new Map([['text/plain', new TextEncoder().encode(String(value))]]);

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

/** For tests: every format that other programs find, by its plain or raw name, as text. */
export const clipboardFormats = main.formatsAsText;

/** For tests: another program copies a text. */
export const copyElsewhere = main.copyElsewhere;

/** For tests: whether reading is refused from now on, as some desktops do to a program without the focus. */
export const refuseClipboardReading = main.refuseReading;
