// The default import, so that each call reads the function from the module as it is then: the order test watches them.
import fs from 'node:fs';
import { join } from 'node:path';
import type { SettingsFile } from '../../core/ports/storage.ts';
import { systemCodeOf } from '../system/system-code.ts';
import { removeWhole, saveWhole } from './whole-file.ts';

/**
 * `<folder>/settings.json`, written whole through electron-store. A file that could not be read is kept as
 * `settings.unreadable.json` before the first save takes its place.
 */
export const createSettingsFile = ({ folder }: { readonly folder: string }): SettingsFile => {
  const path = join(folder, 'settings.json');
  let isUnreadable = false;
  const keepAside = (): void => {
    try {
      const aside = join(folder, 'settings.unreadable.json');
      fs.copyFileSync(path, aside);
      const file = fs.openSync(aside, 'r+');
      fs.fsyncSync(file);
      fs.closeSync(file);
    } catch {
      // One that cannot even be copied holds nothing that could be kept.
    }
  };
  return {
    read: () => {
      try {
        const content: unknown = JSON.parse(fs.readFileSync(path, 'utf8'));
        return { kind: 'content', content };
      } catch (problem) {
        if (systemCodeOf(problem) === 'ENOENT') return { kind: 'absent' };
        isUnreadable = true;
        return { kind: 'unreadable' };
      }
    },
    save: content => {
      if (isUnreadable) keepAside();
      saveWhole(folder, 'settings', content);
      isUnreadable = false;
    },
    remove: () => {
      for (const name of ['settings.unreadable', 'settings']) removeWhole(folder, name);
      isUnreadable = false;
    },
  };
};
