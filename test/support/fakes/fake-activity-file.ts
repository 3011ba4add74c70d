import type { ActivityFile } from '../../../main/core/ports/storage.ts';

/** Lines in a list, and the texts that were saved elsewhere. */
export const fakeActivityFile = (): ActivityFile & {
  lines: string[];
  readonly saved: (readonly [name: string, text: string])[];
} => {
  const file = {
    lines: [] as string[],
    saved: [] as (readonly [string, string])[],
    read: async () => [...file.lines],
    append: (line: string) => void file.lines.push(line),
    replace: (lines: readonly string[]) => {
      file.lines = [...lines];
    },
    remove: () => {
      file.lines = [];
    },
    saveAs: async (suggested: string, text: string) => {
      file.saved.push([suggested, text]);
      return suggested;
    },
  };
  return file;
};
