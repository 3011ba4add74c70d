import * as v from 'valibot';
import type { SettingName, SettingsChange } from '../../../preload/contract/settings-fields.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { createEvent } from '../base/event.ts';
import type { Log } from '../ports/log.ts';
import type { SettingsFile } from '../ports/storage.ts';
import type { ManagedSettings } from './managed.ts';
import { type Managed, unmanaged } from './managed-file.ts';
import { chosenDefaults, chosenFields } from './settings-schema.ts';

const pixels = v.pipe(v.number(), v.safeInteger());
const size = v.pipe(pixels, v.minValue(100), v.maxValue(20_000));

/** What the app remembers by itself. */
const rememberedFields = {
  /** The person has been told that closing the panel leaves Dockpass in the tray. */
  trayNoticeShown: v.boolean(),
  /** The system was told to start Dockpass at login: if it no longer does, a person switched it off there. */
  loginItemMade: v.boolean(),
  /** How accounts are kept; null before anyone chose. Chosen where it is explained, not among the settings. */
  keeping: v.nullable(v.picklist(['keychain', 'passphrase', 'session-only'])),
  /** The end of a shift that was begun and not finished. */
  endingShift: v.nullable(v.picklist(['keep-labels', 'all'])),
  /** Where the panel was on each screen, the latest first. */
  panelPlaces: v.pipe(
    v.array(v.object({ display: v.string(), x: pixels, y: pixels, width: size, height: size })),
    v.maxLength(20),
  ),
};

const schema = v.object({ ...chosenFields, ...rememberedFields });
export type Settings = Readonly<v.InferOutput<typeof schema>>;
type Remembered = Pick<Settings, keyof typeof rememberedFields>;

const defaults: Settings = {
  ...chosenDefaults,
  trayNoticeShown: false,
  loginItemMade: false,
  keeping: null,
  endingShift: null,
  panelPlaces: [],
};

const isObject = (content: unknown): content is Record<string, unknown> =>
  typeof content === 'object' && content !== null && !Array.isArray(content);

/** The settings in any content: a field that is missing or bad has its default and costs no other field its value. */
export const checkSettings = (
  content: unknown,
  { fixed, presets }: Pick<Managed, 'fixed' | 'presets'> = unmanaged,
): { readonly settings: Settings; readonly bad: readonly (keyof Settings)[] } => {
  const first = { ...defaults, ...presets };
  const given = { ...first, ...(isObject(content) ? content : {}), ...fixed };
  const checked = v.safeParse(schema, given);
  if (checked.success) return { settings: checked.output, bad: [] };
  const isBad = (name: string): boolean => checked.issues.some(({ path }) => path?.[0]?.key === name);
  // Object.keys knows only strings; the defaults' own keys are exactly the settings' names.
  const bad = (Object.keys(defaults) as (keyof Settings)[]).filter(isBad);
  const mended = Object.fromEntries(bad.map(name => [name, first[name]]));
  return { settings: v.parse(schema, { ...given, ...mended }), bad };
};

/** The settings in force, and every way to change them. */
export interface SettingsStore {
  readonly read: () => Settings;
  /** What a person chose. Fields of a newer Dockpass stay; bad ones go. Throws bad-input, save-failed, changing nothing. */
  readonly choose: (changed: SettingsChange) => void;
  /** Keeps what stands apart from a person's settings. Throws save-failed, changing nothing. */
  readonly note: (changed: Partial<Remembered>) => void;
  /** The same for what may be lost: a disk that refuses costs only the note. */
  readonly remember: (changed: Partial<Remembered>) => void;
  /** Everything a person can choose, as it was at first. Throws save-failed, changing nothing. */
  readonly reset: () => void;
  /** Everything as it was before the first start. Throws save-failed, changing nothing. */
  readonly forget: () => void;
  /** Fields of the file that have their defaults because what stood there could not be used; `file`: all of them. */
  readonly fellBack: () => readonly (SettingName | 'file')[];
  readonly onChange: (listener: (settings: Settings) => void) => void;
}

interface SettingsDeps {
  readonly file: SettingsFile;
  readonly log: Log;
  /** What an organization has decided; nothing where it is left out. */
  readonly managed?: Pick<ManagedSettings, 'current' | 'onChange'>;
}

export const createSettings = ({ file, log, managed }: SettingsDeps): SettingsStore => {
  const changed = createEvent<[settings: Settings]>();
  const decided = (): Managed => managed?.current() ?? unmanaged;
  const stored = file.read();
  let content: Readonly<Record<string, unknown>> =
    stored.kind === 'content' && isObject(stored.content) ? stored.content : {};
  // Until a person chose something: what the app notes by itself meanwhile must not end what is said of the file.
  let isLost = stored.kind !== 'absent' && !(stored.kind === 'content' && isObject(stored.content));
  let { settings, bad } = checkSettings(content, decided());
  if (isLost || bad.length > 0) log.write('settings-fell-back', { fields: isLost ? 'file' : bad.join(' ') });

  const apply = (): void => {
    ({ settings, bad } = checkSettings(content, decided()));
    changed.tell(settings);
  };
  managed?.onChange(apply);
  const save = (next: Readonly<Record<string, unknown>>): void => {
    file.save(next);
    take(next);
  };
  const take = (next: Readonly<Record<string, unknown>>): void => {
    content = next;
    apply();
  };
  const note = (change: Partial<Remembered>): void => save({ ...content, ...change });
  /** Only what a person chose is stored: the rest follows what an organization presets. */
  const saveChosen = (next: Readonly<Record<string, unknown>>): void => {
    const wasLost = isLost;
    isLost = false;
    try {
      save(next);
    } catch (error) {
      isLost = wasLost;
      throw new DockpassError('save-failed', { reason: 'settings', cause: error });
    }
  };
  return {
    read: () => settings,
    choose: change => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      if (given.some(([name]) => Object.hasOwn(decided().fixed, name))) {
        throw new DockpassError('bad-input', { field: 'setting', reason: 'fixed' });
      }
      saveChosen({ ...without(content, bad), ...Object.fromEntries(given) });
    },
    note,
    remember: change => {
      try {
        note(change);
      } catch (error) {
        log.write('settings-not-saved', { code: toFailure(error).code });
      }
    },
    reset: () => saveChosen(without(content, [...bad, ...Object.keys(chosenFields)])),
    forget: () => {
      file.remove();
      take({});
      isLost = false;
    },
    fellBack: () => (isLost ? ['file'] : bad.filter(isChosen)),
    onChange: listener => void changed.listen(listener),
  };
};

const isChosen = (name: keyof Settings): name is SettingName => Object.hasOwn(chosenFields, name);
const without = (content: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(content).filter(([name]) => !names.includes(name)));
