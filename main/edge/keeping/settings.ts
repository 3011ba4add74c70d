import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { saveWhole } from './whole-file.ts';

const pixels = v.pipe(v.number(), v.safeInteger());
const size = v.pipe(pixels, v.minValue(100), v.maxValue(20_000));

const fields = {
  /** The person has been told that closing the panel leaves Dockpass in the tray. */
  trayNoticeShown: v.boolean(),
  /** A copy from the tray shows a silent notification. */
  copiedNotice: v.boolean(),
  /** How long a copied token stays on the clipboard. */
  clipboardMs: v.pipe(v.number(), v.safeInteger(), v.minValue(5000), v.maxValue(600_000)),
  /** How accounts are kept; null before anyone chose. */
  keeping: v.nullable(v.picklist(['keychain', 'passphrase', 'session-only'])),
  /** Where the panel was; null before it was ever moved. */
  panelPlace: v.nullable(v.object({ x: pixels, y: pixels, width: size, height: size })),
};
const settingsSchema = v.object(fields);
export type Settings = Readonly<v.InferOutput<typeof settingsSchema>>;

const defaults: Settings = {
  trayNoticeShown: false,
  copiedNotice: true,
  clipboardMs: 45_000,
  keeping: null,
  panelPlace: null,
};

/** What a person chose. A field that is missing or bad has its default and costs no other field its value. */
export interface SettingsFile {
  readonly read: () => Settings;
  /** Keeps the other fields, unknown ones of a newer Dockpass too. Throws save-failed. */
  readonly save: (changed: Partial<Settings>) => void;
}

/** `<folder>/settings.json`, read once and written whole. */
export const createSettingsFile = ({ folder }: { readonly folder: string }): SettingsFile => {
  let stored: Record<string, unknown> | undefined;
  const load = (): Record<string, unknown> => {
    stored ??= readObject(join(folder, 'settings.json'));
    return stored;
  };
  return {
    read: () => checked(load()),
    save: changed => {
      const next = { ...load(), ...changed };
      saveWhole(folder, 'settings', next);
      stored = next;
    },
  };
};

function readObject(path: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof content === 'object' && content !== null && !Array.isArray(content) ? { ...content } : {};
  } catch {
    // Preferences only: starting with the defaults harms nothing.
    return {};
  }
}

function checked(content: Record<string, unknown>): Settings {
  const one = <T>(schema: v.GenericSchema<unknown, T>, name: keyof Settings, otherwise: T): T => {
    const result = v.safeParse(schema, content[name]);
    return result.success ? result.output : otherwise;
  };
  return {
    trayNoticeShown: one(fields.trayNoticeShown, 'trayNoticeShown', defaults.trayNoticeShown),
    copiedNotice: one(fields.copiedNotice, 'copiedNotice', defaults.copiedNotice),
    clipboardMs: one(fields.clipboardMs, 'clipboardMs', defaults.clipboardMs),
    keeping: one(fields.keeping, 'keeping', defaults.keeping),
    panelPlace: one(fields.panelPlace, 'panelPlace', defaults.panelPlace),
  };
}
