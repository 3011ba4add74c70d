import * as v from 'valibot';
import { DockpassError } from '../base/errors.ts';
import { longestTypedSecret, mostAccounts } from '../base/limits.ts';
import { Secret } from '../base/secret.ts';

import type { AccountRecord } from '../ports/account-record.ts';
import { migrateRecord } from '../ports/migrate-record.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';

/** One account in a backup: its record without what belongs to one computer, and its secrets. */
export interface BackedUp {
  readonly record: AccountRecord;
  readonly secrets: AccountSecrets;
}

/** One account as it is read, and how many the whole backup has. */
interface ReadBack {
  readonly one: BackedUp;
  readonly of: number;
}

/** A piece ends where it has this many accounts, or about this many characters; one account is never cut. */
const mostInPiece = 50;
const longestPiece = 256 * 1024;

const secretsSchema = v.object({
  accessToken: v.string(),
  refreshToken: v.optional(v.string()),
  fields: v.record(v.string(), v.string()),
});
const accountsSchema = v.array(v.object({ record: v.looseObject({ id: v.string() }), secrets: secretsSchema }));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(mostAccounts));

/** Version 1 has everything in one piece; in version 2 each piece says how many accounts all of them have. */
const pieceSchema = v.variant('backup', [
  v.object({ backup: v.literal(1), accounts: accountsSchema }),
  v.object({ backup: v.literal(2), of: count, accounts: accountsSchema }),
]);

/**
 * A backup of `of` accounts as texts to be sealed, each made when it is asked for. Throws save-failed (reason backup-too-large)
 * for what could not be read again, and what `accounts` throws.
 */
export async function* writePieces(accounts: AsyncIterable<BackedUp>, of: number): AsyncGenerator<Secret> {
  if (of > mostAccounts) throw new DockpassError('save-failed', { reason: 'backup-too-large' });
  const pieceOf = (texts: readonly string[]): Secret =>
    new Secret(`{"backup":2,"of":${of},"accounts":[${texts.join(',')}]}`);
  let texts: string[] = [];
  let length = 0;
  for await (const one of accounts) {
    const text = writeAccount(one);
    if (texts.length === mostInPiece || (texts.length > 0 && length + text.length > longestPiece)) {
      yield pieceOf(texts);
      texts = [];
      length = 0;
    }
    texts.push(text);
    length += text.length;
  }
  yield pieceOf(texts);
}

const writeAccount = ({ record, secrets }: BackedUp): string => {
  const content = {
    record: ofNoComputer(record),
    secrets: {
      accessToken: secrets.accessToken.reveal(),
      refreshToken: secrets.refreshToken?.reveal(),
      fields: Object.fromEntries(Object.entries(secrets.fields).map(([name, one]) => [name, one.reveal()])),
    },
  };
  if (!hasShortTexts(content)) throw new DockpassError('save-failed', { reason: 'backup-too-large' });
  return JSON.stringify(content);
};

/**
 * The accounts of a backup of either version, one after the other. Throws backup-damaged at the first piece that cannot be
 * read, and at the end where there are fewer accounts than it says.
 */
export async function* readPieces(pieces: AsyncIterable<Secret>): AsyncGenerator<ReadBack> {
  let of: number | undefined;
  let read = 0;
  for await (const piece of pieces) {
    const { accounts, of: said = accounts.length } = parsePiece(piece);
    of ??= said;
    read += accounts.length;
    if (said !== of || read > of) throw new DockpassError('backup-damaged');
    for (const one of accounts) yield { one: readAccount(one), of };
  }
  if (read !== of) throw new DockpassError('backup-damaged');
}

interface ReadPiece {
  readonly of?: number;
  readonly accounts: v.InferOutput<typeof accountsSchema>;
}

const parsePiece = (piece: Secret): ReadPiece => {
  const content = parseJson(piece);
  const parsed = hasShortTexts(content) ? v.safeParse(pieceSchema, content) : undefined;
  if (!parsed?.success || parsed.output.accounts.length > mostAccounts) throw new DockpassError('backup-damaged');
  return parsed.output;
};

const readAccount = ({ record: stored, secrets }: ReadPiece['accounts'][number]): BackedUp => {
  const read = migrateRecord(stored, stored.id);
  if (read.kind !== 'record') throw new DockpassError('backup-damaged', { reason: read.reason });
  return {
    record: ofNoComputer(read.record),
    secrets: {
      accessToken: new Secret(secrets.accessToken),
      ...(secrets.refreshToken !== undefined && { refreshToken: new Secret(secrets.refreshToken) }),
      fields: Object.fromEntries(Object.entries(secrets.fields).map(([name, value]) => [name, new Secret(value)])),
    },
  };
};

const parseJson = (content: Secret): unknown => {
  try {
    return JSON.parse(content.reveal());
  } catch {
    throw new DockpassError('backup-damaged');
  }
};

/**
 * Without the seal, the sign-in session and the marks that only mean something on the computer they were made on. That
 * an answer may have been lost goes where the refresh token goes; the question where one has moved is asked here alone.
 */
const ofNoComputer = (record: AccountRecord): AccountRecord => {
  const { keptSession: _session, moving: _here, programs: _ofPrograms, ...kept } = record;
  const { removedAt: _removed, lastCopiedAt: _copied, lastHandOver: _given, warning, ...rest } = kept;
  const asks = warning?.code === 'moved' && warning.reason === 'unreachable';
  return { ...rest, ...(warning !== undefined && !asks && { warning }), sealed: '' };
};

/** True where no text anywhere in a value, names of members too, is longer than the longest text of an account. */
const hasShortTexts = (value: unknown): boolean => {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string' && next.length > longestTypedSecret) return false;
    if (typeof next !== 'object' || next === null) continue;
    // A loop and no spread: that would put every part on the stack at once.
    for (const [name, part] of Object.entries(next)) waiting.push(name, part);
  }
  return true;
};
