import { clipboard } from 'electron';
import type { ControlMethods } from '../../stand-in/control-server.ts';

/** A format of another program comes under this name with its own in quotes: docs/api/clipboard.md. */
const rawPattern = /^electron application\/osclipboard;format="(.*)"$/;

const formats = async (): Promise<Record<string, string>> => {
  const items = await clipboard.read();
  const entries = items.flatMap(item =>
    item.types.map(async type => {
      const held: unknown = await item.getType(type);
      return [rawPattern.exec(type)?.[1] ?? type, held instanceof Blob ? await held.text() : ''] as const;
    }),
  );
  return Object.fromEntries(await Promise.all(entries));
};

/** The computer's own clipboard. */
export const watchClipboard = (): ControlMethods => ({
  clipboard: formats,
  copyElsewhere: ({ text }) => clipboard.writeText(String(text)),
});
