import { ClipboardItem, clipboard } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { rejects, same, throws } from '../expect.ts';

const source = 'docs/api/clipboard.md; spec/api-clipboard-spec.ts';
const raw = 'electron application/osclipboard;format="x-conformance"';

async function textOf(item: ClipboardItem | undefined, type: string): Promise<string> {
  const value = await item?.getType(type);
  return value instanceof Blob ? value.text() : JSON.stringify(value);
}

export const cases: readonly ConformanceCase[] = [
  {
    name: 'clipboard: text comes back',
    source,
    async run() {
      await clipboard.writeText('some text');
      same([await clipboard.readText(), await clipboard.has('text/plain')], ['some text', true]);
    },
  },
  {
    name: 'clipboard: text replaces every earlier format',
    source,
    async run() {
      await clipboard.write([new ClipboardItem({ 'text/html': '<b>x</b>', 'text/plain': 'x' })]);
      await clipboard.writeText('y');
      same([await clipboard.has('text/html'), await clipboard.readText()], [false, 'y']);
    },
  },
  {
    name: 'clipboard: clear leaves nothing',
    source,
    async run() {
      await clipboard.writeText('x');
      clipboard.clear();
      same([await clipboard.readText(), await clipboard.has('text/plain')], ['', false]);
    },
  },
  {
    name: 'clipboard: formats written together are read as one item',
    source,
    async run() {
      await clipboard.write([new ClipboardItem({ 'text/plain': 'secret', [raw]: 'marker' })]);
      const items = await clipboard.read();
      same([items.length, await textOf(items[0], 'text/plain'), await textOf(items[0], raw)], [1, 'secret', 'marker']);
    },
  },
  {
    name: 'clipboard: an unknown format comes back under its raw name',
    source,
    async run() {
      await clipboard.write([new ClipboardItem({ 'x-conformance': new Blob(['bytes']) })]);
      const [item] = await clipboard.read();
      same([item?.types, await textOf(item, raw)], [[raw], 'bytes']);
    },
  },
  {
    name: 'clipboard: an item needs a format',
    source: 'docs/api/clipboard-item.md',
    run: () =>
      throws(
        () => new ClipboardItem({}),
        "Failed to construct 'ClipboardItem': at least one MIME type is required.",
        'TypeError',
      ),
  },
  {
    name: 'clipboard: an item names its formats and refuses others',
    source: 'docs/api/clipboard-item.md',
    async run() {
      const item = new ClipboardItem({ 'text/plain': 'x' });
      same(item.types, ['text/plain']);
      await rejects(item.getType('text/html'), "The type 'text/html' was not found in the ClipboardItem");
    },
  },
  {
    name: 'clipboard: only items in an array can be written',
    source,
    async run() {
      const wrong: unknown = 'text';
      // The wrong type is the case itself.
      await rejects(
        clipboard.write(wrong as ClipboardItem[]),
        'clipboard.write expects an array of ClipboardItem',
        'TypeError',
      );
    },
  },
  {
    name: 'clipboard: a value is text or a blob, and is looked at when it is written',
    source,
    async run() {
      const wrong: unknown = 5;
      // The wrong type is the case itself.
      const item = new ClipboardItem({ 'text/plain': wrong as string });
      await rejects(clipboard.write([item]), 'ClipboardItem payload values must be a string or a Blob', 'TypeError');
    },
  },
  {
    name: 'clipboard: what was read cannot be written again',
    source,
    async run() {
      await clipboard.writeText('x');
      const items = await clipboard.read();
      await rejects(
        clipboard.write(items),
        /^clipboard\.write cannot accept a ClipboardItem returned from clipboard\.read\(\)/,
      );
    },
  },
];
