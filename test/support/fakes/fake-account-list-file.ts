import type { AccountListFile } from '../../../main/core/ports/storage.ts';

/** The file that a person chooses, in memory: what was written last is what is read next. */
export const fakeAccountListFile = (): AccountListFile & {
  chosen: Awaited<ReturnType<AccountListFile['read']>>;
  text: () => string;
} => {
  const file = {
    chosen: undefined as Awaited<ReturnType<AccountListFile['read']>>,
    text: () => (file.chosen !== undefined && 'text' in file.chosen ? file.chosen.text : ''),
    choosePlace: async (suggested: string, format: string) => {
      const name = `${suggested}.${format}`;
      const save = (text: string): void => {
        file.chosen = { name, text };
      };
      return { name, save };
    },
    read: async () => file.chosen,
  };
  return file;
};
