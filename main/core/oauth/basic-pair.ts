import type { ClientAuth } from 'oauth4webapi';
import { DockpassError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import { basic } from './api-request.ts';

/**
 * A pair as RFC 7617 section 2 packs it, in UTF-8. Throws bad-input (field `nameField`) for a name with a colon, which
 * that form has no place for.
 */
export const packPair = (name: string, password: Secret, nameField: string): Secret => {
  if (name.includes(':')) throw new DockpassError('bad-input', { field: nameField });
  const bytes = new TextEncoder().encode(`${name}:${password.reveal()}`);
  return new Secret(btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join('')));
};

/** The value by which an account remembers that its pair is form-encoded; no field has this name. */
const foundName = 'pairFormEncoded';

/** A client's id and secret, where the id was typed, and what asking found out before. */
interface ClientPair {
  readonly clientId: string;
  readonly secret: Secret;
  readonly idField: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Asks for a token with the pair in the header, as it is: so providers document it. Where that is refused as wrong and
 * form-encoding makes another pair of it (RFC 6749 section 2.3.1), that one is tried once. The one that worked comes back
 * in `found`, is kept with the account and is the first one the next time. Throws what `ask` throws.
 */
export const requestWithPair = async <Tokens extends { readonly found?: Readonly<Record<string, string>> }>(
  pair: ClientPair,
  ask: (authentication: ClientAuth) => Promise<Tokens>,
): Promise<Tokens> => {
  const [first, second] = formsOf(pair);
  if (second === undefined) return ask(first.authentication);
  try {
    return remembering(first, await ask(first.authentication));
  } catch (error) {
    if (!(error instanceof DockpassError) || error.code !== 'wrong-credentials') throw error;
    return remembering(second, await ask(second.authentication));
  }
};

interface PairForm {
  readonly isEncoded: boolean;
  readonly authentication: ClientAuth;
}

/** Both ways to pack this pair, or the only one, the likelier first. */
const formsOf = ({ clientId, secret, idField, values }: ClientPair): readonly [PairForm, PairForm?] => {
  const encodedId = formEncoded(clientId);
  const encodedSecret = new Secret(formEncoded(secret.reveal()));
  const encoded = { isEncoded: true, authentication: inHeader(packPair(encodedId, encodedSecret, idField)) };
  // Only the encoded form has a place for a colon in the id.
  if (clientId.includes(':')) return [encoded];
  const plain = { isEncoded: false, authentication: inHeader(packPair(clientId, secret, idField)) };
  if (encodedId === clientId && encodedSecret.reveal() === secret.reveal()) return [plain];
  return values[foundName] === 'yes' ? [encoded, plain] : [plain, encoded];
};

const inHeader =
  (packed: Secret): ClientAuth =>
  (_server, _client, _body, headers) =>
    headers.set('authorization', basic(packed).reveal());

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

const remembering = <Tokens extends { readonly found?: Readonly<Record<string, string>> }>(
  { isEncoded }: PairForm,
  tokens: Tokens,
): Tokens => ({ ...tokens, found: { ...tokens.found, [foundName]: isEncoded ? 'yes' : '' } });
