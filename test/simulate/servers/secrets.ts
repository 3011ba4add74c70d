// Every secret of a world, so that it is known again wherever it turns up: in a request, a file, a window, the clipboard.

type SecretKind = 'typed' | 'access' | 'refresh' | 'code';

export interface KnownSecret {
  readonly text: string;
  readonly kind: SecretKind;
  /** Of the account's registration at its provider. */
  readonly client: string;
  /** The operation that brought it: a person's call, also for the tokens that followed from it; later, a backup. */
  since: number;
  /** Origins with path that it may be sent to. The client's own set, which grows as a person types other addresses. */
  readonly places: ReadonlySet<string>;
}

export interface Secrets {
  readonly make: (kind: SecretKind, of: Pick<KnownSecret, 'client' | 'since' | 'places'>, size?: number) => KnownSecret;
  /** All that stand in a text, also packed in base64 as RFC 7617 does. */
  readonly in: (text: string) => readonly KnownSecret[];
  readonly get: (text: string) => KnownSecret | undefined;
  /** A backup brought it back after it may have been wiped. */
  readonly bringBack: (text: string, since: number) => void;
}

const mark = /zq[a-z]\d+z/g;
const packed = /[A-Za-z0-9+/]{16,4096}={0,2}/g;

export const createSecrets = (): Secrets => {
  const known = new Map<string, KnownSecret>();
  let count = 0;
  const marks = (text: string): readonly KnownSecret[] =>
    (text.match(mark) ?? []).flatMap(found => known.get(found) ?? []);
  const get = (text: string): KnownSecret | undefined => known.get(text.match(mark)?.[0] ?? '');
  return {
    make: (kind, { client, since, places }, size = 0) => {
      count += 1;
      const name = `zq${kind[0]}${count}z`;
      const secret: KnownSecret = { text: name.padEnd(size, 'x'), kind, client, since, places };
      known.set(name, secret);
      return secret;
    },
    get,
    bringBack: (text, since) => {
      const secret = get(text);
      if (secret !== undefined) secret.since = since;
    },
    in: text => {
      const inside = (text.match(packed) ?? []).map(some => Buffer.from(some, 'base64').toString('latin1'));
      return [...new Set([text, ...inside].flatMap(marks))];
    },
  };
};
