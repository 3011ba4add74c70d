import { Secret } from '../../../main/core/base/secret.ts';
import type { OpenedBackup } from '../../../main/core/ports/storage.ts';

/** Texts as pieces of a backup. */
export async function* piecesOf(...texts: readonly string[]): AsyncGenerator<Secret> {
  for (const text of texts) yield new Secret(text);
}

/** All that a backup holds. */
export const textsOf = async (backup: OpenedBackup | undefined): Promise<readonly string[]> => {
  const texts: string[] = [];
  for await (const piece of backup?.pieces() ?? []) texts.push(piece.reveal());
  return texts;
};
