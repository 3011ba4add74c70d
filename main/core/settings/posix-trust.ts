/** What a POSIX system says of an opened file or folder; `mode` with its permission bits. */
export interface PosixFacts {
  readonly isFile: boolean;
  readonly owner: number;
  readonly mode: number;
}

/** Why what a file says is not to be believed. */
export type TrustProblem = 'not-a-file' | 'owner' | 'writable';
/** `readable`: by too many for a secret. */
export type SecretProblem = TrustProblem | 'readable';

const isTrusted = ({ owner }: PosixFacts, trusted: readonly number[]): boolean => trusted.includes(owner);
const isWritable = ({ mode }: PosixFacts): boolean => (mode & 0o022) !== 0;

/** A file of settings: nobody but `trusted` users may have written it, or its folder. */
export const judgePosixPolicy = (
  file: PosixFacts,
  folder: PosixFacts,
  trusted: readonly number[],
): TrustProblem | undefined => {
  if (!file.isFile) return 'not-a-file';
  if (!isTrusted(file, trusted) || !isTrusted(folder, trusted)) return 'owner';
  return isWritable(file) || isWritable(folder) ? 'writable' : undefined;
};

/** A file with a secret: of a `trusted` user, at most readable by a group, and nothing at all for everyone else. */
export const judgePosixSecret = (file: PosixFacts, trusted: readonly number[]): SecretProblem | undefined => {
  if (!file.isFile) return 'not-a-file';
  if (!isTrusted(file, trusted)) return 'owner';
  if (isWritable(file)) return 'writable';
  return (file.mode & 0o007) === 0 ? undefined : 'readable';
};
