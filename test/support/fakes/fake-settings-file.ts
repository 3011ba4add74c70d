import { DockpassError } from '../../../main/core/base/errors.ts';
import type { SettingsFile } from '../../../main/core/ports/storage.ts';

/** A settings file as text; `undefined` while there is none, and `failing` as a full disk does. */
export const fakeSettingsFile = (text?: string): SettingsFile & { text: string | undefined; failing: boolean } => {
  const file = {
    text,
    failing: false,
    read: (): ReturnType<SettingsFile['read']> => {
      if (file.text === undefined) return { kind: 'absent' };
      try {
        const content: unknown = JSON.parse(file.text);
        return { kind: 'content', content };
      } catch {
        return { kind: 'unreadable' };
      }
    },
    save: (content: Readonly<Record<string, unknown>>) => {
      if (file.failing) throw new DockpassError('save-failed', { reason: 'disk-full' });
      file.text = JSON.stringify(content);
    },
    remove: () => {
      file.text = undefined;
    },
  };
  return file;
};
